import type { Database, StoredUnread } from './database.ts';

export async function loadUnread(db: Database): Promise<StoredUnread[]> {
	return db.getAll('unread');
}

export async function clearUnread(db: Database, account: string, peer: string): Promise<void> {
	await db.delete('unread', [account, peer]);
}
