import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import type { Accounts } from '../../../../src/background/accounts.ts';
import { createRecents } from '../../../../src/background/calls/recents.ts';
import { createUnread } from '../../../../src/background/chat/unread.ts';
import { accountCommands } from '../../../../src/background/commands/account.ts';
import type { Service } from '../../../../src/background/commands/service.ts';
import { NO_PAGE } from '../../../../src/background/sender.ts';
import { deleteAccount } from '../../../../src/background/storage/accounts.ts';
import { addCall } from '../../../../src/background/storage/calls.ts';
import { openDatabase } from '../../../../src/background/storage/database.ts';
import { loadSettings, SETTINGS, saveSettings } from '../../../../src/background/storage/singletons.ts';
import { createStore } from '../../../../src/background/store.ts';
import type { DialRules, Message, Recent, Settings } from '../../../../src/shared/state.ts';

const RULES: DialRules = { outside: '0', strip: '', outsideFrom: 5, extension: 'after-answer' };

async function setUp(callWith: string) {
	const dialling = { gone: RULES, kept: RULES };
	const settings: Settings = { ...SETTINGS, callWith, dialling };
	const store = createStore({ settings, presence: { show: 'available', status: '' } });
	const db = await openDatabase(crypto.randomUUID());
	await saveSettings(db, settings);
	const platform = { notify: vi.fn(), clearNotice: vi.fn() };
	const recents = createRecents(store, db, platform, ({ peer }) => peer);
	const unread = createUnread(store, db, platform);
	const accounts = { remove: (id: string) => deleteAccount(db, id) } as Partial<Accounts> as Accounts;
	const commands = accountCommands({ store, db, recents, unread, accounts } as Service);
	for (const account of ['gone', 'kept']) {
		unread.arrived({ account, peer: 'romeo@x', body: 'hi' } as Message);
		await addCall(db, { id: account, account, missed: true, startedAt: 1 } as Recent);
	}
	await recents.load();
	return { store, db, platform, commands };
}

test('a removed account leaves no unread messages, missed calls or choice behind', async () => {
	const { store, db, platform, commands } = await setUp('gone');
	expect(store.missed.get()).toBe(2);
	await commands['account.remove']({ account: 'gone' }, NO_PAGE);
	expect(store.unread.values()).toEqual([{ account: 'kept', peer: 'romeo@x', count: 1 }]);
	expect(store.missed.get()).toBe(1);
	expect(platform.clearNotice.mock.calls).toEqual([['chat:gone:romeo@x']]);
	expect(store.settings.get().callWith).toBe('');
	expect(await loadSettings(db)).toMatchObject({ callWith: '', dialling: { kept: RULES } });
	expect((await loadSettings(db)).dialling).not.toHaveProperty('gone');
});

test('nor a notice of calls that nobody can look at', async () => {
	const { store, platform, commands } = await setUp('kept');
	await commands['account.remove']({ account: 'gone' }, NO_PAGE);
	expect(store.settings.get().callWith).toBe('kept');
	await commands['account.remove']({ account: 'kept' }, NO_PAGE);
	expect(store.missed.get()).toBe(0);
	expect(platform.clearNotice).toHaveBeenCalledWith('missed');
});
