import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Accounts } from '../../../src/background/accounts.ts';
import type { SipAccount, SipEvents } from '../../../src/background/sip/session.ts';
import { loadAccounts } from '../../../src/background/storage/accounts.ts';
import { type Database, openDatabase } from '../../../src/background/storage/database.ts';
import { SETTINGS } from '../../../src/background/storage/singletons.ts';
import { createStore, type Store } from '../../../src/background/store.ts';
import type { XmppAccount, XmppEvents, XmppOptions } from '../../../src/background/xmpp/session.ts';
import type { Input } from '../../../src/shared/commands.ts';
import type { Connection, Message } from '../../../src/shared/state.ts';

const ONLINE: Connection = { is: 'online', since: 1, security: { tls: true, mechanism: 'SCRAM-SHA-256', host: 'x' } };
const WRONG: Connection = { is: 'refused', since: 1, reason: 'wrong-password' };
const KEYS = {
	kind: 'scram',
	mechanism: 'SCRAM-SHA-256',
	salt: 's',
	iterations: 4096,
	clientKey: 'c',
	serverKey: 'k',
} as const;
const JULIET = { protocol: 'xmpp', address: 'Juliet@Capulet.example', password: 'secret', endpoint: '' } as const;
const SIP: Input<'account.add'> = {
	protocol: 'sip',
	address: 'juliet@capulet.example',
	password: 'secret',
	endpoint: 'wss://sip.capulet.example/ws',
	authUser: '',
	displayName: '',
	iceServers: [],
};

interface Started<Account, Events> {
	readonly account: Account;
	readonly events: Events;
	closed: boolean;
}
let db: Database;
let store: Store;
let chats: (Started<XmppAccount, XmppEvents> & { readonly options: XmppOptions })[];
let calls: Started<SipAccount, SipEvents>[];
let accounts: Accounts;
const arrived = vi.fn((_: Message) => {});

beforeEach(async () => {
	db = await openDatabase(crypto.randomUUID());
	restart();
});

/** Another document on the same database. */
function restart(): void {
	chats = [];
	calls = [];
	store = createStore({ settings: SETTINGS, presence: { show: 'available', status: '' } });
	const none = async () => {};
	accounts = new Accounts({
		store,
		db,
		leaving: () => {},
		chat: {
			store,
			db,
			arrived,
			hints: { photo: () => {}, reachable: () => {} },
			platform: { notify: () => {} },
			presence: () => ({ show: 'away', status: 'On the phone' }),
			startSession(account, _memory, events, options) {
				const started = { account, events, options, closed: false };
				chats.push(started);
				return {
					retry: () => {},
					setPresence: () => {},
					flush: () => {},
					addContact: none,
					renameContact: none,
					removeContact: none,
					acceptSubscription: none,
					refuseSubscription: none,
					fetchVcard: async () => [],
					close: async () => {
						started.closed = true;
					},
				};
			},
		},
		calls: {
			store,
			db,
			incoming: () => {},
			startSession(account, events) {
				const started = { account, events, closed: false };
				calls.push(started);
				return {
					retry: () => {},
					call: () => {
						throw new Error('no call here');
					},
					close: async () => {
						started.closed = true;
					},
				};
			},
		},
	});
}

