import type { Message } from '../../shared/state.ts';
import { log } from '../log.ts';
import type { Platform } from '../platform/platform.ts';
import type { Database } from '../storage/database.ts';
import { clearUnread, loadUnread } from '../storage/unread.ts';
import { peerKey, type Store } from '../store.ts';
import { nameFrom } from './contacts.ts';

/** A message that is looked at within this time, ms, is read and needs no notification. */
const READ_AT_ONCE = 500;

/** Counts what was not read, and tells the person of it. */
export function createUnread(store: Store, db: Database, platform: Pick<Platform, 'notify' | 'clearNotice'>) {
	const waiting = new Map<string, ReturnType<typeof setTimeout>>();
	/** Neither counted nor told of any more. */
	const settle = (account: string, peer: string) => {
		const key = peerKey(account, peer);
		clearTimeout(waiting.get(key));
		waiting.delete(key);
		if (!store.unread.has(key)) return false;
		store.unread.delete(key);
		platform.clearNotice(`chat:${account}:${peer}`);
		return true;
	};

	return {
		async load(): Promise<void> {
			for (const row of await loadUnread(db)) store.unread.set(peerKey(row.account, row.peer), row);
		},
		/** A new message, already stored and counted on disk. */
		arrived(message: Message): void {
			const { account, peer, body } = message;
			const key = peerKey(account, peer);
			store.unread.set(key, { account, peer, count: (store.unread.get(key)?.count ?? 0) + 1 });
			store.historyChanged();
			clearTimeout(waiting.get(key));
			const from = store.contacts.get(key)?.name ?? nameFrom(peer);
			const notify = () => platform.notify({ kind: 'message', account, jid: peer, from, body });
			waiting.set(key, setTimeout(notify, READ_AT_ONCE));
		},
		/** The person looked at the conversation. */
		read(account: string, peer: string): void {
			if (!settle(account, peer)) return;
			clearUnread(db, account, peer).catch((cause) => log.error('read state not kept', cause));
		},
		/** The account is gone, and its messages with it. */
		forget(gone: string): void {
			for (const { account, peer } of store.unread.values()) if (account === gone) settle(account, peer);
		},
	};
}
export type Unread = ReturnType<typeof createUnread>;
