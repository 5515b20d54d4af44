/** Addresses as they stand in stanzas. */
import { jidOf } from '../../shared/address/xmpp.ts';

export interface Jid {
	/** Bare, normalised. */
	readonly bare: string;
	/** Empty for a bare JID. */
	readonly resource: string;
}

/** A JID from an attribute (RFC 7622 §3.1), a server's included; null if it is none, or not there. */
export function parseJid(text: string | undefined): Jid | null {
	if (!text) return null;
	const slash = text.indexOf('/');
	const bare = jidOf(slash < 0 ? text : text.slice(0, slash));
	const resource = slash < 0 ? '' : text.slice(slash + 1);
	if (bare === null || (slash >= 0 && !isResource(resource))) return null;
	return { bare, resource };
}

/** The part before `@`; empty for a server. */
export function localOf(bare: string): string {
	return bare.slice(0, Math.max(0, bare.indexOf('@')));
}

/** The part after `@`. */
export function domainOf(bare: string): string {
	return bare.slice(bare.indexOf('@') + 1);
}

function isResource(text: string): boolean {
	return text.length > 0 && text.length <= 1023 && !/\p{Cc}/u.test(text);
}
