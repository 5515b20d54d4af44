import { runtime } from './browser.ts';

/** How long this script may do anything in the page. */
export interface Life {
	readonly signal: AbortSignal;
	/** Does it go on? It ends when the extension has been updated or removed and has left this script behind. */
	goesOn(): boolean;
}

const KEY = Symbol.for('twinline');

/**
 * Begins the life of this script, and ends that of one that came into the page before it by another way: two would call
 * twice.
 */
export function beginLife(): Life {
	const slot = globalThis as { [KEY]?: AbortController };
	slot[KEY]?.abort();
	const controller = new AbortController();
	slot[KEY] = controller;
	const { signal } = controller;
	function goesOn(): boolean {
		if (!runtime()) controller.abort();
		return !signal.aborted;
	}
	// Whoever removes an extension does so in another tab.
	document.addEventListener('visibilitychange', goesOn, { signal });
	return { signal, goesOn };
}
