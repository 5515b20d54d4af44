import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { openDB } from 'idb';
import { beforeEach, describe, expect, test } from 'vitest';
import { deleteAccount, loadAccounts, saveAccount } from '../../../../src/background/storage/accounts.ts';
import { addCall, clearMissed, countMissed, recentCalls } from '../../../../src/background/storage/calls.ts';
import {
	type Database,
	openDatabase,
	type StoredAccount,
	type StoredVcard,
} from '../../../../src/background/storage/database.ts';
import { addIncoming, advance, lastMessages, nextOrder } from '../../../../src/background/storage/messages.ts';
import { enqueue, leave, markAttempted, waitingMessages } from '../../../../src/background/storage/outbox.ts';
import { saveOwnNumbers } from '../../../../src/background/storage/own-numbers.ts';
import { loadRoster, saveRoster } from '../../../../src/background/storage/roster.ts';
import { deleteSite, loadSites, saveSite } from '../../../../src/background/storage/sites.ts';
import { loadStream, saveStream } from '../../../../src/background/storage/streams.ts';
import { clearUnread, loadUnread } from '../../../../src/background/storage/unread.ts';
import { deleteVcard, loadVcards, saveVcards } from '../../../../src/background/storage/vcards.ts';
import type { Message, Recent } from '../../../../src/shared/state.ts';

let db: Database;
beforeEach(async () => {
	db = await openDatabase(crypto.randomUUID());
});

describe('messages', () => {
	test('the same incoming message twice is stored and counted once', async () => {
		expect(await addIncoming(db, message({ id: 'm1' }))).toBe(true);
		expect(await addIncoming(db, message({ id: 'm1' }))).toBe(false);
		expect((await lastMessages(db, 'a', 'romeo@x', 50)).messages).toHaveLength(1);
		expect(await loadUnread(db)).toEqual([{ account: 'a', peer: 'romeo@x', count: 1 }]);
	});

	test('two people may use the same id, and so may an incoming and an outgoing message', async () => {
		await addIncoming(db, message({ id: 'm1' }));
		await addIncoming(db, message({ id: 'm1', peer: 'nurse@x' }));
		await enqueue(db, message({ id: 'm1', direction: 'out' }));
		expect((await lastMessages(db, 'a', 'romeo@x', 50)).messages).toHaveLength(2);
	});

	test('the last ones come oldest first, and it is known whether there are older ones', async () => {
		for (let n = 0; n < 5; n++) await addIncoming(db, message({ id: `m${n}`, body: String(n), at: 1000 + n }));
		const three = await lastMessages(db, 'a', 'romeo@x', 3);
		expect(three.messages.map((m) => m.body)).toEqual(['2', '3', '4']);
		expect(three.hasOlder).toBe(true);
		expect((await lastMessages(db, 'a', 'romeo@x', 5)).hasOlder).toBe(false);
	});

	test('messages of one millisecond keep the order in which they were stored', async () => {
		for (const id of ['z', 'a', 'm']) await addIncoming(db, message({ id, body: id, at: 7 }));
		expect((await lastMessages(db, 'a', 'romeo@x', 9)).messages.map((m) => m.body)).toEqual(['z', 'a', 'm']);
	});

	test('order always grows, also when the clock goes back', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 40 })), (times) => {
				const orders = times.map((now) => nextOrder(now));
				expect(orders).toEqual([...orders].sort((a, b) => a - b));
				expect(new Set(orders).size).toBe(orders.length);
			}),
		);
	});

	test('reading clears the count of one conversation only', async () => {
		await addIncoming(db, message({ id: 'm1' }));
		await addIncoming(db, message({ id: 'm2', peer: 'nurse@x' }));
		await clearUnread(db, 'a', 'romeo@x');
		expect(await loadUnread(db)).toEqual([{ account: 'a', peer: 'nurse@x', count: 1 }]);
	});
});

