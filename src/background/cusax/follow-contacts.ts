import type { AccountId } from '../../shared/state.ts';
import { peerKey, type Store } from '../store.ts';
import type { OwnNumbersBook } from './own-numbers.ts';
import type { Reach } from './reach.ts';
import type { VcardCache } from './vcard-cache.ts';
import type { VcardQueue } from './vcard-queue.ts';

interface Followed {
	readonly cache: VcardCache;
	readonly own: OwnNumbersBook;
	readonly reach: Reach;
	readonly queue: VcardQueue;
	/** Puts what is known of a contact's numbers into the store. */
	readonly show: (key: string) => void;
	readonly isOnline: (account: AccountId) => boolean;
	/** It runs: what goes from its contacts is gone, and not only out of sight. */
	readonly isRunning: (account: AccountId) => boolean;
	readonly country: () => string;
}

/** Keeps up with who is a contact, which accounts are online, and the person's country. */
export function followContacts(
	store: Store,
	{ cache, own, reach, queue, show, isOnline, isRunning, country }: Followed,
): void {
	const online = new Set<AccountId>();
	let lastCountry = country();

	function accountChanged(account: AccountId): void {
		if (!store.accounts.has(account)) {
			cache.forgetAccount(account);
			own.forgetAccount(account);
		}
		if (!isOnline(account)) online.delete(account);
		else if (!online.has(account)) {
			online.add(account);
			cache.forgive();
			const own = store.contacts.values().filter((contact) => contact.account === account);
			queue.add(own.map(({ jid }) => peerKey(account, jid)));
			queue.wake();
		}
	}

	function contactChanged(key: string): void {
		const contact = store.contacts.get(key);
		if (contact && online.has(contact.account)) queue.add([key]);
		if ((contact?.show ?? 'offline') === 'offline' && reach.leave(key)) show(key);
		const [account = '', jid = ''] = key.split(' ');
		if (contact || !isRunning(account)) return;
		cache.forget(key);
		own.forget(account, jid);
	}

	store.onChange((topic, key) => {
		if (topic === 'accounts') accountChanged(key);
		if (topic === 'contacts') contactChanged(key);
		if (topic !== 'settings' || country() === lastCountry) return;
		lastCountry = country();
		void cache.countryChanged();
		for (const key of own.keys()) show(key);
	});
}
