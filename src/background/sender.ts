/** Who sends a message to us, by what the browser vouches for: never by an address that a page chose. */
import type { Caller } from '../shared/commands.ts';

/** A sender as the browser describes it. */
export interface Sender {
	readonly id?: string | undefined;
	readonly origin?: string | undefined;
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

/** The question whether the session document is there. */
export function isEnsure(raw: unknown): boolean {
	return typeof raw === 'object' && raw !== null && 'ensure' in raw;
}