describe('outbox', () => {
	const out = (id: string, at = 1) => message({ id, at, direction: 'out' });

	test('a message is in the outbox and in the history at once, and leaves the one as sent in the other', async () => {
		await enqueue(db, out('m1'));
		expect(await deliveries()).toEqual(['waiting']);
		expect(await waitingMessages(db, 'a')).toEqual([{ id: 'm1', to: 'romeo@x', body: 'hi', at: 1, attemptedAt: 0 }]);
		expect(await leave(db, 'm1')).toMatchObject({ delivery: 'sent' });
		expect(await waitingMessages(db, 'a')).toEqual([]);
		expect(await deliveries()).toEqual(['sent']);
	});

	test('leaving twice does nothing the second time', async () => {
		await enqueue(db, out('m1'));
		await leave(db, 'm1');
		expect(await leave(db, 'm1')).toBeUndefined();
	});

	test('oldest first, whatever the ids', async () => {
		await enqueue(db, out('a', 3));
		await enqueue(db, out('b', 1));
		await enqueue(db, out('c', 2));
		expect((await waitingMessages(db, 'a')).map((m) => m.id)).toEqual(['b', 'c', 'a']);
	});

	test('the first attempt is what is remembered', async () => {
		await enqueue(db, out('m1'));
		await markAttempted(db, 'm1', 10);
		await markAttempted(db, 'm1', 20);
		expect((await waitingMessages(db, 'a'))[0]?.attemptedAt).toBe(10);
	});

	test('a late acknowledgement does not take back a receipt', async () => {
		await enqueue(db, out('m1'));
		await advance(db, 'm1', { account: 'a', peer: 'romeo@x', delivery: 'delivered' });
		expect(await leave(db, 'm1')).toBeUndefined();
		expect(await waitingMessages(db, 'a')).toEqual([]);
		expect(await deliveries()).toEqual(['delivered']);
	});

	test('a receipt from somebody whom it was not sent to changes nothing', async () => {
		await enqueue(db, out('m1'));
		const forged = { account: 'a', peer: 'tybalt@x', delivery: 'delivered' as const };
		expect(await advance(db, 'm1', forged)).toBeUndefined();
		expect(await deliveries()).toEqual(['waiting']);
	});

	test('a message may bounce after it was sent, and not after it was delivered', async () => {
		await enqueue(db, out('m1'));
		await leave(db, 'm1');
		const bounce = { account: 'a', peer: 'romeo@x', delivery: 'failed' as const, failure: 'gone' };
		expect(await advance(db, 'm1', bounce)).toMatchObject({ delivery: 'failed', failure: 'gone' });
		await advance(db, 'm1', { account: 'a', peer: 'romeo@x', delivery: 'delivered' });
		expect(await advance(db, 'm1', bounce)).toBeUndefined();
	});

	const deliveries = async () => (await lastMessages(db, 'a', 'romeo@x', 50)).messages.map((m) => m.delivery);
});

describe('roster', () => {
	const item = (jid: string) => ({ jid, name: '', groups: [], subscription: 'both' as const, asked: false });

	test('a whole roster replaces, a push changes, each with its version', async () => {
		await saveRoster(db, 'a', { version: 'v1', items: [item('r@x'), item('n@x')], set: [], removed: [] });
		await saveRoster(db, 'a', { version: 'v2', items: null, set: [item('m@x')], removed: ['n@x'] });
		const { version, items } = await loadRoster(db, 'a');
		expect(version).toBe('v2');
		expect(items.map((i) => i.jid)).toEqual(['m@x', 'r@x']);
		await saveRoster(db, 'a', { version: 'v3', items: [item('t@x')], set: [], removed: [] });
		expect((await loadRoster(db, 'a')).items).toEqual([item('t@x')]);
	});

	test('a whole roster of one account leaves the other one alone', async () => {
		await saveRoster(db, 'a', { version: '1', items: [item('r@x')], set: [], removed: [] });
		await saveRoster(db, 'b', { version: '1', items: [], set: [], removed: [] });
		expect((await loadRoster(db, 'a')).items).toHaveLength(1);
	});
});

test('vCards come back in parts, of all accounts, each once; a newer one replaces', async () => {
	const jids = Array.from({ length: 450 }, (_, n) => `c${n}@x`);
	await saveVcards(
		db,
		jids.map((jid) => ({ ...VCARD, account: jid.length > 5 ? 'b' : 'a', jid })),
	);
	await saveVcards(db, [{ ...VCARD, jid: 'c1@x', fetchedAt: 2 }]);
	await deleteVcard(db, 'a', 'c2@x');
	const pages: (readonly StoredVcard[])[] = [];
	for await (const page of loadVcards(db)) pages.push(page);
	const loaded = pages.flat();
	expect(pages.length).toBeGreaterThan(1);
	expect(loaded.map(({ jid }) => jid).sort()).toEqual(jids.filter((jid) => jid !== 'c2@x').sort());
	expect(loaded.find(({ jid }) => jid === 'c1@x')).toEqual({ ...VCARD, jid: 'c1@x', fetchedAt: 2 });
});

