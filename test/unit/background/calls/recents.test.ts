import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { newCall } from '../../../../src/background/calls/call-row.ts';
import { createRecents } from '../../../../src/background/calls/recents.ts';
import { recentCalls } from '../../../../src/background/storage/calls.ts';
import { openDatabase } from '../../../../src/background/storage/database.ts';
import { SETTINGS } from '../../../../src/background/storage/singletons.ts';
import { createStore } from '../../../../src/background/store.ts';

const MISSED = newCall({
	account: 'a',
	direction: 'in',
	peer: 'sip:bob@x',
	peerName: 'Bob',
	phase: { is: 'ended', reason: 'busy' },
});

test('a missed call is told of; who does not want to be disturbed finds it in the list, and in the count', async () => {
	const store = createStore({ settings: SETTINGS, presence: { show: 'available', status: '' } });
	const db = await openDatabase(crypto.randomUUID());
	const platform = { notify: vi.fn(), clearNotice: vi.fn() };
	const recents = createRecents(store, db, platform, ({ peer, peerName }) => peerName || peer);
	recents.ended(MISSED);
	expect(platform.notify.mock.calls).toEqual([[{ kind: 'missed-call', call: MISSED.id, from: 'Bob' }]]);
	store.presence.set({ show: 'dnd', status: '' });
	recents.ended({ ...MISSED, id: 'second' });
	expect(platform.notify).toHaveBeenCalledTimes(1);
	expect(store.missed.get()).toBe(2);
	await vi.waitFor(async () => expect((await recentCalls(db, 0, 9)).total).toBe(2));
});
