import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newCall } from '../../../src/background/calls/call-row.ts';
import { createPublish } from '../../../src/background/publish.ts';
import { addCall } from '../../../src/background/storage/calls.ts';
import { openDatabase } from '../../../src/background/storage/database.ts';
import { SETTINGS } from '../../../src/background/storage/singletons.ts';
import { createStore, peerKey } from '../../../src/background/store.ts';
import { createWindows } from '../../../src/background/windows.ts';
import type { Contact, PatchMessage, Show } from '../../../src/shared/state.ts';

const settings = SETTINGS;

async function setUp() {
	const store = createStore({ settings, presence: { show: 'available', status: '' } });
	const db = await openDatabase(crypto.randomUUID());
	const failed = vi.fn();
	const looked = vi.fn();
	const known = {
		numberOf: (uri: string) => (uri.startsWith('tel:+') ? 'a number' : undefined),
		contactsByUri: (uri: string) => store.contacts.values().filter(({ jid }) => `sip:${jid}` === uri),
		looked,
		ownNumbers: () => ({ numbers: [], usesPublished: true }),
	};
	const publish = createPublish(store, createWindows(store, db, known), failed);
	const patches: PatchMessage[] = [];
	const view = publish((patch) => patches.push(patch));
	const put = (jid: string, name: string, show: Show = 'offline') =>
		store.contacts.set(peerKey('a', jid), contact(jid, name, show));
	return { store, db, view, patches, failed, looked, put };
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => {
	vi.useRealTimers();
	vi.restoreAllMocks();
});

test('a view gets what it looks at, and nothing else', async () => {
	const { view, patches } = await setUp();
	view.look({ looks: { overview: true } });
	await vi.waitFor(() => expect(patches).toHaveLength(1));
	expect(Object.keys(patches[0]?.slices ?? {})).toEqual(['overview']);
});

test('changes that come together go out as one patch', async () => {
	const { view, patches, put } = await setUp();
	view.look({ looks: { contacts: { query: '', from: 0, count: 50 } } });
	await vi.waitFor(() => expect(patches).toHaveLength(1));
	for (let n = 0; n < 100; n++) put(`c${n}@example.test`, `Contact ${n}`);
	vi.advanceTimersByTime(100);
	await vi.waitFor(() => expect(patches).toHaveLength(2));
	expect(patches[1]?.slices.contacts?.total).toBe(100);
	expect(patches[1]?.slices.contacts?.rows).toHaveLength(50);
});

test('what came out the same is not sent again', async () => {
	const { view, patches, put, store } = await setUp();
	put('romeo@example.test', 'Romeo');
	view.look({ looks: { contacts: { query: 'rom', from: 0, count: 50 } } });
	await vi.waitFor(() => expect(patches).toHaveLength(1));
	put('nurse@example.test', 'Nurse');
	vi.advanceTimersByTime(100);
	store.presence.set({ show: 'away', status: '' });
	view.look({ looks: { contacts: { query: 'rom', from: 0, count: 50 }, overview: true } });
	await vi.waitFor(() => expect(patches).toHaveLength(2));
	expect(Object.keys(patches[1]?.slices ?? {})).toEqual(['overview']);
});

test('contacts come by presence, then name as people sort it', async () => {
	const { view, patches, put } = await setUp();
	put('z@x', 'zoe', 'available');
	put('a@x', 'Änne', 'available');
	put('b@x', 'Bob', 'offline');
	put('c@x', 'adam', 'dnd');
	put('d@x', 'Contact 10', 'offline');
	put('e@x', 'Contact 9', 'offline');
	view.look({ looks: { contacts: { query: '', from: 0, count: 50 } } });
	await vi.waitFor(() => expect(patches).toHaveLength(1));
	const names = patches[0]?.slices.contacts?.rows.map((row) => row.name);
	expect(names).toEqual(['Änne', 'zoe', 'adam', 'Bob', 'Contact 9', 'Contact 10']);
});

