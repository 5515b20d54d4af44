/** Keeps one account registered: the flow, the REGISTER, when to try again, and what the account's state is meanwhile. */
import type { UA } from 'jssip';
import type { IncomingResponse } from 'jssip/lib/SIPMessage.js';
import type { RegisteredEvent, UnRegisteredEvent } from 'jssip/lib/UA.js';
import type { Reason } from '../../shared/errors.ts';
import type { Connection } from '../../shared/state.ts';
import { type Reconnector, reconnector } from '../reconnect.ts';
import type { SipEnvironment } from './environment.ts';
import { withoutChatContacts } from './features/cusax-contact.ts';
import { withoutPending } from './features/rfc-3261-glare.ts';
import { askForKeepAlive, type KeepAlive, keepAlive, keepAliveTerms } from './features/rfc-5626-keep-alive.ts';
import { createDigest, type Digest } from './features/rfc-8760-digest.ts';
import { Flow, type FlowEnd, type FlowListener } from './flow.ts';
import { registrationFailure, type SignInWith } from './registration-failure.ts';
import type { SipAccount, SipCredential, SipEvents } from './session.ts';
import { createUserAgent, digestUser } from './user-agent.ts';

export interface RegistrationEvents extends Pick<SipEvents, 'connection' | 'credential'> {
	/** The flow is gone: nothing can be sent or heard. */
	lost(): void;
	/** Registered, at first or again. */
	registered(): void;
}

/** How long the first sign of life may take on a new flow, and on one that a change of the network may have cut, in ms. */
const FIRST_ANSWER_WITHIN = 15_000;
const SIGN_OF_LIFE_WITHIN = 5_000;

export class Registration {
	readonly ua: UA;
	readonly #flow: Flow;
	readonly #account: SipAccount;
	readonly #url: URL;
	readonly #events: RegistrationEvents;
	readonly #environment: SipEnvironment;
	readonly #life = new AbortController();
	readonly #tries: Reconnector;
	#state: Connection = { is: 'off' };
	#keepAlive: { readonly of: KeepAlive; readonly life: AbortController } | null = null;
	#stopDeadline = () => {};
	#hadCredentials = false;
	readonly #digest: Digest;
	#told: string;
	#isRegisteredHere = false;
	#attempt = 0;

