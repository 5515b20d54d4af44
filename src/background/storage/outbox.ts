import type { Message } from '../../shared/state.ts';
import type { OutgoingMessage } from '../xmpp/session.ts';
import type { Database } from './database.ts';
import { nextOrder } from './messages.ts';

/** Into the outbox and the history in one step: it is never shown without being sent, nor sent without being shown. */
export async function enqueue(db: Database, message: Message): Promise<void> {
	const tx = db.transaction(['outbox', 'messages'], 'readwrite');
	const { id, account, peer, body, at } = message;
	void tx.objectStore('outbox').put({ id, account, to: peer, body, at, attemptedAt: 0 });
	void tx.objectStore('messages').put({ ...message, delivery: 'waiting', failure: '', order: nextOrder() });
	await tx.done;
}

/** The account's outbox, oldest first. */
export async function waitingMessages(db: Database, account: string): Promise<OutgoingMessage[]> {
	const entries = await db.getAllFromIndex('outbox', 'account', account);
	return entries.sort((a, b) => a.at - b.at).map(({ account: _, ...message }) => message);
}

/** Records the first time that it was put on the wire; later ones change nothing. */
export async function markAttempted(db: Database, id: string, at: number): Promise<void> {
	const tx = db.transaction('outbox', 'readwrite');
	const entry = await tx.store.get(id);
	if (entry && entry.attemptedAt === 0) await tx.store.put({ ...entry, attemptedAt: at });
	await tx.done;
}

/** It left: out of the outbox, `sent` in the history, in one step. Undefined when it was not in the outbox any more. */
export async function leave(db: Database, id: string): Promise<Message | undefined> {
	const tx = db.transaction(['outbox', 'messages'], 'readwrite');
	const entry = await tx.objectStore('outbox').get(id);
	if (!entry) return undefined;
	await tx.objectStore('outbox').delete(id);
	const message = await tx.objectStore('messages').get([entry.account, entry.to, 'out', id]);
	if (message?.delivery !== 'waiting') return undefined;
	const sent = { ...message, delivery: 'sent' as const };
	await tx.objectStore('messages').put(sent);
	await tx.done;
	return sent;
}
