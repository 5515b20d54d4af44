/** The little of the extension's API that a page's script needs. */
interface Runtime {
	/** Missing once the extension has been updated or removed and this script is left behind. */
	readonly id?: string;
	sendMessage(message: unknown): Promise<unknown>;
}

/**
 * `chrome` and not `browser`: both browsers have it, promises and all, and it is a property of the script's own global.
 * Where `browser` is none, as in Chromium, an element of the page with that id would take its place.
 */
declare const chrome: { readonly runtime?: Runtime };

/** The extension's messaging; undefined once the extension has left this script behind. */
export function runtime(): Runtime | undefined {
	return chrome.runtime?.id ? chrome.runtime : undefined;
}