test('a renamed contact, a removed one and a new one are in their right places', async () => {
	const { view, patches, put, store } = await setUp();
	put('a@x', 'Anna');
	put('b@x', 'Bob');
	view.look({ looks: { contacts: { query: '', from: 0, count: 50 } } });
	await vi.waitFor(() => expect(patches).toHaveLength(1));
	put('a@x', 'Zoe');
	store.contacts.delete(peerKey('a', 'b@x'));
	put('c@x', 'Yvonne');
	vi.advanceTimersByTime(100);
	await vi.waitFor(() => expect(patches).toHaveLength(2));
	expect(patches[1]?.slices.contacts?.rows.map((row) => row.name)).toEqual(['Yvonne', 'Zoe']);
});

test('a contact is found by any part of its name and address, and after a change by the new ones', async () => {
	const { view, patches, put } = await setUp();
	put('rosalind@forest.example', 'Ganymede');
	put('orlando@forest.example', 'Orlando');
	const find = async (query: string) => {
		const before = patches.length;
		view.look({ looks: { contacts: { query, from: 0, count: 50 } } });
		await vi.waitFor(() => expect(patches).toHaveLength(before + 1));
		return patches.at(-1)?.slices.contacts?.rows.map((row) => row.name);
	};
	expect(await find('FOREST rosa')).toEqual(['Ganymede']);
	put('rosalind@forest.example', 'Aliena');
	expect(await find('alien')).toEqual(['Aliena']);
	expect(await find('ganymede')).toEqual([]);
	put('orlando@forest.example', 'Orlando', 'away');
	expect(await find('forest')).toEqual(['Orlando', 'Aliena']);
});

test('names are put in order before a view opens, which then need not wait for it', async () => {
	const compare = vi.fn((a: string, b: string) => (a < b ? -1 : 1));
	vi.spyOn(Intl.Collator.prototype, 'compare', 'get').mockReturnValue(compare);
	const { view, patches, put } = await setUp();
	for (const name of ['Bob', 'Anna', 'Carol']) put(`${name}@x`, name);
	vi.advanceTimersByTime(500);
	const comparisons = compare.mock.calls.length;
	expect(comparisons).toBeGreaterThan(0);
	put('Carol@x', 'Carol', 'available');
	view.look({ looks: { contacts: { query: '', from: 0, count: 50 } } });
	await vi.waitFor(() => expect(patches).toHaveLength(1));
	expect(patches[0]?.slices.contacts?.rows.map((row) => row.name)).toEqual(['Carol', 'Anna', 'Bob']);
	expect(compare).toHaveBeenCalledTimes(comparisons);
});

test('each contact comes with what was not read of it', async () => {
	const { view, patches, put, store } = await setUp();
	put('a@x', 'Anna');
	put('b@x', 'Bob');
	view.look({ looks: { contacts: { query: '', from: 0, count: 50 } } });
	await vi.waitFor(() => expect(patches).toHaveLength(1));
	store.unread.set(peerKey('a', 'b@x'), { account: 'a', peer: 'b@x', count: 3 });
	vi.advanceTimersByTime(100);
	await vi.waitFor(() => expect(patches).toHaveLength(2));
	expect(patches[1]?.slices.contacts?.rows.map((row) => row.unread)).toEqual([0, 3]);
});

test('C13: each contact that is seen comes with the numbers of it that take a voice, and is said to be seen', async () => {
	const { view, patches, put, store, looked } = await setUp();
	for (const name of ['Anna', 'Bob', 'Carol']) put(`${name}@x`, name);
	const other = { type: 'other', video: false } as const;
	store.numbers.set(peerKey('a', 'Bob@x'), [
		{ uri: 'tel:+1', type: 'fax', video: false },
		{ uri: 'tel:+2', type: 'cell', video: false },
		{ uri: 'sip:bob@x', ...other, claimed: true },
	]);
	view.look({ looks: { contacts: { query: '', from: 0, count: 2 } } });
	await vi.waitFor(() => expect(patches).toHaveLength(1));
	expect(patches[0]?.slices.contacts?.rows.map(({ numbers }) => numbers)).toEqual([
		[],
		[
			{ uri: 'tel:+2', type: 'cell', shown: 'a number' },
			{ uri: 'sip:bob@x', type: 'other', shown: 'bob@x', claimed: true },
		],
	]);
	expect(looked.mock.lastCall?.[0].map((contact: Contact) => contact.name)).toEqual(['Anna', 'Bob']);
	store.numbers.set(peerKey('a', 'Anna@x'), [{ uri: 'tel:+3', ...other }]);
	vi.advanceTimersByTime(100);
	await vi.waitFor(() => expect(patches).toHaveLength(2));
	expect(patches[1]?.slices.contacts?.rows[0]?.numbers).toHaveLength(1);
});

