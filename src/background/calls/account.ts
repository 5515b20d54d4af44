import type { AccountView, Connection } from '../../shared/state.ts';
import { firstOutcome } from '../first-outcome.ts';
import { log } from '../log.ts';
import type { SipAccount, SipCall, SipEvents, SipSession, StartSipSession } from '../sip/session.ts';
import { saveAccount } from '../storage/accounts.ts';
import type { Database, StoredSipAccount } from '../storage/database.ts';
import type { Store } from '../store.ts';

export interface CallAccountDeps {
	readonly store: Store;
	readonly db: Database;
	/** What the account is now, with all that it learned. */
	readonly keep?: (account: StoredSipAccount) => void;
	readonly startSession: StartSipSession;
	readonly incoming: (account: string, call: SipCall) => void;
}

/** A SIP account that is registered, or trying to be; the mirror of a chat account. */
export class CallAccount {
	readonly session: SipSession;
	/** Fulfilled when it is registered for the first time; rejected with the reason when that first fails. */
	readonly outcome: Promise<void>;
	readonly #deps: CallAccountDeps;
	#stored: StoredSipAccount;
	#connection: Connection = { is: 'connecting', since: Date.now() };
	#shown = false;

	/** `password` only while a person signs in. */
	constructor(deps: CallAccountDeps, stored: StoredSipAccount, password = '') {
		const first = firstOutcome();
		this.#deps = deps;
		this.#stored = stored;
		this.outcome = first.outcome;
		const events: SipEvents = {
			connection: (next) => {
				first.take(next);
				this.#connected(next);
			},
			credential: ({ key, strongest }) => this.#learned({ credential: { kind: 'ha1', ...key }, strongest }),
			incoming: (call) => deps.incoming(stored.id, call),
		};
		this.session = deps.startSession(sipAccount(stored, password), events);
	}

	/** From now on the account is kept and shown: on disk with what it learned, in the store with its state. */
	async adopt(): Promise<void> {
		await saveAccount(this.#deps.db, this.#stored);
		this.#shown = true;
		this.#deps.keep?.(this.#stored);
		this.#deps.store.accounts.set(this.#stored.id, callAccountView(this.#stored, this.#connection));
	}

	async stop(): Promise<void> {
		this.#shown = false;
		await this.session.close();
	}

	#connected(next: Connection): void {
		this.#connection = next;
		if (this.#shown) this.#deps.store.accounts.patch(this.#stored.id, { connection: next });
		log.info(`calls ${this.#stored.id} ${next.is}${'reason' in next ? ` ${next.reason}` : ''}`);
	}

	#learned(learned: Pick<StoredSipAccount, 'credential' | 'strongest'>): void {
		this.#stored = { ...this.#stored, ...learned };
		if (!this.#shown) return;
		this.#deps.keep?.(this.#stored);
		saveAccount(this.#deps.db, this.#stored).catch((cause) => log.error('account not kept', cause));
	}
}

function sipAccount(stored: StoredSipAccount, password: string): SipAccount {
	const { address, endpoint, authUser, displayName, instanceId, iceServers } = stored;
	const credential = password ? { kind: 'password' as const, password } : stored.credential;
	return {
		aor: address,
		endpoint,
		authUser,
		displayName,
		instanceId,
		credential,
		strongest: stored.strongest ?? '',
		iceServers: iceServers.map(({ url, ...user }) => (user.username ? { urls: url, ...user } : { urls: url })),
	};
}

/** The account as views see it: without its secrets. */
export function callAccountView(account: StoredSipAccount, connection: Connection): AccountView {
	const { id, protocol, address, displayName, endpoint, enabled, authUser } = account;
	const iceServers = account.iceServers.map(({ url, username }) => ({ url, username }));
	return { id, protocol, address, displayName, endpoint, enabled, authUser, iceServers, connection };
}