describe('adding', () => {
	test('an account is kept only when signing in worked, with keys and without the password', async () => {
		const adding = accounts.add(JULIET);
		expect(chats[0]?.account.credential).toEqual({ kind: 'password', password: 'secret' });
		expect(await loadAccounts(db)).toEqual([]);
		chats[0]?.events.credential({ keys: KEYS, strongest: 'SCRAM-SHA-256' });
		chats[0]?.events.connection(ONLINE);
		const id = await adding;
		const [stored] = await loadAccounts(db);
		expect(stored).toMatchObject({
			id,
			address: 'juliet@capulet.example',
			credential: KEYS,
			strongest: 'SCRAM-SHA-256',
		});
		expect(JSON.stringify(stored)).not.toContain('secret');
		expect(store.accounts.get(id)?.connection).toEqual(ONLINE);
	});

	test('the same for Calls', async () => {
		const adding = accounts.add(SIP);
		calls[0]?.events.credential({ key: { realm: 'capulet.example', ha1: 'f00' }, strongest: 'SHA-256' });
		calls[0]?.events.connection(ONLINE);
		await adding;
		const [stored] = await loadAccounts(db);
		expect(stored).toMatchObject({
			address: 'sip:juliet@capulet.example',
			credential: { kind: 'ha1', realm: 'capulet.example', ha1: 'f00' },
			strongest: 'SHA-256',
		});
		expect(JSON.stringify(stored)).not.toContain('secret');
	});

	test('a refusal keeps nothing, shows nothing, and closes the session', async () => {
		const adding = accounts.add(JULIET);
		chats[0]?.events.connection(WRONG);
		await expect(adding).rejects.toMatchObject({ code: 'wrong-password' });
		expect(await loadAccounts(db)).toEqual([]);
		expect(store.accounts.values()).toEqual([]);
		expect(chats[0]?.closed).toBe(true);
	});

	test('a server that cannot be reached is told at once, not after a back-off', async () => {
		const adding = accounts.add(SIP);
		calls[0]?.events.connection({ is: 'waiting', since: 1, retryAt: 2, reason: 'unknown-host' });
		await expect(adding).rejects.toMatchObject({ code: 'unknown-host' });
	});

	test.each([
		['no address', { ...JULIET, address: 'juliet' }, 'bad-address'],
		['a SIP address that is none', { ...SIP, address: 'xmpp:juliet@x' }, 'bad-address'],
		['a SIP account without a WebSocket', { ...SIP, endpoint: '' }, 'no-websocket'],
		['an endpoint that is none', { ...SIP, endpoint: 'https://x' }, 'no-websocket'],
		['an ICE server that is none', withIce({ url: 'javascript:alert(1)' }), 'bad-ice-server'],
		['a TURN server without a user', withIce({ credential: 'x' }), 'bad-ice-server'],
		['a TURN server without a password', withIce({ username: 'jule' }), 'bad-ice-server'],
	] as const)('%s is refused before any server is asked', async (_, fields, code) => {
		await expect(accounts.add(fields as Input<'account.add'>)).rejects.toMatchObject({ code });
		expect(chats.length + calls.length).toBe(0);
	});

	test('the same address twice is refused, in whatever case it is written', async () => {
		await added(JULIET);
		await expect(accounts.add({ ...JULIET, address: 'juliet@CAPULET.example' })).rejects.toMatchObject({
			code: 'address-taken',
		});
	});
});

describe('after a restart', () => {
	test('accounts sign in by themselves, with keys, and PLAIN is not allowed then', async () => {
		await added(JULIET);
		restart();
		await accounts.load();
		expect(chats[0]?.account).toMatchObject({ jid: 'juliet@capulet.example', credential: KEYS });
		expect(chats[0]?.options.allowPlain).toBe(false);
	});

	test('one that is switched off stays off, and is shown as off', async () => {
		const id = await added(JULIET);
		await accounts.switch(id, false);
		expect(chats[0]?.closed).toBe(true);
		restart();
		await accounts.load();
		expect(chats).toEqual([]);
		expect(store.accounts.get(id)).toMatchObject({ enabled: false, connection: { is: 'off' } });
		await accounts.switch(id, true);
		expect(chats).toHaveLength(1);
	});

	test('the session of one that is switched off is gone before its contacts are, which so are not taken for removed ones', async () => {
		const id = await added(JULIET);
		const item = { jid: 'romeo@x', name: '', groups: [], subscription: 'both', asked: false } as const;
		chats[0]?.events.roster({ items: [item], set: [], removed: [] });
		const sessions: unknown[] = [];
		store.onChange((topic) => topic === 'contacts' && sessions.push(accounts.chatSession(id)));
		await accounts.switch(id, false);
		expect(store.contacts.size).toBe(0);
		expect(sessions).toEqual([undefined]);
	});

	test('one failing never touches the other', async () => {
		await added(JULIET);
		await addedSip();
		restart();
		await accounts.load();
		chats[0]?.events.connection({ is: 'waiting', since: 1, retryAt: 2, reason: 'unreachable' });
		calls[0]?.events.connection(ONLINE);
		const states = store.accounts.values().map(({ protocol, connection }) => [protocol, connection.is]);
		expect(Object.fromEntries(states)).toEqual({ xmpp: 'waiting', sip: 'online' });
	});
});