describe('calls', () => {
	test('come newest first, by pages', async () => {
		for (const n of [2, 5, 1, 4, 3]) await addCall(db, recent({ id: `c${n}`, startedAt: n }));
		expect((await recentCalls(db, 0, 2)).rows.map((c) => c.id)).toEqual(['c5', 'c4']);
		expect((await recentCalls(db, 4, 9)).rows.map((c) => c.id)).toEqual(['c1']);
		expect(await recentCalls(db, 9, 9)).toEqual({ total: 5, rows: [] });
	});

	test('missed ones are counted until they were looked at', async () => {
		await addCall(db, recent({ id: 'c1', missed: true }));
		await addCall(db, recent({ id: 'c2' }));
		expect(await countMissed(db)).toBe(1);
		await clearMissed(db);
		expect(await countMissed(db)).toBe(0);
	});
});

test('removing an account removes all that was stored for it, and nothing of another', async () => {
	for (const id of ['a', 'ab']) {
		await saveAccount(db, { ...ACCOUNT, id });
		await saveRoster(db, id, {
			version: '1',
			items: [{ jid: 'r@x', name: '', groups: [], subscription: 'both', asked: false }],
			set: [],
			removed: [],
		});
		await saveStream(db, id, { id: 's' });
		await addIncoming(db, message({ account: id, id: 'm1' }));
		await enqueue(db, message({ account: id, id: `out-${id}`, direction: 'out' }));
		await addCall(db, recent({ account: id, id: `call-${id}` }));
		await saveVcards(db, [{ ...VCARD, account: id }]);
		await saveOwnNumbers(db, id, 'r@x', { numbers: [], usesPublished: false });
	}
	await deleteAccount(db, 'a');
	const left: Record<string, number> = {};
	for (const store of db.objectStoreNames) left[store] = await db.count(store);
	expect(left).toEqual({
		accounts: 1,
		roster: 1,
		rosterVersions: 1,
		streams: 1,
		messages: 2,
		outbox: 1,
		unread: 1,
		calls: 1,
		singletons: 0,
		sites: 0,
		vcards: 1,
		ownNumbers: 1,
	});
	expect((await loadAccounts(db)).map((account) => account.id)).toEqual(['ab']);
	expect(await loadStream(db, 'ab')).toEqual({ id: 's' });
});

describe('sites', () => {
	test('a rule replaces the one for the same site, and goes when it is deleted', async () => {
		await saveSite(db, { site: 'shop.example', off: true });
		await saveSite(db, { site: 'shop.example', country: 'IT', internal: ['2XX'] });
		await saveSite(db, { site: 'other.example', off: true });
		await deleteSite(db, 'other.example');
		expect(await loadSites(db)).toEqual([{ site: 'shop.example', country: 'IT', internal: ['2XX'] }]);
	});
});

test('a database of version 1 gets what came later, and keeps what is in it', async () => {
	const name = crypto.randomUUID();
	const old = await openDB(name, 1, {
		upgrade(first) {
			first.createObjectStore('accounts', { keyPath: 'id' });
			first.createObjectStore('singletons');
		},
	});
	await old.put('accounts', ACCOUNT);
	const calls = { ...ACCOUNT, id: 'b', protocol: 'sip', addedAt: ACCOUNT.addedAt + 1 };
	await old.put('accounts', { ...calls, iceServers: ['stun:a.example'] });
	old.close();
	const now = await openDatabase(name);
	await saveSite(now, { site: 'shop.example', off: true });
	expect(await loadSites(now)).toHaveLength(1);
	const iceServers = [{ url: 'stun:a.example', username: '', credential: '' }];
	expect(await loadAccounts(now)).toEqual([ACCOUNT, { ...calls, iceServers }]);
});

const ACCOUNT: StoredAccount = {
	id: 'a',
	protocol: 'xmpp',
	address: 'juliet@x',
	displayName: '',
	endpoint: '',
	enabled: true,
	addedAt: 1,
	credential: { kind: 'none' },
	strongest: '',
};

const VCARD: StoredVcard = {
	account: 'a',
	jid: 'romeo@x',
	fetchedAt: 1,
	photo: null,
	sawPresence: true,
	published: [{ written: '+49 30 23125001', types: ['work'] }],
	numbers: [{ uri: 'tel:+493023125001', type: 'work', video: false }],
	country: 'DE',
};

function message(fields: Partial<Message>): Message {
	return {
		id: 'm',
		account: 'a',
		peer: 'romeo@x',
		direction: 'in',
		body: 'hi',
		at: 1,
		delivery: 'delivered',
		failure: '',
		...fields,
	};
}

function recent(fields: Partial<Recent>): Recent {
	return {
		id: 'c',
		account: 'a',
		direction: 'in',
		peer: 'sip:x@y',
		peerName: '',
		startedAt: 1,
		seconds: 0,
		reason: 'hung-up',
		missed: false,
		...fields,
	};
}
