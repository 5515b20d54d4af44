import type { Input } from '../shared/commands.ts';
import { AppError } from '../shared/errors.ts';
import type { AccountId, Protocol } from '../shared/state.ts';
import { editedAccount, newAccount } from './account-fields.ts';
import { CallAccount, type CallAccountDeps, callAccountView } from './calls/account.ts';
import { ChatAccount, type ChatAccountDeps, chatAccountView } from './chat/account.ts';
import type { SipSession } from './sip/session.ts';
import { deleteAccount, loadAccounts, saveAccount } from './storage/accounts.ts';
import type { Database, StoredAccount } from './storage/database.ts';
import { saveRoster } from './storage/roster.ts';
import { saveStream } from './storage/streams.ts';
import type { Store } from './store.ts';
import type { XmppSession } from './xmpp/session.ts';

type Fields = Input<'account.add'>;

export interface AccountsDeps {
	readonly store: Store;
	readonly db: Database;
	readonly chat: ChatAccountDeps;
	readonly calls: CallAccountDeps;
	/** An account is about to go or to be switched off. */
	readonly leaving: (account: AccountId) => void;
}

/** Every account, kept or being signed in to; each runs by itself, and one failing never touches another (C7). */
export class Accounts {
	readonly #deps: AccountsDeps;
	readonly #stored = new Map<AccountId, StoredAccount>();
	readonly #chats = new Map<AccountId, ChatAccount>();
	readonly #calls = new Map<AccountId, CallAccount>();

	constructor(deps: AccountsDeps) {
		this.#deps = deps;
	}

	/** Starts what was there last time. */
	async load(): Promise<void> {
		for (const account of await loadAccounts(this.#deps.db)) {
			this.#show(account);
			if (account.enabled) await this.#run(account).adopt();
		}
	}

	chatSession(id: AccountId): XmppSession | undefined {
		return this.#chats.get(id)?.session;
	}

	chatSessions(): XmppSession[] {
		return [...this.#chats.values()].map((account) => account.session);
	}

	callSession(id: AccountId): SipSession | undefined {
		return this.#calls.get(id)?.session;
	}

	/** Signs in with what was typed; keeps the account only if that worked. Rejects with the reason if not. */
	async add(fields: Fields): Promise<AccountId> {
		const account = newAccount(fields);
		this.#refuseTwice(account);
		await this.#signIn(account, fields.password);
		return account.id;
	}

	/** Signs in with the changed fields; if that fails the account is as it was, and signed in as it was. */
	async edit(id: AccountId, fields: Fields): Promise<void> {
		const before = this.#find(id);
		const account = editedAccount(before, fields);
		this.#refuseTwice(account);
		await this.#stop(id);
		try {
			if (account.address !== before.address) await this.#forgetServerState(id);
			await this.#signIn({ ...account, enabled: true }, fields.password);
		} catch (cause) {
			this.#show(before);
			if (before.enabled) await this.#run(before).adopt();
			throw cause;
		}
	}

	async switch(id: AccountId, on: boolean): Promise<void> {
		const account = { ...this.#find(id), enabled: on };
		await this.#stop(id);
		await saveAccount(this.#deps.db, account);
		this.#show(account);
		if (on) await this.#run(account).adopt();
	}

	/** Deletes the account with all that was stored for it. */
	async remove(id: AccountId): Promise<void> {
		this.#find(id);
		await this.#stop(id);
		await deleteAccount(this.#deps.db, id);
		this.#stored.delete(id);
		this.#deps.store.accounts.delete(id);
		this.#deps.store.historyChanged();
	}

	retry(id: AccountId): void {
		this.#find(id);
		this.#chats.get(id)?.session.retry();
		this.#calls.get(id)?.session.retry();
	}

	async #signIn(account: StoredAccount, password: string): Promise<void> {
		const running = this.#run(account, password);
		try {
			await running.outcome;
		} catch (reason) {
			await this.#stop(account.id);
			throw reason;
		}
		await running.adopt();
	}

	#run(account: StoredAccount, password = ''): ChatAccount | CallAccount {
		const keep = (learned: StoredAccount) => this.#stored.set(account.id, learned);
		if (account.protocol === 'xmpp') {
			const chat = new ChatAccount({ ...this.#deps.chat, keep }, account, password);
			this.#chats.set(account.id, chat);
			return chat;
		}
		const calls = new CallAccount({ ...this.#deps.calls, keep }, account, password);
		this.#calls.set(account.id, calls);
		return calls;
	}

	async #stop(id: AccountId): Promise<void> {
		this.#deps.leaving(id);
		const running = this.#chats.get(id) ?? this.#calls.get(id);
		this.#chats.delete(id);
		this.#calls.delete(id);
		await running?.stop();
	}

	/** Known and shown as off, until its session says otherwise. */
	#show(account: StoredAccount): void {
		this.#stored.set(account.id, account);
		const off = { is: 'off' as const };
		const view = account.protocol === 'xmpp' ? chatAccountView(account, off) : callAccountView(account, off);
		this.#deps.store.accounts.set(account.id, view);
	}

	/** Another address is another server's roster and stream; the history stays the person's. */
	async #forgetServerState(id: AccountId): Promise<void> {
		await saveStream(this.#deps.db, id, null);
		await saveRoster(this.#deps.db, id, { version: '', items: [], set: [], removed: [] });
	}

	#find(id: AccountId): StoredAccount {
		const account = this.#stored.get(id);
		if (!account) throw new AppError('not-found');
		return account;
	}

	#refuseTwice(account: StoredAccount): void {
		const same = (other: { id: string; protocol: Protocol; address: string }) =>
			other.id !== account.id && other.protocol === account.protocol && other.address === account.address;
		if ([...this.#stored.values()].some(same)) throw new AppError('address-taken');
	}
}
