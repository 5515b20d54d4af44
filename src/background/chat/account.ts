import type { AccountId, AccountView, Connection, Message, OwnPresence } from '../../shared/state.ts';
import { firstOutcome } from '../first-outcome.ts';
import { log } from '../log.ts';
import type { Platform } from '../platform/platform.ts';
import { saveAccount } from '../storage/accounts.ts';
import type { Database, StoredXmppAccount } from '../storage/database.ts';
import { advance } from '../storage/messages.ts';
import { peerKey, type Store } from '../store.ts';
import type { StartXmppSession, XmppAccount, XmppEvents, XmppSession } from '../xmpp/session.ts';
import { AccountContacts } from './contacts.ts';
import { createMemory } from './memory.ts';

export interface ChatAccountDeps {
	readonly store: Store;
	readonly db: Database;
	/** What the account is now, with all that it learned. */
	readonly keep?: (account: StoredXmppAccount) => void;
	readonly platform: Pick<Platform, 'notify'>;
	readonly startSession: StartXmppSession;
	/** What the contacts are told at the beginning of a session; it is told of changes. */
	readonly presence: () => OwnPresence;
	/** Each new incoming message, once stored. */
	readonly arrived: (message: Message) => void;
	readonly hints: ContactHints;
}

/** What contacts say in passing of how to call them. */
interface ContactHints {
	photo(account: AccountId, photo: Parameters<XmppEvents['photo']>[0]): void;
	reachable(account: AccountId, reach: Parameters<XmppEvents['reachable']>[0]): void;
}

/** An XMPP account that is signed in, or trying to be: its session, and the store kept in step with it. */
export class ChatAccount {
	readonly session: XmppSession;
	/** Fulfilled when it is online for the first time; rejected with the reason when that first fails. */
	readonly outcome: Promise<void>;
	readonly #deps: ChatAccountDeps;
	readonly #contacts: AccountContacts;
	readonly #first = firstOutcome();
	#stored: StoredXmppAccount;
	#connection: Connection = { is: 'connecting', since: Date.now() };
	#shown = false;

	/** `password` only while a person signs in. */
	constructor(deps: ChatAccountDeps, stored: StoredXmppAccount, password = '') {
		this.#deps = deps;
		this.#stored = stored;
		this.#contacts = new AccountContacts(deps.store, stored.id);
		this.outcome = this.#first.outcome;
		const left = () => deps.store.historyChanged();
		const memory = createMemory(deps.db, stored.id, { arrived: deps.arrived, left });
		const options = { presence: deps.presence(), allowPlain: password !== '' };
		this.session = deps.startSession(xmppAccount(stored, password), memory, this.#events(), options);
	}

	/** From now on the account is kept and shown: on disk with what it learned, in the store with its state. */
	async adopt(): Promise<void> {
		await saveAccount(this.#deps.db, this.#stored);
		this.#shown = true;
		this.#deps.keep?.(this.#stored);
		this.#deps.store.accounts.set(this.#stored.id, chatAccountView(this.#stored, this.#connection));
	}

	/** Signs out and takes its contacts out of the store. */
	async stop(): Promise<void> {
		const { store } = this.#deps;
		this.#shown = false;
		await this.session.close();
		this.#contacts.removeAll();
		for (const { account, jid } of store.requests.values()) {
			if (account === this.#stored.id) store.requests.delete(peerKey(account, jid));
		}
	}

	#events(): XmppEvents {
		const account = this.#stored.id;
		return {
			connection: (next) => this.#connected(next),
			credential: ({ keys, strongest }) => this.#learned({ credential: keys ?? { kind: 'none' }, strongest }),
			roster: (change) => this.#contacts.takeRoster(change),
			presence: (presence) => this.#contacts.takePresence(presence),
			subscriptionRequest: (request) => this.#requested(request),
			delivered: ({ id, from: peer }) => this.#move(id, { account, peer, delivery: 'delivered' }),
			bounced: ({ id, from: peer, text }) => this.#move(id, { account, peer, delivery: 'failed', failure: text }),
			photo: (photo) => this.#deps.hints.photo(account, photo),
			reachable: (reach) => this.#deps.hints.reachable(account, reach),
		};
	}

	#connected(next: Connection): void {
		this.#connection = next;
		this.#first.take(next);
		if (next.is !== 'online' && next.is !== 'connecting') this.#contacts.forgetPresence();
		if (this.#shown) this.#deps.store.accounts.patch(this.#stored.id, { connection: next });
		log.info(`chat ${this.#stored.id} ${next.is}${'reason' in next ? ` ${next.reason}` : ''}`);
	}

	#learned(learned: Pick<StoredXmppAccount, 'credential' | 'strongest'>): void {
		this.#stored = { ...this.#stored, ...learned };
		if (!this.#shown) return;
		this.#deps.keep?.(this.#stored);
		saveAccount(this.#deps.db, this.#stored).catch((cause) => log.error('account not kept', cause));
	}

	#requested({ from, nick }: { readonly from: string; readonly nick: string }): void {
		const { store, platform } = this.#deps;
		const account = this.#stored.id;
		const key = peerKey(account, from);
		if (!store.requests.has(key)) platform.notify({ kind: 'subscription', account, jid: from });
		store.requests.set(key, { account, jid: from, nick, receivedAt: Date.now() });
	}

	#move(id: string, to: Parameters<typeof advance>[2]): void {
		advance(this.#deps.db, id, to).then(
			(message) => message && this.#deps.store.historyChanged(),
			(cause) => log.error('delivery not kept', cause),
		);
	}
}

function xmppAccount({ address, endpoint, credential, strongest }: StoredXmppAccount, password: string): XmppAccount {
	return {
		jid: address,
		endpoint,
		credential: password ? { kind: 'password', password } : credential,
		strongest,
	};
}

/** The account as views see it: without its keys. */
export function chatAccountView(account: StoredXmppAccount, connection: Connection): AccountView {
	const { id, protocol, address, displayName, endpoint, enabled } = account;
	return { id, protocol, address, displayName, endpoint, enabled, authUser: '', iceServers: [], connection };
}
