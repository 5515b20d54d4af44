/**
 * Numbers and addresses, as links carry them and as people write them. A page, a peer or a person may have written
 * anything: what does not parse is null, and what parses has no parameters, headers or hidden characters left.
 */
import { parseSip, type SipAddress } from './address/sip.ts';
import { parseTel, type TelAddress } from './address/tel.ts';
import { hasHidden, visible } from './address/text.ts';
import { jidOf, parseXmpp, type XmppAddress } from './address/xmpp.ts';

export type { SipAddress };

/** `user@host` with no scheme: a SIP address or a JID, which only the person or their accounts can tell. */
interface BareAddress {
	readonly scheme: 'bare';
	readonly address: string;
}

export type Address = TelAddress | SipAddress | XmppAddress | BareAddress;

/** More than any address; a longer text is dropped unread. */
const LONGEST = 8192;

/**
 * Reads a `tel:` (RFC 3966), `sip:`, `sips:` (RFC 3261 §19.1) or `xmpp:` URI (RFC 5122), or what a person types or a
 * page shows: a number, or `user@host`. Null for all else. A number keeps its digits as they are: whether and where
 * they exist is not known here.
 */
export function parseAddress(text: string): Address | null {
	if (text.length > LONGEST) return null;
	const clean = visible(text);
	if (hasHidden(clean)) return null;
	const [, scheme, rest = ''] = /^(tel|sips?|xmpp):\s*(.*)$/i.exec(clean) ?? [];
	switch (scheme?.toLowerCase()) {
		case 'tel':
			return parseTel(rest);
		case 'sip':
			return parseSip('sip', rest);
		case 'sips':
			return parseSip('sips', rest);
		case 'xmpp':
			return parseXmpp(rest);
		default:
			return clean.includes('@') ? parseBare(clean) : parseTel(clean);
	}
}

/** The address as a person reads it: no scheme, no parameters. What is no address comes back without hidden characters. */
export function showAddress(uri: string): string {
	const address = parseAddress(uri);
	if (address === null) return visible(uri).replace(/\p{Cc}/gu, '');
	switch (address.scheme) {
		case 'tel':
			return address.ext === undefined ? address.number : `${address.number} x${address.ext}`;
		case 'xmpp':
			return address.jid;
		case 'bare':
			return address.address;
		default: {
			const port = address.port === undefined ? '' : `:${address.port}`;
			return `${address.user && `${readable(address.user)}@`}${address.host}${port}`;
		}
	}
}

/** Do both reach the same? By RFC 3966 §4, RFC 3261 §19.1.4, RFC 7622 §3; what does not parse equals nothing. */
export function sameAddress(a: string, b: string): boolean {
	const [one, other] = [parseAddress(a), parseAddress(b)];
	return one !== null && other !== null && identity(one) === identity(other);
}

/** The bare JID, normalised (RFC 7622), of an `xmpp:` URI or of a bare or full JID with a local part; null for all else. */
export function bareJid(text: string): string | null {
	const address = parseAddress(text.replace(/^([^:/]+@[^/]+)\/.*$/s, '$1'));
	if (address?.scheme === 'xmpp') return address.jid;
	return address?.scheme === 'bare' ? jidOf(address.address) : null;
}

function parseBare(text: string): BareAddress | null {
	const at = text.indexOf('@');
	const address = text.slice(0, at) + text.slice(at).toLowerCase();
	// `%0d` is harmless in a JID, but not in the SIP URI that this may become.
	return !text.includes('%') && jidOf(address) !== null ? { scheme: 'bare', address } : null;
}

function identity(address: Address): string {
	return address.scheme === 'bare' ? address.address : address.uri;
}

/** The SIP user part decoded, unless that would show the host in another place or need quoting. */
function readable(user: string): string {
	const plain = decodeURIComponent(user);
	return /^[\p{L}\p{M}\p{N}.+_-]+$/u.test(plain) ? plain : user;
}
