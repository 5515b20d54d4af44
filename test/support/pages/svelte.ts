import { flushSync, hydrate, mount, unmount } from 'svelte';
import { writable } from 'svelte/store';
import type { Start } from './contacts.ts';
import View from './svelte-view.svelte';

const start: Start = async (target, first, how) => {
	const rows = writable(first);
	const view = (how === 'hydrate' ? hydrate : mount)(View, { target, props: { rows } });
	flushSync();
	return {
		async show(next) {
			rows.set(next);
			flushSync();
		},
		end: async () => await unmount(view),
	};
};

Object.assign(globalThis, { start });
