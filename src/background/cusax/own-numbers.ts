/** Numbers that the person wrote down for contacts: beside what these publish, or in its place (C20). */
import type { OwnNumbers } from '../../shared/state.ts';
import { log } from '../log.ts';
import type { Database } from '../storage/database.ts';
import { loadOwnNumbers, saveOwnNumbers } from '../storage/own-numbers.ts';
import { peerKey } from '../store.ts';

const NONE: OwnNumbers = { numbers: [], usesPublished: true };

export interface OwnNumbersBook {
	load(): Promise<void>;
	get(key: string): OwnNumbers;
	keys(): Iterable<string>;
	/** Resolves when it is on disk. */
	set(account: string, jid: string, own: OwnNumbers): Promise<void>;
	/** The contact is gone. */
	forget(account: string, jid: string): void;
	/** The account is gone, and what was stored for it. */
	forgetAccount(account: string): void;
}

/** `changed` is told the key of each contact whose own numbers are others now. */
export function createOwnNumbers(db: Database, changed: (key: string) => void): OwnNumbersBook {
	const book = new Map<string, OwnNumbers>();
	const forget = (key: string) => book.delete(key) && changed(key);
	return {
		async load() {
			for (const { account, jid, numbers, usesPublished } of await loadOwnNumbers(db)) {
				book.set(peerKey(account, jid), { numbers, usesPublished });
				changed(peerKey(account, jid));
			}
		},
		get: (key) => book.get(key) ?? NONE,
		keys: () => book.keys(),
		async set(account, jid, own) {
			const key = peerKey(account, jid);
			const isNothing = own.numbers.length === 0 && own.usesPublished;
			if (isNothing) book.delete(key);
			else book.set(key, own);
			changed(key);
			await saveOwnNumbers(db, account, jid, isNothing ? null : own);
		},
		forget(account, jid) {
			if (!book.has(peerKey(account, jid))) return;
			forget(peerKey(account, jid));
			saveOwnNumbers(db, account, jid, null).catch((cause) => log.error('own numbers not deleted', cause));
		},
		forgetAccount(account) {
			for (const key of [...book.keys()]) if (key.startsWith(`${account} `)) forget(key);
		},
	};
}
