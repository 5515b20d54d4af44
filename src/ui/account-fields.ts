import { bareJid, parseAddress } from '../shared/address.ts';
import type { Input } from '../shared/commands.ts';
import { parseIceUrl } from '../shared/ice-url.ts';
import type { Protocol } from '../shared/state.ts';

/**
 * A filled-in account form as the command takes it. People leave schemes out: an address gets the one it must have, an
 * endpoint `wss:`. What is no address goes as it is, for the session document to refuse.
 */
export function accountFields(protocol: Protocol, form: FormData): Input<'account.add'> {
	const typed = (name: string) => String(form.get(name) ?? '').trim();
	const common = { password: String(form.get('password') ?? ''), endpoint: endpoint(typed('endpoint')) };
	if (protocol === 'xmpp') return { protocol, ...common, address: bareJid(typed('address')) ?? typed('address') };
	return {
		protocol,
		...common,
		address: aor(typed('address')),
		authUser: typed('authUser'),
		displayName: typed('displayName'),
		iceServers: iceUrls(typed('iceServers')).map((url) => {
			const [host = ''] = turnHosts([url]);
			return { url, username: typed(turnUser(host)), credential: String(form.get(turnPassword(host)) ?? '') };
		}),
	};
}

/** Several are typed with spaces or commas between them. */
export function iceUrls(typed: string): string[] {
	return typed.split(/[\s,]+/).filter(Boolean);
}

/** The TURN servers among these: each wants to know who one is there, once for all of its addresses. */
export function turnHosts(urls: readonly string[]): string[] {
	const servers = urls.map(parseIceUrl).filter((server) => server?.isTurn);
	return [...new Set(servers.flatMap((server) => server?.host ?? []))];
}

/** Names of the fields for who one is at a TURN server. */
export const turnUser = (host: string) => `turnUser ${host}`;
export const turnPassword = (host: string) => `turnPassword ${host}`;

function aor(typed: string): string {
	const address = parseAddress(typed);
	if (address?.scheme === 'bare') return `sip:${address.address}`;
	return address?.scheme === 'sip' || address?.scheme === 'sips' ? address.uri : typed;
}

function endpoint(typed: string): string {
	return typed === '' || typed.includes('://') ? typed : `wss://${typed}`;
}
