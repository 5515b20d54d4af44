import type { RosterItem, XmppMemory } from '../xmpp/session.ts';
import type { Database } from './database.ts';

type RosterChange = Parameters<XmppMemory['saveRoster']>[0];

/** The account's roster as last seen, with its version (RFC 6121 §2.6). */
export async function loadRoster(db: Database, account: string): Promise<{ version: string; items: RosterItem[] }> {
	const [version, rows] = await Promise.all([
		db.get('rosterVersions', account),
		db.getAllFromIndex('roster', 'account', account),
	]);
	return { version: version ?? '', items: rows.map(({ account: _, ...item }) => item) };
}

/** Applies a whole roster or a push together with its version: never one without the other. */
export async function saveRoster(db: Database, account: string, change: RosterChange): Promise<void> {
	const tx = db.transaction(['roster', 'rosterVersions'], 'readwrite');
	const roster = tx.objectStore('roster');
	if (change.items) await roster.delete(IDBKeyRange.bound([account], [account, []]));
	for (const item of [...(change.items ?? []), ...change.set]) void roster.put({ ...item, account });
	for (const jid of change.removed) void roster.delete([account, jid]);
	void tx.objectStore('rosterVersions').put(change.version, account);
	await tx.done;
}
