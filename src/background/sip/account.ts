/** A SIP account that is signed in, or trying to be, and its calls. */
import type { UA } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession.js';
import type { IncomingRequest } from 'jssip/lib/SIPMessage.js';
import type { IncomingRTCSessionEvent } from 'jssip/lib/UA.js';
import { AppError } from '../../shared/errors.ts';
import { checkEndpoint } from '../endpoint-probe.ts';
import { type CallSurroundings, LiveCall, SESSION_EXPIRES } from './call.ts';
import { browserEnvironment, type SipEnvironment } from './environment.ts';
import { claimedJids, imppHeader } from './features/rfc-6993-impp.ts';
import { usableIceServers } from './ice-servers.ts';
import { canTalk } from './offer.ts';
import { type Peer, peerOf } from './peer.ts';
import { Registration } from './registration.ts';
import type { SipAccount, SipCall, SipEvents, SipSession, StartSipSession } from './session.ts';
import { requestUri } from './target.ts';
import { ownAddress } from './user-agent.ts';

/** More calls at once than a person can have; further ones are busy. */
const MOST_CALLS = 8;
/** How long the answers to BYE and to the last REGISTER may take, in ms. */
const GOODBYE_WITHIN = 2_000;

/** As `StartSipSession`; throws `bad-address` when the account's address is none. */
export const startSipSession: StartSipSession = (account, events) =>
	startSession(account, events, browserEnvironment());

/** The same in other surroundings. */
export function startSession(account: SipAccount, events: SipEvents, environment: SipEnvironment): SipSession {
	const endpoint = checkEndpoint(account.endpoint);
	if ('url' in endpoint) return new Session(account, endpoint.url, events, environment);
	const refuse = () => events.connection({ is: 'refused', since: environment.clock.now(), reason: endpoint.reason });
	refuse();
	return {
		retry: refuse,
		call() {
			throw new AppError('not-connected');
		},
		close: async () => {},
	};
}

class Session implements SipSession {
	readonly #registration: Registration;
	readonly #events: SipEvents;
	readonly #domain: string;
	readonly #around: CallSurroundings;
	readonly #calls = new Set<LiveCall>();

	constructor(account: SipAccount, url: URL, events: SipEvents, environment: SipEnvironment) {
		this.#events = events;
		this.#domain = ownAddress(account.aor).host;
		this.#around = {
			clock: environment.clock,
			iceServers: usableIceServers(account.iceServers),
			isConnected: () => this.#registration.isConnected,
			over: (call) => this.#calls.delete(call),
		};
		const { connection, credential } = events;
		const lost = () => this.#each((call) => call.flowLost());
		const registered = () => this.#each((call) => call.flowBack());
		this.#registration = new Registration(account, url, { connection, credential, lost, registered }, environment);
		this.#ua.on('newRTCSession', ({ session, request }: IncomingRTCSessionEvent) => {
			if (String(session.direction) === 'incoming') this.#incoming(session, request);
		});
		this.#registration.start();
	}

	get #ua(): UA {
		return this.#registration.ua;
	}

	retry(): void {
		this.#registration.retry();
	}

	call(target: string, stream: MediaStream, ownJid = ''): SipCall {
		if (!this.#ua.isRegistered() || !this.#registration.isConnected) throw new AppError('not-connected');
		const uri = requestUri(target, this.#domain);
		const session = this.#ua.call(uri as unknown as string, {
			mediaStream: stream,
			pcConfig: { iceServers: [...this.#around.iceServers] },
			sessionTimersExpires: SESSION_EXPIRES,
			extraHeaders: ownJid ? [imppHeader(ownJid)] : [],
		});
		return this.#keep(new LiveCall(session, peerOf({ uri: target }, this.#domain), this.#around, stream));
	}

	async close(): Promise<void> {
		this.#registration.stop();
		this.#each((call) => call.hangUp());
		if (this.#ua.isRegistered() && this.#registration.isConnected) await this.#unregister();
		this.#registration.close();
	}

	#unregister(): Promise<void> {
		return new Promise((resolve) => {
			this.#ua.on('unregistered', () => resolve());
			this.#around.clock.after(GOODBYE_WITHIN, resolve);
			this.#ua.unregister();
		});
	}

	/** Before it rings: it is not heard of when it could not be talked in. */
	#incoming(session: RTCSession, request: IncomingRequest): void {
		const peer = this.#callerOf(session, request);
		if (!peer) session.terminate({ status_code: 400 });
		else if (!canTalk(request.body)) session.terminate({ status_code: 488 });
		else if (this.#calls.size >= MOST_CALLS) session.terminate({ status_code: 486 });
		else {
			const call = this.#keep(new LiveCall(session, peer, this.#around));
			session.on('progress', () => this.#events.incoming(call)); // 180 is sent
		}
	}

	/** Null when it cannot be answered: JsSIP would throw on each message to such an address. */
	#callerOf(session: RTCSession, request: IncomingRequest): Peer | null {
		try {
			request.parseHeader<{ uri: object }>('contact').uri.toString();
			const claimed = claimedJids(request.getHeaders('call-info'));
			return { ...peerOf(session.remote_identity, this.#domain), claimedJids: claimed };
		} catch {
			return null;
		}
	}

	#keep(call: LiveCall): LiveCall {
		this.#calls.add(call);
		return call;
	}

	#each(run: (call: LiveCall) => void): void {
		for (const call of [...this.#calls]) run(call);
	}
}
