/**
 * The browser's extension API, promise-based under both names since Manifest V3. Views take it from here and not through
 * webextension-polyfill, which would be a sixth of the popup.
 */
import type { Browser } from 'webextension-polyfill';

const scope = globalThis as unknown as { browser?: Browser; chrome?: Browser };

/** Throws where there is none: a view outside the extension. */
export function extension(): Browser {
	const api = scope.browser ?? scope.chrome;
	if (!api) throw new Error('not in an extension page');
	return api;
}
