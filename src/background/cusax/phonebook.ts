import { AppError } from '../../shared/errors.ts';
import type { AccountId, Contact } from '../../shared/state.ts';
import type { Database } from '../storage/database.ts';
import { peerKey, type Store } from '../store.ts';
import type { XmppEvents, XmppSession } from '../xmpp/session.ts';
import { createNumberIndex, type NumberIndex } from './number-index.ts';
import { VcardCache } from './vcard-cache.ts';
import { VcardQueue } from './vcard-queue.ts';

export interface PhonebookDeps {
	readonly store: Store;
	readonly db: Database;
	readonly sessionOf: (account: AccountId) => Pick<XmppSession, 'fetchVcard'> | undefined;
	/** By whose rules numbers without `+` are read. */
	readonly country: () => string;
}

export interface Phonebook extends NumberIndex {
	/** Reads what is stored. */
	load(): Promise<void>;
	/** What contacts say of themselves in passing. */
	photo(account: AccountId, photo: Parameters<XmppEvents['photo']>[0]): void;
	reachable(account: AccountId, reach: Parameters<XmppEvents['reachable']>[0]): void;
	/** These are in view: their numbers are fetched first. */
	looked(contacts: readonly Contact[]): void;
}

/** What contacts can be called at, kept in the store, and who is at a number: for all accounts, for as long as the document lives. */
export function createPhonebook({ store, db, sessionOf, country }: PhonebookDeps): Phonebook {
	const index = createNumberIndex(store, country);
	const cache = new VcardCache({
		db,
		contact: (key) => store.contacts.get(key),
		async fetch({ account, jid }) {
			const session = sessionOf(account);
			if (!session) throw new AppError('not-connected');
			return await session.fetchVcard(jid);
		},
		country,
		changed: (key) => {
			const numbers = cache.numbers(key);
			if (numbers.length > 0) store.numbers.set(key, numbers);
			else store.numbers.delete(key);
		},
	});
	const isOnline = (account: AccountId) => store.accounts.get(account)?.connection.is === 'online';
	const queue = new VcardQueue({
		fetch: (key) => cache.fetch(key),
		isDue: (key, age) => cache.isDue(key, age),
		isReachable: (key) => isOnline(store.contacts.get(key)?.account ?? ''),
		isIdle: () => store.calls.size === 0,
	});
	follow(store, { cache, queue, isOnline, isRunning: (account) => sessionOf(account) !== undefined, country });
	return {
		...index,
		async load() {
			await cache.load();
			queue.add(store.contacts.values().map(keyOf));
			queue.wake();
		},
		looked: (contacts) => queue.look(contacts.map(keyOf)),
		photo(account, { from, hash }) {
			const key = peerKey(account, from);
			if (!store.contacts.has(key)) return;
			cache.photo(key, hash);
			queue.add([key]);
		},
		reachable() {},
	};
}

interface Followed {
	readonly cache: VcardCache;
	readonly queue: VcardQueue;
	readonly isOnline: (account: AccountId) => boolean;
	/** It runs: what goes from its contacts is gone, and not only out of sight. */
	readonly isRunning: (account: AccountId) => boolean;
	readonly country: () => string;
}

/** Keeps up with who is a contact, which accounts are online, and the person's country. */
function follow(store: Store, { cache, queue, isOnline, isRunning, country }: Followed): void {
	const online = new Set<AccountId>();
	let lastCountry = country();

	function accountChanged(account: AccountId): void {
		if (!store.accounts.has(account)) cache.forgetAccount(account);
		if (!isOnline(account)) online.delete(account);
		else if (!online.has(account)) {
			online.add(account);
			cache.forgive();
			queue.add(
				store.contacts
					.values()
					.filter((contact) => contact.account === account)
					.map(keyOf),
			);
			queue.wake();
		}
	}

	function contactChanged(key: string): void {
		const contact = store.contacts.get(key);
		if (contact && online.has(contact.account)) queue.add([key]);
		else if (!contact && isRunning(key.slice(0, key.indexOf(' ')))) cache.forget(key);
	}

	store.onChange((topic, key) => {
		if (topic === 'accounts') accountChanged(key);
		if (topic === 'contacts') contactChanged(key);
		if (topic !== 'settings' || country() === lastCountry) return;
		lastCountry = country();
		cache.countryChanged();
	});
}

function keyOf({ account, jid }: Contact): string {
	return peerKey(account, jid);
}
