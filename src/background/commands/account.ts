import type { Handlers } from '../../shared/commands.ts';
import type { Settings } from '../../shared/state.ts';
import { savePresence, saveSettings } from '../storage/singletons.ts';
import { pagesPlan } from './pages-plan.ts';
import type { Service } from './service.ts';

type Names =
	| 'account.add'
	| 'account.edit'
	| 'account.switch'
	| 'account.remove'
	| 'account.retry'
	| 'presence.set'
	| 'settings.change';

export function accountCommands({ store, db, platform, accounts, recents, unread }: Service): Pick<Handlers, Names> {
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
			const { callWith, dialling } = store.settings.get();
			const { [account]: _, ...others } = dialling;
			await changeSettings({ callWith: callWith === account ? '' : callWith, dialling: others });
			return null;
		},
		'account.retry'({ account }) {
			accounts.retry(account);
			return null;
		},
		async 'presence.set'(presence) {
			store.presence.set(presence);
			await savePresence(db, presence);
			return null;
		},
		async 'settings.change'(change) {
			await changeSettings(change);
			// What is a number on a page that is open may have become another one, or none.
			if (change.pages || change.country !== undefined) platform.pages(pagesPlan(store), null);
			return null;
		},
	};
}