test('C28: a call carries the contact whose number it is, unless two people have it', async () => {
	const { db, view, patches, put, store } = await setUp();
	put('romeo@x', 'Romeo');
	const past = { account: 'a', direction: 'in', peerName: '', seconds: 0, reason: 'hung-up', missed: false } as const;
	await addCall(db, { ...past, id: 'c1', peer: 'sip:romeo@x', startedAt: 2 });
	await addCall(db, { ...past, id: 'c2', peer: 'sip:nobody@x', startedAt: 1 });
	view.look({ looks: { recents: { from: 0, count: 9 }, overview: true } });
	await vi.waitFor(() => expect(patches).toHaveLength(1));
	const romeo = { account: 'a', jid: 'romeo@x', name: 'Romeo' };
	expect(patches[0]?.slices.recents?.rows.map((row) => row.contact)).toEqual([romeo, undefined]);
	store.contacts.set(peerKey('b', 'romeo@x'), { ...contact('romeo@x', 'R.', 'offline'), account: 'b' });
	store.calls.set('c3', newCall({ ...past, peer: 'sip:romeo@x', phase: { is: 'ringing' } }));
	vi.advanceTimersByTime(100);
	await vi.waitFor(() => expect(patches).toHaveLength(2));
	expect(patches[1]?.slices.overview?.calls[0]?.contact).toEqual(romeo);
});

test('a past call carries its number as people write it, and only a number', async () => {
	const { db, view, patches } = await setUp();
	const past = { account: 'a', direction: 'in', peerName: '', seconds: 0, reason: 'hung-up', missed: false } as const;
	await addCall(db, { ...past, id: 'c1', peer: 'tel:+390458000000', startedAt: 2 });
	await addCall(db, { ...past, id: 'c2', peer: 'sip:romeo@x', startedAt: 1 });
	view.look({ looks: { recents: { from: 0, count: 9 } } });
	await vi.waitFor(() => expect(patches).toHaveLength(1));
	expect(patches[0]?.slices.recents?.rows.map((row) => row.peerShown)).toEqual(['a number', undefined]);
});

test('a view that closed is sent nothing more', async () => {
	const { view, patches, put } = await setUp();
	view.look({ looks: { contacts: { query: '', from: 0, count: 50 } } });
	await vi.waitFor(() => expect(patches).toHaveLength(1));
	put('a@x', 'Anna');
	view.close();
	vi.advanceTimersByTime(1000);
	await new Promise((done) => setImmediate(done));
	expect(patches).toHaveLength(1);
});

test.each([
	['no object', 'all'],
	['unknown shape', { looks: { contacts: { query: 3, from: 0, count: 50 } } }],
	['a window too large', { looks: { contacts: { query: '', from: 0, count: 1e9 } } }],
	['a negative start', { looks: { recents: { from: -1, count: 5 } } }],
])('%s is refused and answered with nothing', async (_, message) => {
	const { view, patches, failed } = await setUp();
	view.look(message);
	expect(failed).toHaveBeenCalledOnce();
	expect(patches).toEqual([]);
});

function contact(jid: string, name: string, show: Show): Contact {
	return {
		account: 'a',
		jid,
		name,
		groups: [],
		subscription: 'both',
		asked: false,
		show,
		status: '',
		unread: 0,
		numbers: [],
	};
}
