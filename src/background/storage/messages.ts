import type { Delivery, Message } from '../../shared/state.ts';
import type { Database, StoredMessage } from './database.ts';

let lastOrder = 0;

/** Greater than every one before, also across documents: what was stored later sorts later. */
export function nextOrder(now = Date.now()): number {
	lastOrder = Math.max(lastOrder + 1, now * 1000);
	return lastOrder;
}

/** Stores an incoming message and counts it as unread. False, and nothing done, when it is there already. */
export async function addIncoming(db: Database, message: Message): Promise<boolean> {
	const tx = db.transaction(['messages', 'unread'], 'readwrite');
	const key: [string, string, string, string] = [message.account, message.peer, 'in', message.id];
	if ((await tx.objectStore('messages').count(key)) > 0) return false;
	const unread = await tx.objectStore('unread').get([message.account, message.peer]);
	void tx.objectStore('messages').put({ ...message, order: nextOrder() });
	void tx.objectStore('unread').put({ account: message.account, peer: message.peer, count: (unread?.count ?? 0) + 1 });
	await tx.done;
	return true;
}

/** The last `count` messages with a peer, oldest first, and whether there are older ones. */
export async function lastMessages(
	db: Database,
	account: string,
	peer: string,
	count: number,
): Promise<{ messages: Message[]; hasOlder: boolean }> {
	const range = IDBKeyRange.bound([account, peer], [account, peer, []]);
	const newestFirst = await readBackwards(db, range, count + 1);
	const messages = newestFirst.slice(0, count).reverse();
	return { messages: messages.map(({ order: _, ...message }) => message), hasOlder: newestFirst.length > count };
}

/** Where the browser reads backwards in one go it is many times faster than a cursor. */
async function readBackwards(db: Database, query: IDBKeyRange, count: number): Promise<StoredMessage[]> {
	const index = db.transaction('messages').store.index('time');
	if ('getAllRecords' in IDBIndex.prototype) {
		const options = { query, count, direction: 'prev' };
		// Newer than the type: IDBGetAllOptions of the Indexed Database API 3.0.
		return index.getAll(options as unknown as IDBKeyRange);
	}
	const rows: StoredMessage[] = [];
	for (
		let cursor = await index.openCursor(query, 'prev');
		cursor && rows.length < count;
		cursor = await cursor.continue()
	) {
		rows.push(cursor.value);
	}
	return rows;
}

/** One of our own messages by its id; undefined when there is none. */
export async function outgoingMessage(db: Database, id: string): Promise<StoredMessage | undefined> {
	const found = await db.getAllFromIndex('messages', 'id', id);
	return found.find((message) => message.direction === 'out');
}

const RANK: Record<Delivery, number> = { waiting: 0, failed: 1, sent: 2, delivered: 3 };

/**
 * Moves an outgoing message to `peer` forward: a late acknowledgement never takes back a receipt.
 * Undefined, and nothing done, when there is no such message to that peer or it is further already.
 */
export async function advance(
	db: Database,
	id: string,
	to: { account: string; peer: string; delivery: Delivery; failure?: string },
): Promise<Message | undefined> {
	const tx = db.transaction('messages', 'readwrite');
	const message = await tx.store.get([to.account, to.peer, 'out', id]);
	const failedLate = to.delivery === 'failed' && message?.delivery === 'sent';
	if (!message || (RANK[to.delivery] <= RANK[message.delivery] && !failedLate)) return undefined;
	const changed = { ...message, delivery: to.delivery, failure: to.failure ?? '' };
	await tx.store.put(changed);
	await tx.done;
	return changed;
}
