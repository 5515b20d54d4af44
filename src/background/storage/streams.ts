import type { StreamState } from '../xmpp/session.ts';
import type { Database } from './database.ts';

/** XEP-0198 state of an account's last stream; null when there is nothing to resume. */
export async function loadStream(db: Database, account: string): Promise<StreamState | null> {
	return (await db.get('streams', account)) ?? null;
}

export async function saveStream(db: Database, account: string, state: StreamState | null): Promise<void> {
	await (state ? db.put('streams', state, account) : db.delete('streams', account));
}
