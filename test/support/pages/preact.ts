import { h, hydrate, render } from 'preact';
import type { Start } from './contacts.ts';
import { PreactView } from './preact-view.ts';

const start: Start = async (element, rows, how) => {
	(how === 'hydrate' ? hydrate : render)(h(PreactView, { rows }), element);
	return {
		show: async (next) => render(h(PreactView, { rows: next }), element),
		end: async () => render(null, element),
	};
};

Object.assign(globalThis, { start });
