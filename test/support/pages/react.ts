import { flushSync } from 'react-dom';
import { createRoot, hydrateRoot } from 'react-dom/client';
import type { Running, Start } from './contacts.ts';
import { reactView } from './react-view.ts';

/** Hydration is done, and so is mounting, when an effect has run. */
const start: Start = (element, rows, how) =>
	new Promise<Running>((resolve) => {
		const onReady = () => resolve(running);
		const options = { onRecoverableError: tell, onCaughtError: tell, onUncaughtError: tell };
		const view = reactView({ rows, onReady });
		const root = how === 'hydrate' ? hydrateRoot(element, view, options) : createRoot(element, options);
		if (how === 'mount') root.render(view);
		const running: Running = {
			async show(next) {
				flushSync(() => root.render(reactView({ rows: next, onReady })));
			},
			async end() {
				flushSync(() => root.unmount());
			},
		};
	});

function tell(error: unknown): void {
	console.error('React:', String(error));
}

Object.assign(globalThis, { start });
