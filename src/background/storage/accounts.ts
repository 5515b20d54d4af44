import type { Database, StoredAccount } from './database.ts';

/** All accounts, in the order in which they were added. */
export async function loadAccounts(db: Database): Promise<StoredAccount[]> {
	const accounts = await db.getAll('accounts');
	return accounts.sort((a, b) => a.addedAt - b.addedAt);
}

export async function saveAccount(db: Database, account: StoredAccount): Promise<void> {
	await db.put('accounts', account);
}

/** Deletes the account and everything that was stored for it, at once or not at all. */
export async function deleteAccount(db: Database, id: string): Promise<void> {
	const stores = [
		'accounts',
		'roster',
		'rosterVersions',
		'streams',
		'messages',
		'outbox',
		'unread',
		'calls',
		'vcards',
		'ownNumbers',
	] as const;
	const tx = db.transaction(stores, 'readwrite');
	// Keys that begin with the account sort between [id] and [id, []]: an array is greater than any string.
	const owned = IDBKeyRange.bound([id], [id, []]);
	const calls = await tx.objectStore('calls').getAll();
	const waiting = await tx.objectStore('outbox').index('account').getAllKeys(id);
	await Promise.all([
		tx.objectStore('accounts').delete(id),
		tx.objectStore('roster').delete(owned),
		tx.objectStore('rosterVersions').delete(id),
		tx.objectStore('streams').delete(id),
		tx.objectStore('messages').delete(owned),
		tx.objectStore('unread').delete(owned),
		tx.objectStore('vcards').delete(owned),
		tx.objectStore('ownNumbers').delete(owned),
		...waiting.map((key) => tx.objectStore('outbox').delete(key)),
		...calls.filter((call) => call.account === id).map((call) => tx.objectStore('calls').delete(call.id)),
	]);
	await tx.done;
}
