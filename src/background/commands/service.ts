import type { Accounts } from '../accounts.ts';
import type { LiveCalls } from '../calls/live-calls.ts';
import type { Recents } from '../calls/recents.ts';
import type { Unread } from '../chat/unread.ts';
import type { Phonebook } from '../cusax/phonebook.ts';
import type { Platform } from '../platform/platform.ts';
import type { Database } from '../storage/database.ts';
import type { Store } from '../store.ts';

/** What commands work on. */
export interface Service {
	readonly store: Store;
	readonly db: Database;
	readonly platform: Platform;
	readonly accounts: Accounts;
	readonly calls: LiveCalls;
	readonly recents: Recents;
	readonly unread: Unread;
	/** Who can be called at what, and who is at a number. */
	readonly phonebook: Phonebook;
	/** The browser's language, which may name a region (`de-AT`). */
	readonly language: string;
}
