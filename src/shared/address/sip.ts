import { parseTel, type TelAddress } from './tel.ts';
import { decode } from './text.ts';

export interface SipAddress {
	readonly scheme: 'sip' | 'sips';
	/** Without password, headers and parameters, but for `user=phone`. */
	readonly uri: string;
	/** As in the URI, percent-encoded where it must be; empty if there is none. */
	readonly user: string;
	/** Lower case; an IPv6 address in brackets. */
	readonly host: string;
	readonly port?: number;
}

const SIP = /^(?:([^@]*)@)?(\[[\da-f:.]+\]|[a-z\d.-]+)(?::(\d{1,5}))?(;[^?]*)?(?:\?.*)?$/i;
const HOST = /^(?:\[.+\]|[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?)$/;

/**
 * A SIP or SIPS URI without its scheme (RFC 3261 §19.1.1). Null if it is none. A number without a host (`sip:1001`) is a
 * number. Parameters and headers (`method`, `Replaces`, `Route` …) are dropped: §19.1.5 lets nobody honour those that
 * come from a page.
 */
export function parseSip(scheme: 'sip' | 'sips', text: string): SipAddress | TelAddress | null {
	const bare = text.replace(/^\/\//, '');
	// As a host, it may have the dot of a full domain name behind it, which is left out below.
	if (/^\+?\d+(?:[;?]|$)/.test(bare) && !bare.includes('@')) return parseTel(bare);
	if (/^\d+\.(?:[:;?]|$)/.test(bare)) return null;
	const [, userinfo, rawHost = '', rawPort, parameters = ''] = SIP.exec(bare) ?? [];
	const user = userinfo === undefined ? '' : canonicalUser(userinfo);
	const host = rawHost.toLowerCase().replace(/\.$/, '');
	const port = rawPort === undefined ? undefined : Number(rawPort);
	if (user === null || !HOST.test(host) || host.includes('..') || port === 0 || (port ?? 1) > 65_535) return null;
	const phone = /;user=phone(?:;|$)/i.test(parameters) ? ';user=phone' : '';
	const uri = `${scheme}:${user && `${user}@`}${host}${port === undefined ? '' : `:${port}`}${phone}`;
	return { scheme, uri, user, host, ...(port === undefined ? {} : { port }) };
}

/** One spelling for a user part. §19.1.4: what need not be escaped equals its `%HH` form; case counts. Null if it is none. */
function canonicalUser(userinfo: string): string | null {
	const user = decode(userinfo.split(':')[0] ?? '');
	if (!user || user.length > 256) return null;
	return encodeURIComponent(user).replace(/%(?:26|3D|2B|24|2C|3B|3F|2F)/g, decodeURIComponent);
}
