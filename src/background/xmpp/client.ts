/** An XMPP session as the rest of the session document has it. */
import { AppError } from '../../shared/errors.ts';
import type { Connection, OwnPresence, Security } from '../../shared/state.ts';
import { type Established, establish } from './establish.ts';
import { Greeting } from './greeting.ts';
import { browserWindow, KeptConnection } from './kept-connection.ts';
import { Parts } from './parts.ts';
import type { SignedIn } from './rfc-6120-sasl.ts';
import { ownPresence, type Subscribing, subscribing } from './rfc-6121-presence.ts';
import { RunningStream } from './running-stream.ts';
import type {
	PublishedAddress,
	StartXmppSession,
	XmppAccount,
	XmppEvents,
	XmppMemory,
	XmppOptions,
	XmppSession,
} from './session.ts';
import { fetchVcard } from './vcards.ts';

/** Starts at once, and never throws: what goes wrong is told as the connection's state. */
export const startXmppSession: StartXmppSession = (account, memory, events, options) =>
	new Client(account, memory, events, options);

class Client implements XmppSession {
	readonly #events: XmppEvents;
	readonly #allowPlain: boolean;
	readonly #parts: Parts;
	readonly #greeting: Greeting;
	readonly #connection: KeptConnection;
	/** Ends when it is not wanted any more, `#life` when nothing of it is left. */
	readonly #wanted = new AbortController();
	readonly #life = new AbortController();
	#account: XmppAccount;
	/** An endpoint that was found and worked; empty: to be found. */
	#found = '';
	#isLoaded = false;
	#running: RunningStream | null = null;
	#closing: Promise<void> | null = null;

	constructor(account: XmppAccount, memory: XmppMemory, events: XmppEvents, options: XmppOptions) {
		this.#events = events;
		this.#account = account;
		this.#allowPlain = options.allowPlain;
		const expectAnswer = () => this.#running?.expectAnswer();
		const fail = (cause: unknown) => this.#running?.fail(cause);
		this.#parts = new Parts({ self: account.jid, memory, events, expectAnswer, fail });
		this.#greeting = new Greeting(this.#parts, options.presence);
		const { signal } = this.#wanted;
		const connect = (online: (security: Security) => void) => this.#connect(online);
		const tell = (connection: Connection) => events.connection(connection);
		this.#connection = new KeptConnection({ connect, tell, unforeseen }, signal);
		for (const change of ['online', 'offline']) {
			browserWindow()?.addEventListener(change, () => this.#parts.delivery.check(), { signal });
		}
	}

	retry(): void {
		// It may seem to be there and be dead.
		this.#parts.delivery.check();
		this.#connection.retry();
	}

	setPresence(presence: OwnPresence): void {
		this.#greeting.setPresence(presence);
	}

	flush(): void {
		this.#parts.outbox.flush();
	}

	async addContact(jid: string, name: string): Promise<void> {
		await this.renameContact(jid, name);
		this.#send('subscribe', jid);
	}

	async renameContact(jid: string, name: string): Promise<void> {
		this.#mustBeConnected();
		await this.#parts.roster.set(jid, name);
	}

	async removeContact(jid: string): Promise<void> {
		this.#mustBeConnected();
		await this.#parts.roster.remove(jid);
	}

	async acceptSubscription(jid: string): Promise<void> {
		this.#mustBeConnected();
		this.#send('subscribed', jid);
		const { subscription = 'none', asked = false } = this.#parts.roster.get(jid) ?? {};
		if (!asked && subscription !== 'to' && subscription !== 'both') this.#send('subscribe', jid);
	}

	async refuseSubscription(jid: string): Promise<void> {
		this.#mustBeConnected();
		this.#send('unsubscribed', jid);
	}

	async fetchVcard(jid: string): Promise<readonly PublishedAddress[]> {
		this.#mustBeConnected();
		return await fetchVcard(this.#parts.requests.ask, jid);
	}

	close(): Promise<void> {
		this.#closing ??= this.#close();
		return this.#closing;
	}

	async #close(): Promise<void> {
		const running = this.#running;
		this.#wanted.abort();
		try {
			this.#parts.delivery.send(ownPresence({ show: 'offline', status: '' }));
			await this.#parts.delivery.finish();
			await running?.close();
		} finally {
			this.#life.abort();
			this.#parts.requests.forget();
			this.#events.connection({ is: 'off' });
		}
	}

	async #connect(online: (security: Security) => void): Promise<never> {
		await this.#load();
		const { signal } = this.#life;
		const endpoint = this.#account.endpoint || this.#found;
		this.#found = '';
		const { resumable } = this.#parts.delivery;
		if (resumable) await this.#parts.delivery.store();
		const signedIn = (learned: SignedIn) => this.#learn(learned);
		const { resource } = this.#parts;
		const options = { allowPlain: this.#allowPlain, resumable, resource, signedIn };
		const established = await establish({ ...this.#account, endpoint }, options, signal);
		this.#found = established.endpoint;
		return this.#run(established, online);
	}

	#run(established: Established, online: (security: Security) => void): Promise<never> {
		const running = new RunningStream(established, this.#parts);
		this.#running = running;
		return running.run((begun) => {
			online(established.security);
			return this.#greeting.greet(begun);
		});
	}

	async #load(): Promise<void> {
		if (this.#isLoaded) return;
		await this.#parts.load();
		this.#isLoaded = true;
		const items = this.#parts.roster.items();
		if (items.length > 0) this.#events.roster({ items, set: [], removed: [] });
	}

	/** The keys do from now on what the password did; only PLAIN needs it again. */
	#learn({ keys, strongest }: SignedIn): void {
		const { credential, strongest: before } = this.#account;
		const isNews = (keys !== null && keys !== credential) || strongest !== before;
		this.#account = { ...this.#account, credential: keys ?? credential, strongest };
		if (isNews) this.#events.credential({ keys, strongest });
	}

	#send(type: Subscribing, jid: string): void {
		this.#parts.delivery.send(subscribing(type, jid), { again: true });
	}

	#mustBeConnected(): void {
		if (!this.#parts.delivery.isConnected) throw new AppError('not-connected');
	}
}

/** As an uncaught error it is in the document's log, and in the tests' way. */
function unforeseen(cause: unknown): void {
	queueMicrotask(() => {
		throw cause;
	});
}
