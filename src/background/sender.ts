/** Who sends a message to us, by what the browser vouches for: never by an address that a page chose. */
import type { Caller, From } from '../shared/commands.ts';
import { siteOf } from '../shared/site.ts';

/** A sender as the browser describes it. */
export interface Sender {
	readonly id?: string | undefined;
	readonly origin?: string | undefined;
	/** Of the frame. */
	readonly url?: string | undefined;
	/** Its address is told for pages that the person allowed. */
	readonly tab?: { readonly url?: string | undefined } | undefined;
}

/** Our own extension's id and origin (`chrome-extension://…`, `moz-extension://…`, without a slash at the end). */
export interface Self {
	readonly id: string;
	readonly origin: string;
}

/** A view or the worker of this extension is `pages`; a content script of it is `anyone`; nobody else is heard. */
export function callerOf(sender: Sender, own: Self): Caller | null {
	if (sender.id !== own.id) return null;
	return sender.origin === own.origin ? 'pages' : 'anyone';
}

/** No page at all: what asks is our own. */
export const NO_PAGE: From = { site: '', frameSite: '' };

/**
 * The page that a content script runs in. A frame without an address of its own (`about:srcdoc`) is where its origin is; a
 * frame in a page whose address we are not told is its own site.
 */
export function pageOf(sender: Sender, own: Self): From {
	if (callerOf(sender, own) !== 'anyone') return NO_PAGE;
	const frameSite = siteOf(sender.url) || siteOf(sender.origin);
	return { site: siteOf(sender.tab?.url) || frameSite, frameSite };
}

/** The question whether the session document is there. */
export function isEnsure(raw: unknown): boolean {
	return typeof raw === 'object' && raw !== null && 'ensure' in raw;
}
