import { AppError } from '../../shared/errors.ts';
import type { AccountId, Contact, OwnNumbers } from '../../shared/state.ts';
import type { Database } from '../storage/database.ts';
import { peerKey, type Store } from '../store.ts';
import type { PublishedAddress, XmppEvents, XmppSession } from '../xmpp/session.ts';
import { callable, callableUri } from './callable.ts';
import { combine } from './combine.ts';
import { followContacts } from './follow-contacts.ts';
import { createNumberIndex, type NumberIndex } from './number-index.ts';
import { createOwnNumbers } from './own-numbers.ts';
import { Reach } from './reach.ts';
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
	ownNumbers(account: AccountId, jid: string): OwnNumbers;
	/** C20. Resolves when it is on disk. Rejects with `bad-address` where one of them cannot be called. */
	setOwnNumbers(account: AccountId, jid: string, own: OwnNumbers): Promise<void>;
}

/** What contacts can be called at, kept in the store, and who is at a number: for all accounts, for as long as the document lives. */
export function createPhonebook({ store, db, sessionOf, country }: PhonebookDeps): Phonebook {
	const index = createNumberIndex(store, country);
	const reach = new Reach();
	const own = createOwnNumbers(db, (key) => show(key));
	const cache = new VcardCache({
		db,
		contact: (key) => store.contacts.get(key),
		async fetch({ account, jid }) {
			const session = sessionOf(account);
			if (!session) throw new AppError('not-connected');
			return await session.fetchVcard(jid);
		},
		country,
		changed: (key) => show(key),
	});

	function show(key: string): void {
		const { numbers: written, usesPublished } = own.get(key);
		const numbers = combine({
			own: callable(written.map(asPublished), country()),
			published: usesPublished ? cache.numbers(key) : [],
			reach: callable(reach.addresses(key), country()),
		});
		if (numbers.length > 0) store.numbers.set(key, numbers);
		else store.numbers.delete(key);
	}

	const isOnline = (account: AccountId) => store.accounts.get(account)?.connection.is === 'online';
	const queue = new VcardQueue({
		fetch: (key) => cache.fetch(key),
		isDue: (key, age) => cache.isDue(key, age),
		isReachable: (key) => isOnline(store.contacts.get(key)?.account ?? ''),
		isIdle: () => store.calls.size === 0,
	});
	const isRunning = (account: AccountId) => sessionOf(account) !== undefined;
	followContacts(store, { cache, own, reach, queue, show, isOnline, isRunning, country });
	return {
		...index,
		async load() {
			await Promise.all([cache.load(), own.load()]);
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
		reachable(account, { from, source, addresses }) {
			const key = peerKey(account, from);
			if (!store.contacts.has(key)) return;
			reach.take(key, source, addresses);
			show(key);
		},
		ownNumbers: (account, jid) => own.get(peerKey(account, jid)),
		async setOwnNumbers(account, jid, change) {
			const isUsable = ({ written }: { written: string }) => callableUri(written, country()) !== null;
			if (!change.numbers.every(isUsable)) throw new AppError('bad-address');
			await own.set(account, jid, change);
		},
	};
}

/** As it would stand in a vCard. */
function asPublished({ written, type }: OwnNumbers['numbers'][number]): PublishedAddress {
	return { written, types: type === 'other' ? [] : [type] };
}

function keyOf({ account, jid }: Contact): string {
	return peerKey(account, jid);
}
