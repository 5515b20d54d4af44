import { createApp, createSSRApp, nextTick, shallowRef } from 'vue';
import type { Start } from './contacts.ts';
import { vueView } from './vue-view.ts';

const start: Start = async (element, first, how) => {
	const rows = shallowRef(first);
	const app = (how === 'hydrate' ? createSSRApp : createApp)(vueView(rows));
	app.mount(element);
	return {
		async show(next) {
			rows.value = next;
			await nextTick();
		},
		end: async () => app.unmount(),
	};
};

Object.assign(globalThis, { start });
