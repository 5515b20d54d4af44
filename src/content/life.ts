import { runtime } from './browser.ts';

/** How long the scripts of this frame may do anything in the page. */
export interface Life {
	readonly signal: AbortSignal;
	/** Does it go on? It ends when the extension has been updated or removed and has left its scripts behind. */
	goesOn(): boolean;
	end(): void;
}

export function createLife(): Life {
	const controller = new AbortController();
	const { signal } = controller;
	const end = () => controller.abort();
	function goesOn(): boolean {
		if (!runtime()) end();
		return !signal.aborted;
	}
	// Whoever removes an extension does so in another tab.
	document.addEventListener('visibilitychange', goesOn, { signal });
	return { signal, goesOn, end };
}
