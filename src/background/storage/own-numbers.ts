import type { OwnNumbers } from '../../shared/state.ts';
import type { Database, StoredOwnNumbers } from './database.ts';

/** What the person wrote down for contacts, of all accounts. */
export async function loadOwnNumbers(db: Database): Promise<StoredOwnNumbers[]> {
	return db.getAll('ownNumbers');
}

/** Null: nothing. */
export async function saveOwnNumbers(
	db: Database,
	account: string,
	jid: string,
	own: OwnNumbers | null,
): Promise<void> {
	if (own) await db.put('ownNumbers', { account, jid, ...own });
	else await db.delete('ownNumbers', [account, jid]);
}
