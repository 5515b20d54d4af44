import type { Handlers } from '../../shared/commands.ts';
import type { Settings } from '../../shared/state.ts';
import { savePresence, saveSettings } from '../storage/singletons.ts';
import type { Service } from './service.ts';

type Names =
	| 'account.add'
	| 'account.edit'
	| 'account.switch'
	| 'account.remove'
	| 'account.retry'
	| 'presence.set'
	| 'settings.change';

export function accountCommands({ store, db, accounts, recents, unread }: Service): Pick<Handlers, Names> {
	const changeSettings = async (change: Partial<Settings>) => {
		const settings = { ...store.settings.get(), ...change };
		store.settings.set(settings);
		await saveSettings(db, settings);
	};
	return {
		'account.add': (fields) => accounts.add(fields),
		async 'account.edit'({ account, fields }) {
			await accounts.edit(account, fields);
			return null;
		},
		async 'account.switch'({ account, on }) {
			await accounts.switch(account, on);
			return null;
		},
		async 'account.remove'({ account }) {
			await accounts.remove(account);
			unread.forget(account);
			await recents.recount();
			if (store.settings.get().callWith === account) await changeSettings({ callWith: '' });
			return null;
		},
		'account.retry'({ account }) {
			accounts.retry(account);
			return null;
		},
		async 'presence.set'(presence) {
			store.presence.set(presence);
			for (const session of accounts.chatSessions()) session.setPresence(presence);
			await savePresence(db, presence);
			return null;
		},
		async 'settings.change'(change) {
			await changeSettings(change);
			return null;
		},
	};
}
