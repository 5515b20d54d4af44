import type { Database, StoredVcard } from './database.ts';

/** How many are read in one go: the document does other things in between. */
const PAGE = 100;

/** All that is known of contacts' vCards, in parts. */
export async function* loadVcards(db: Database): AsyncGenerator<readonly StoredVcard[]> {
	let page = await db.getAll('vcards', undefined, PAGE);
	while (page.length > 0) {
		yield page;
		const last = page.at(-1);
		if (!last || page.length < PAGE) return;
		page = await db.getAll('vcards', IDBKeyRange.lowerBound([last.account, last.jid], true), PAGE);
	}
}

export async function saveVcards(db: Database, vcards: readonly StoredVcard[]): Promise<void> {
	const tx = db.transaction('vcards', 'readwrite');
	for (const vcard of vcards) void tx.store.put(vcard);
	await tx.done;
}

export async function deleteVcard(db: Database, account: string, jid: string): Promise<void> {
	await db.delete('vcards', [account, jid]);
}
