import { decode, decodeAny } from './text.ts';

export interface XmppAddress {
	readonly scheme: 'xmpp';
	/** `xmpp:` with the JID and nothing else. */
	readonly uri: string;
	/** Bare, normalised. */
	readonly jid: string;
	readonly resource?: string;
	/** XEP-0147's querytype in our words: none or `message` is a chat; what we do not do (`join`, `remove` …) is `none`. */
	readonly action: 'chat' | 'call' | 'none';
	/** Text for the person to look at and send or not; empty if there is none. */
	readonly body: string;
}

/** RFC 7622 §3.3.1: "the following characters are explicitly not allowed" in a localpart: `"&'/:<>@`. */
const JID = /^(?:([^\s"&'/:<>@]{1,1023})@)?(\[[\da-f:.]+\]|[\p{L}\p{N}][\p{L}\p{M}\p{N}.-]{0,254})$/iu;
/** Controls but tab and line feed, and what turns the direction of the text around it. */
const UNWANTED = /[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu;
const LONGEST_BODY = 4096;

/** An `xmpp:` URI or IRI without its scheme (RFC 5122 §2.2, query as in XEP-0147); null if it is none. */
export function parseXmpp(text: string): XmppAddress | null {
	const [hierarchy = '', query = ''] = cut(text.split('#')[0] ?? '', '?');
	const [rawJid = '', rawResource] = cut(pathOf(hierarchy), '/');
	const jid = jidOf(decode(rawJid) ?? '');
	const resource = rawResource === undefined ? undefined : decode(rawResource);
	if (jid === null || resource === null || (resource?.length ?? 0) > 1023) return null;
	const [type = '', ...pairs] = query.split(';');
	return {
		scheme: 'xmpp',
		uri: `xmpp:${jid.replace(/^[^@]+(?=@)/, encodeURIComponent)}${resource ? `/${encodeURIComponent(resource)}` : ''}`,
		jid,
		...(resource ? { resource } : {}),
		action: actionOf(type.toLowerCase()),
		body: bodyOf(pairs),
	};
}

/** A bare JID in one spelling: RFC 7622 §3.2–3.3, case folded, NFC; null if it is none. */
export function jidOf(text: string): string | null {
	const [, local, domain = ''] = JID.exec(text) ?? [];
	if (!domain || domain.includes('..')) return null;
	const jid = `${local === undefined ? '' : `${local}@`}${domain.replace(/\.$/, '')}`.toLowerCase().normalize('NFC');
	// Compatibility characters (ligatures, full-width letters) look like others; the PRECIS profile knows none of them.
	return jid === jid.normalize('NFKC') ? jid : null;
}

/**
 * §2.3: the authority says as whom to act, the path with whom. Many a page means the other by `xmpp://bob@example.test`,
 * and an authority alone could mean nothing else to us.
 */
function pathOf(hierarchy: string): string {
	if (!hierarchy.startsWith('//')) return hierarchy;
	const [authority = '', path] = cut(hierarchy.slice(2), '/');
	return path || authority;
}

function actionOf(type: string): XmppAddress['action'] {
	if (type === 'call') return 'call';
	return type === '' || type === 'message' ? 'chat' : 'none';
}

function bodyOf(pairs: readonly string[]): string {
	const raw = pairs.find((pair) => pair.startsWith('body='))?.slice(5) ?? '';
	const body = (decodeAny(raw) ?? '').slice(0, LONGEST_BODY);
	return body.replace(/\r\n?/g, '\n').replace(UNWANTED, '');
}

/** Splits at the first separator; the second part is missing where there is none. */
function cut(text: string, separator: string): [string, string?] {
	const at = text.indexOf(separator);
	return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
