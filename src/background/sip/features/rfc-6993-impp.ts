/**
 * RFC 6993: an address to write to, beside a call: `Call-Info: <xmpp:juliet@example.com>;purpose=impp`. Anybody can say
 * so: what is read here is a claim and nothing more (RFC 7081 §3.5).
 */
import { parseAddress } from '../../../shared/address.ts';

/** Longer header values are nobody's address. */
const LONGEST = 1024;
/** An address for each of a person's accounts; more than these are somebody's joke. */
const MOST = 4;
const ENTRY = /<\s*(xmpp:[^<>\s]+)\s*>((?:\s*;\s*[\w.!%*+`'~-]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]+))?)*)/gi;

/** The bare JIDs of all `Call-Info` values, each once, in their order. */
export function claimedJids(callInfo: readonly string[]): string[] {
	const jids = callInfo.filter((value) => value.length <= LONGEST).flatMap(jidsIn);
	return [...new Set(jids)].slice(0, MOST);
}

/** The header that says where one can be written to. `jid`: bare. */
export function imppHeader(jid: string): string {
	return `Call-Info: <${xmppUri(jid)}>;purpose=impp`;
}

function jidsIn(value: string): string[] {
	return [...value.matchAll(ENTRY)].flatMap(([, uri = '', parameters = '']) => {
		const named = parameters.replace(/"(?:[^"\\]|\\.)*"/g, (quoted) => (/^"impp"$/i.test(quoted) ? 'impp' : ''));
		if (!/;\s*purpose\s*=\s*impp\s*(?:;|$)/i.test(named)) return [];
		const address = parseAddress(uri);
		return address?.scheme === 'xmpp' ? [address.jid] : [];
	});
}

/** RFC 5122 §2.2: what is no unreserved character of a URI is escaped. */
function xmppUri(jid: string): string {
	return `xmpp:${jid.split('@').map(encodeURIComponent).join('@')}`;
}
