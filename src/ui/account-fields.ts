import { bareJid, parseAddress } from '../shared/address.ts';
import type { Input } from '../shared/commands.ts';
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
		iceServers: typed('iceServers')
			.split(/[\s,]+/)
			.filter(Boolean),
	};
}

function aor(typed: string): string {
	const address = parseAddress(typed);
	if (address?.scheme === 'bare') return `sip:${address.address}`;
	return address?.scheme === 'sip' || address?.scheme === 'sips' ? address.uri : typed;
}

function endpoint(typed: string): string {
	return typed === '' || typed.includes('://') ? typed : `wss://${typed}`;
}
