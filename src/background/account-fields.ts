/** From what a person typed to an account: checked and normalised, before any server is asked. */
import { bareJid, parseAddress } from '../shared/address.ts';
import type { Input } from '../shared/commands.ts';
import { AppError } from '../shared/errors.ts';
import { parseIceUrl } from '../shared/ice-url.ts';
import type { StoredAccount, StoredIceServer, StoredSipAccount, StoredXmppAccount } from './storage/database.ts';

type Fields = Input<'account.add'>;

/** A new account that has not signed in yet. Throws `bad-address`, `bad-ice-server`, or `no-websocket` for a SIP account without one. */
export function newAccount(fields: Fields): StoredAccount {
	const common = { id: crypto.randomUUID(), enabled: true, addedAt: Date.now(), endpoint: endpointFrom(fields) };
	if (fields.protocol === 'xmpp') {
		const address = jidFrom(fields.address);
		return { ...common, protocol: 'xmpp', address, displayName: '', credential: { kind: 'none' }, strongest: '' };
	}
	return {
		...common,
		...sipFields(fields),
		protocol: 'sip',
		instanceId: `urn:uuid:${crypto.randomUUID()}`,
		credential: { kind: 'none' },
	};
}

/** The account with other fields; its keys stay, for they may still fit. Throws as `newAccount` does. */
export function editedAccount(before: StoredAccount, fields: Fields): StoredAccount {
	if (before.protocol !== fields.protocol) throw new AppError('bad-request');
	const endpoint = endpointFrom(fields);
	if (before.protocol === 'xmpp') return editedXmpp(before, jidFrom(fields.address), endpoint);
	const changed = sipFields(fields as Extract<Fields, { protocol: 'sip' }>, before.iceServers);
	const strongest = changed.address === before.address ? before.strongest : '';
	return {
		...before,
		...changed,
		endpoint,
		...(strongest === undefined ? {} : { strongest }),
	} satisfies StoredSipAccount;
}

function editedXmpp(before: StoredXmppAccount, address: string, endpoint: string): StoredXmppAccount {
	const kept = address === before.address ? {} : { credential: { kind: 'none' as const }, strongest: '' };
	return { ...before, address, endpoint, ...kept };
}

function sipFields(fields: Extract<Fields, { protocol: 'sip' }>, before: readonly StoredIceServer[] = []) {
	const { authUser, displayName } = fields;
	const iceServers = fields.iceServers.map((server) => iceServerFrom(server, before));
	return { address: aorFrom(fields.address), authUser, displayName, iceServers };
}

/** Who one is at a host stays so, for all of its addresses, until another password for it is typed. */
function iceServerFrom({ url, username, credential }: StoredIceServer, before: readonly StoredIceServer[]) {
	const parsed = parseIceUrl(url);
	if (!parsed) throw new AppError('bad-ice-server', { detail: url });
	if (!parsed.isTurn) return { url, username: '', credential: '' };
	const isSame = (other: StoredIceServer) =>
		other.username === username && other.credential !== '' && parseIceUrl(other.url)?.host === parsed.host;
	const secret = credential || before.find(isSame)?.credential;
	if (!username || !secret) throw new AppError('bad-ice-server', { detail: url });
	return { url, username, credential: secret };
}

function jidFrom(text: string): string {
	const jid = bareJid(text);
	if (!jid) throw new AppError('bad-address');
	return jid;
}

function aorFrom(text: string): string {
	const address = parseAddress(text);
	if (address?.scheme === 'bare') return `sip:${address.address}`;
	if (address?.scheme === 'sip' && address.user) return address.uri;
	throw new AppError('bad-address');
}

function endpointFrom({ protocol, endpoint }: Fields): string {
	if (endpoint === '' && protocol === 'xmpp') return '';
	if (endpoint === '' || !URL.canParse(endpoint)) throw new AppError('no-websocket');
	if (!/^wss?:$/.test(new URL(endpoint).protocol)) throw new AppError('no-websocket');
	return endpoint;
}