describe('editing', () => {
	test('without a password the stored keys are used and kept', async () => {
		const id = await added(JULIET);
		const editing = accounts.edit(id, { ...JULIET, password: '', endpoint: 'wss://chat.capulet.example/ws' });
		await vi.waitFor(() => expect(chats).toHaveLength(2));
		expect(chats[1]?.account).toMatchObject({ credential: KEYS, endpoint: 'wss://chat.capulet.example/ws' });
		chats[1]?.events.connection(ONLINE);
		await editing;
		expect(await loadAccounts(db)).toMatchObject([{ endpoint: 'wss://chat.capulet.example/ws', credential: KEYS }]);
	});

	test('that fails leaves the account as it was, signed in as it was', async () => {
		const id = await added(JULIET);
		const editing = accounts.edit(id, { ...JULIET, password: 'wrong' });
		await vi.waitFor(() => expect(chats).toHaveLength(2));
		chats[1]?.events.connection(WRONG);
		await expect(editing).rejects.toMatchObject({ code: 'wrong-password' });
		expect(chats[1]?.closed).toBe(true);
		expect(chats[2]?.account.credential).toEqual(KEYS);
		expect(await loadAccounts(db)).toMatchObject([{ id, credential: KEYS }]);
	});

	test('who one is at a TURN server stays, for all addresses of that host and of no other; no view sees its password', async () => {
		const urls = ['turn:relay.example', 'turns:RELAY.example:443?transport=tcp', 'stun:relay.example'];
		const user = { username: 'jule', credential: 'hush' };
		const id = await addedSip(withIce({ url: 'turn:relay.example', ...user }));
		expect(calls[0]?.account.iceServers).toEqual([{ urls: 'turn:relay.example', ...user }]);
		expect(JSON.stringify(store.accounts.values())).not.toContain('hush');
		const editing = accounts.edit(id, withIce(...urls.map((url) => ({ url, username: 'jule' }))));
		await vi.waitFor(() => expect(calls).toHaveLength(2));
		expect(calls[1]?.account.iceServers).toEqual([
			{ urls: urls[0], ...user },
			{ urls: urls[1], ...user },
			{ urls: urls[2] },
		]);
		calls[1]?.events.connection(ONLINE);
		await editing;
		for (const other of [
			{ url: 'turn:relay.example', username: 'nurse' },
			{ url: 'turn:elsewhere.example', username: 'jule' },
		])
			await expect(accounts.edit(id, withIce(other))).rejects.toMatchObject({ code: 'bad-ice-server' });
	});

	test('another address does not take the old one’s keys along', async () => {
		const id = await added(JULIET);
		void accounts.edit(id, { ...JULIET, address: 'nurse@capulet.example', password: '' }).catch(() => {});
		await vi.waitFor(() => expect(chats).toHaveLength(2));
		expect(chats[1]?.account).toMatchObject({ credential: { kind: 'none' }, strongest: '' });
	});
});

describe('removing', () => {
	test('takes the account out of everything', async () => {
		const id = await added(JULIET);
		chats[0]?.events.roster({
			items: [{ jid: 'romeo@x', name: '', groups: [], subscription: 'both', asked: false }],
			set: [],
			removed: [],
		});
		chats[0]?.events.subscriptionRequest({ from: 'paris@x', nick: '' });
		await accounts.remove(id);
		expect([store.accounts.size, store.contacts.size, store.requests.size]).toEqual([0, 0, 0]);
		expect(await loadAccounts(db)).toEqual([]);
		expect(chats[0]?.closed).toBe(true);
	});

	test('what an account learns after it was removed brings nothing back', async () => {
		const id = await added(JULIET);
		await accounts.remove(id);
		chats[0]?.events.credential({ keys: KEYS, strongest: 'SCRAM-SHA-256' });
		chats[0]?.events.connection(ONLINE);
		await new Promise((done) => setImmediate(done));
		expect(await loadAccounts(db)).toEqual([]);
		expect(store.accounts.size).toBe(0);
	});
});

describe('contacts', () => {
	test('presence of the strongest resource, and none while the stream is down', async () => {
		await added(JULIET);
		const { events } =
			chats[0] ??
			(() => {
				throw new Error('not started');
			})();
		events.roster({
			items: [{ jid: 'romeo@x', name: 'Romeo', groups: [], subscription: 'both', asked: false }],
			set: [],
			removed: [],
		});
		const presence = { from: 'romeo@x', status: '', priority: 0 };
		events.presence({ ...presence, resource: 'phone', show: 'away' });
		events.presence({ ...presence, resource: 'desk', show: 'available', priority: 5 });
		expect(store.contacts.values()[0]?.show).toBe('available');
		events.presence({ ...presence, resource: 'desk', show: 'offline' });
		expect(store.contacts.values()[0]?.show).toBe('away');
		events.connection({ is: 'waiting', since: 1, retryAt: 2, reason: 'lost' });
		expect(store.contacts.values()[0]?.show).toBe('offline');
	});
});

function withIce(...servers: Partial<Extract<typeof SIP, { protocol: 'sip' }>['iceServers'][number]>[]): typeof SIP {
	const iceServers = servers.map((server) => ({ url: 'turn:relay.example', username: '', credential: '', ...server }));
	return { ...SIP, protocol: 'sip', iceServers } as typeof SIP;
}

async function added(fields: Input<'account.add'>): Promise<string> {
	const adding = accounts.add(fields);
	chats.at(-1)?.events.credential({ keys: KEYS, strongest: 'SCRAM-SHA-256' });
	chats.at(-1)?.events.connection(ONLINE);
	return adding;
}

async function addedSip(fields: Input<'account.add'> = SIP): Promise<string> {
	const adding = accounts.add(fields);
	calls.at(-1)?.events.connection(ONLINE);
	return adding;
}