	/** Throws `bad-address`. */
	constructor(account: SipAccount, url: URL, events: RegistrationEvents, environment: SipEnvironment) {
		const { clock, network } = environment;
		const { signal } = this.#life;
		this.#account = account;
		this.#url = url;
		this.#events = events;
		this.#environment = environment;
		this.#digest = createDigest({ ...account, user: digestUser(account) });
		this.#told = told(account.credential, account.strongest);
		this.#flow = new Flow(url, this.#listener());
		this.ua = createUserAgent(account, this.#flow);
		this.ua.on('registered', (event) => this.#registered(event));
		this.ua.on('registrationFailed', (event) => this.#failed(event));
		this.#tries = reconnector(() => this.#connect(), { signal, clock, network });
		network.addEventListener('online', () => this.#state.is === 'online' && this.#check(), { signal });
	}

	/** Messages can be sent, and reach somebody. */
	get isConnected(): boolean {
		return this.#flow.isConnected();
	}

	start(): void {
		this.#show({ is: 'connecting', since: this.#now() });
		this.ua.start(); // opens the flow
	}

	retry(): void {
		if (this.#state.is === 'online') this.#check();
		else this.#tries.now();
	}

	/** No more tries; what is open stays open until `close`. */
	stop(): void {
		this.#life.abort();
	}

	close(): void {
		this.stop();
		this.#down();
		this.ua.stop();
		this.#flow.drop();
		this.#show({ is: 'off' });
	}

	#connect(): void {
		this.#attempt++;
		this.#show({ is: 'connecting', since: this.#now() });
		if (this.#flow.isConnected()) this.ua.register();
		else this.#flow.open();
	}

	/** The network may have changed under the flow: a REGISTER, which renews the contact too, tells. */
	#check(): void {
		this.ua.register();
		this.#expectLife(SIGN_OF_LIFE_WITHIN, () => {
			this.#drop();
			this.#tries.now();
		});
	}

	#listener(): FlowListener {
		return {
			opened: () => this.#opened(),
			ended: (end) => this.#ended(end),
			received: (text) => {
				this.#stopDeadline();
				this.#keepAlive?.of.received(text);
			},
			sending: (text) => {
				if (text.startsWith('REGISTER ')) this.#hadCredentials = /\r\n(?:Proxy-)?Authorization:/i.test(text);
				return askForKeepAlive(this.#digest.sending(text));
			},
			reading: (text) => withoutPending(withoutChatContacts(this.#digest.reading(text))),
			dropped: this.#environment.dropped,
		};
	}

	/** JsSIP registers by itself when it hears the same. */
	#opened(): void {
		const { clock } = this.#environment;
		const life = new AbortController();
		const flow = { send: (text: string) => void this.#flow.send(text), failed: () => this.#flow.end(0) };
		this.#keepAlive = { of: keepAlive(flow, clock, life.signal), life };
		this.#isRegisteredHere = false;
		this.#expectLife(FIRST_ANSWER_WITHIN, () => this.#flow.end(0));
	}

	#ended({ wasOpen, code }: FlowEnd): void {
		this.#down();
		if (this.#life.signal.aborted) return;
		if (wasOpen) this.#wait(this.#isRegisteredHere || code !== 0 ? 'lost' : 'unreachable');
		else this.#findOut(code);
	}

	#findOut(code: number): void {
		const attempt = ++this.#attempt;
		void this.#environment.probe(this.#url, code).then((reason) => {
			if (attempt === this.#attempt && !this.#life.signal.aborted) this.#wait(reason);
		});
	}

	#registered({ response }: RegisteredEvent): void {
		const { ha1 } = this.#key();
		this.#isRegisteredHere = true;
		this.#tries.succeeded();
		this.#keepAlive?.of.agree(keepAliveTerms((name) => response.getHeaders(name)));
		this.#learn();
		const security = {
			tls: this.#url.protocol === 'wss:',
			mechanism: ha1 === undefined ? '' : `Digest ${this.#digest.used}`,
			host: this.#url.host,
		};
		this.#show({ is: 'online', since: this.#now(), security });
		this.#events.registered();
	}

	#learn(): void {
		const { realm, ha1 } = this.#key();
		if (ha1 === undefined || realm === undefined) return;
		const key = { realm, ha1, stronger: this.#digest.keys() };
		const { strongest } = this.#digest;
		const now = told({ ...key, kind: 'ha1' }, strongest);
		if (now !== this.#told) this.#events.credential({ key, strongest });
		this.#told = now;
	}

	#failed({ response }: Partial<UnRegisteredEvent>): void {
		if (!this.#flow.isConnected() || this.#life.signal.aborted) return; // the flow's end says why
		if (response) this.#refusedBy(response);
		else this.#flow.end(0); // no answer at all
	}

	#refusedBy(response: IncomingResponse): void {
		const { status_code: status, reason_phrase: phrase } = response;
		const header = (name: string) => response.getHeaders(name);
		const answer = { status, phrase, header, hadCredentials: this.#hadCredentials };
		const { unanswered } = this.#digest;
		const { isFinal, reason, detail } = unanswered ?? registrationFailure(answer, this.#signInWith());
		if (!isFinal) {
			this.#wait(reason, detail);
			return;
		}
		this.#show({ is: 'refused', since: this.#now(), reason, detail });
		this.#drop();
	}

	#wait(reason: Reason, detail?: string): void {
		const retryAt = this.#tries.failed();
		this.#show({ is: 'waiting', since: this.#now(), retryAt, reason, ...(detail === undefined ? {} : { detail }) });
	}

	/** What JsSIP holds: it forgets the password once it has made a key of it. */
	#key(): { readonly realm: string | undefined; readonly ha1: string | undefined } {
		return { realm: this.ua.get('realm') ?? undefined, ha1: this.ua.get('ha1') ?? undefined };
	}

	#signInWith(): SignInWith {
		const { realm, ha1 } = this.#key();
		return ha1 === undefined ? { kind: this.#account.credential.kind, realm } : { kind: 'ha1', realm };
	}

	#expectLife(ms: number, otherwise: () => void): void {
		this.#stopDeadline();
		this.#stopDeadline = this.#environment.clock.after(ms, otherwise);
	}

	#drop(): void {
		this.#flow.drop();
		this.#down();
	}

	#down(): void {
		this.#stopDeadline();
		this.#keepAlive?.life.abort();
		if (this.#keepAlive) this.#events.lost();
		this.#keepAlive = null;
	}

	#show(state: Connection): void {
		this.#state = state;
		this.#events.connection(state);
	}

	#now(): number {
		return this.#environment.clock.now();
	}
}

/** What the owner knows of how to sign in, to be compared. */
function told(credential: SipCredential, strongest: string): string {
	return credential.kind === 'ha1' ? [credential.ha1, credential.stronger?.['SHA-256'], strongest].join(' ') : '';
}
