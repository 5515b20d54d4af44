import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createUnread } from '../../../../src/background/chat/unread.ts';
import { openDatabase } from '../../../../src/background/storage/database.ts';
import { addIncoming } from '../../../../src/background/storage/messages.ts';
import { SETTINGS } from '../../../../src/background/storage/singletons.ts';
import { createStore } from '../../../../src/background/store.ts';
import type { Message } from '../../../../src/shared/state.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

async function setUp() {
	const settings = SETTINGS;
	const store = createStore({ settings, presence: { show: 'available', status: '' } });
	const db = await openDatabase(crypto.randomUUID());
	const platform = { notify: vi.fn(), clearNotice: vi.fn() };
	return { store, db, platform, unread: createUnread(store, db, platform) };
}

test('a message that nobody looks at is counted and told', async () => {
	const { store, platform, unread } = await setUp();
	unread.arrived(MESSAGE);
	expect(store.unread.values()).toEqual([{ account: 'a', peer: 'romeo@x', count: 1 }]);
	expect(platform.notify).not.toHaveBeenCalled();
	vi.advanceTimersByTime(1000);
	expect(platform.notify).toHaveBeenCalledWith({
		kind: 'message',
		account: 'a',
		jid: 'romeo@x',
		from: 'romeo',
		body: 'hi',
	});
});

test('one that is looked at as it arrives is neither', async () => {
	const { store, platform, unread } = await setUp();
	unread.arrived(MESSAGE);
	unread.read('a', 'romeo@x');
	vi.advanceTimersByTime(1000);
	expect(store.unread.size).toBe(0);
	expect(platform.notify).not.toHaveBeenCalled();
});

test('several in a row are one notification, of the last one', async () => {
	const { platform, unread } = await setUp();
	unread.arrived(MESSAGE);
	unread.arrived({ ...MESSAGE, id: 'm2', body: 'there?' });
	vi.advanceTimersByTime(1000);
	expect(platform.notify.mock.calls.map(([notice]) => notice.body)).toEqual(['there?']);
});

test('reading takes the notification back', async () => {
	const { platform, unread } = await setUp();
	unread.arrived(MESSAGE);
	vi.advanceTimersByTime(1000);
	unread.read('a', 'romeo@x');
	expect(platform.clearNotice).toHaveBeenCalledWith('chat:a:romeo@x');
});

test('what was not read is still not read after a restart', async () => {
	const { db, store, unread } = await setUp();
	await addIncoming(db, MESSAGE);
	await unread.load();
	expect(store.unread.values()).toEqual([{ account: 'a', peer: 'romeo@x', count: 1 }]);
});

const MESSAGE: Message = {
	id: 'm1',
	account: 'a',
	peer: 'romeo@x',
	direction: 'in',
	body: 'hi',
	at: 1,
	delivery: 'delivered',
	failure: '',
};
