/** The little of the extension's API that a page's script needs. */
interface Runtime {
	/** Missing once the extension has been updated or removed and this script is left behind. */
	readonly id?: string;
	sendMessage(message: unknown): Promise<unknown>;
	readonly onMessage: {
		addListener(listener: (message: unknown) => void): void;
		removeListener(listener: (message: unknown) => void): void;
	};
}

/**
 * `chrome` and not `browser`: both browsers have it, promises and all, and it is a property of the script's own global.
 * Where `browser` is none, as in Chromium, an element of the page with that id would take its place.
 */
declare const chrome: {
	readonly runtime?: Runtime;
	readonly i18n: { getMessage(key: string, substitutions?: readonly string[]): string };
};

/** The extension's messaging; undefined once the extension has left this script behind. */
export function runtime(): Runtime | undefined {
	return chrome.runtime?.id ? chrome.runtime : undefined;
}

/** What the extension says to the tab, until the signal. */
export function onMessage(listener: (message: unknown) => void, signal: AbortSignal): void {
	const events = runtime()?.onMessage;
	events?.addListener(listener);
	signal.addEventListener('abort', () => events?.removeListener(listener));
}

/** The sentence of a key in the browser's language, `$1`, `$2` … replaced. */
export function message(key: string, ...substitutions: readonly string[]): string {
	return chrome.i18n.getMessage(key, substitutions);
}
