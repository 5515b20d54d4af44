/** One call: what a person does with it becomes JsSIP's, what JsSIP tells becomes a change. */
import { C } from 'jssip';
import type { EndEvent, HoldEvent, OutgoingEvent, RTCSession, TerminateOptions } from 'jssip/lib/RTCSession.js';
import { AppError } from '../../shared/errors.ts';
import type { CallPhase, EndReason } from '../../shared/state.ts';
import type { Clock } from '../reconnect.ts';
import { type CallEvent, nextPhase } from './call-phase.ts';
import { endDetail, endReason, type SessionEnd } from './end-reason.ts';
import { iceCap } from './features/ice-cap.ts';
import { Offers } from './offers.ts';
import type { Peer } from './peer.ts';
import { Sending } from './sending.ts';
import type { SipCall, SipCallChange } from './session.ts';

export interface CallSurroundings {
	readonly clock: Clock;
	readonly iceServers: readonly RTCIceServer[];
	/** There is a flow: what is sent goes out. */
	readonly isConnected: () => boolean;
	/** Nothing more is to be sent or heard for this call. */
	readonly over: (call: LiveCall) => void;
}

/** RFC 4028 §4's recommendation, seconds. That a peer is dead is found much sooner, by ICE (RFC 7675). */
export const SESSION_EXPIRES = 1800;
/** How long an outgoing call may ring, in ms: as long as timer C of a proxy (RFC 3261 §16.6). */
const RING_AT_MOST = 180_000;
/** ms; long enough for every gateway, short enough to dial quickly. */
const TONE = { duration: 100, interToneGap: 70 };

export class LiveCall implements SipCall {
	readonly id = crypto.randomUUID();
	readonly direction: 'in' | 'out';
	readonly peer: string;
	readonly peerName: string;
	readonly claimedJids: readonly string[];
	readonly #session: RTCSession;
	readonly #around: CallSurroundings;
	readonly #sending: Sending;
	readonly #offers: Offers;
	#listener: (change: SipCallChange) => void = () => {};
	#phase: CallPhase;
	/** We ended it, for this reason. */
	#wanted: EndReason | null = null;
	#owesBye = false;
	#stopRinging = () => {};

	/** `stream` is what an outgoing call sends. */
	constructor(session: RTCSession, peer: Peer, around: CallSurroundings, stream: MediaStream | null = null) {
		this.direction = stream ? 'out' : 'in';
		this.peer = peer.uri;
		this.peerName = peer.name;
		this.claimedJids = peer.claimedJids ?? [];
		this.#session = session;
		this.#around = around;
		this.#sending = new Sending(() => session.connection, stream);
		this.#offers = new Offers(session, stream !== null, around);
		this.#phase = { is: stream ? 'calling' : 'ringing' };
		this.#attach(session);
		if (!stream) return;
		this.#hear();
		this.#stopRinging = around.clock.after(RING_AT_MOST, () => this.#end('no-answer', { status_code: 408 }));
	}

	onChange(listener: (change: SipCallChange) => void): void {
		this.#listener = listener;
	}

	answer(stream: MediaStream): void {
		this.#sending.start(stream);
		const pcConfig = { iceServers: [...this.#around.iceServers] };
		try {
			this.#session.answer({ mediaStream: stream, pcConfig, sessionTimersExpires: SESSION_EXPIRES });
			this.#hear();
		} catch {
			this.#end('no-media', { status_code: 488 }); // what was offered is no session description, or it is over
		}
	}

	decline(reason: 'declined' | 'busy'): void {
		this.#end(reason, { status_code: reason === 'busy' ? 486 : 603 });
	}

	hangUp(): void {
		if (this.#wasAnswered) this.#hangUpAnswered();
		else if (this.direction === 'in') this.decline('declined');
		else this.#cancel();
	}

	mute(muted: boolean): void {
		this.#sending.silence({ muted });
	}

	async hold(held: boolean): Promise<void> {
		try {
			await this.#offers.hold(held);
			this.#pass({ is: 'held', held });
		} catch (error) {
			this.#sending.silence({ held: !held });
			throw error;
		}
	}

	sendTones(tones: string): void {
		if (!this.#wasAnswered) throw new AppError('not-connected');
		this.#session.sendDTMF(tones, { transportType: C.DTMF_TRANSPORT.RFC2833, ...TONE });
	}

	replaceMicrophone(stream: MediaStream | null): Promise<void> {
		return this.#sending.replace(stream);
	}

	async stats(): Promise<RTCStatsReport> {
		if (!this.#session.connection) throw new AppError('not-connected');
		return this.#session.connection.getStats();
	}

	/** The flow to the server is gone. What was answered goes on; what was not, cannot be any more. */
	flowLost(): void {
		if (this.#wasAnswered) this.#listener({ cutOff: true });
		else this.#end('lost');
	}

	/** Registered again. */
	flowBack(): void {
		if (this.#owesBye) this.#session.terminate();
		if (!this.#wasAnswered) return;
		this.#listener({ cutOff: false });
		this.#offers.flowIsBack();
		this.#sending.apply();
	}

	get #wasAnswered(): boolean {
		return this.#phase.is === 'live' || this.#phase.is === 'held';
	}

	#attach(session: RTCSession): void {
		session.on('icecandidate', iceCap(this.#around.iceServers, this.#around.clock));
		session.on('connecting', () => void this.#sending.catchUp());
		if (this.direction === 'out') session.on('progress', (event: OutgoingEvent) => this.#progress(event));
		session.on('accepted', () => this.#pass({ is: 'answered' }));
		session.on('hold', (event) => this.#holds(event, true));
		session.on('unhold', (event) => this.#holds(event, false));
		session.on('failed', (event) => this.#over(event));
		session.on('ended', (event) => this.#over(event));
		// JsSIP leaves these without an answer if nobody listens; transferring is not ours yet.
		session.on('refer', ({ reject }) => reject());
		session.on('replaces', ({ reject }) => reject());
	}

	#hear(): void {
		this.#session.connection.addEventListener('track', ({ track, streams }) => {
			if (track.kind === 'audio') this.#listener({ remote: streams[0] ?? new MediaStream([track]) });
		});
	}

	/** RFC 3960 §3.2: where the other side already sends sound, we make none of our own. */
	#progress({ response }: OutgoingEvent): void {
		if (response.status_code === 180 && !response.body) this.#pass({ is: 'rings' });
	}

	#holds({ originator }: HoldEvent, holds: boolean): void {
		const isPeer = String(originator) === 'remote';
		this.#sending.silence(isPeer ? { heldByPeer: holds } : { held: holds });
		if (isPeer) this.#listener({ heldByPeer: holds });
	}

	#hangUpAnswered(): void {
		if (this.#around.isConnected()) {
			this.#end('hung-up');
			return;
		}
		this.#owesBye = true; // when the flow is back
		this.#session.connection.close();
		this.#pass({ is: 'ended', reason: 'hung-up' });
	}

	#cancel(): void {
		this.#end('cancelled');
		// A 200 that crosses our CANCEL has to be acknowledged and ended (RFC 3261 §9.1); JsSIP does so only by this flag,
		// which it sets itself only where no provisional answer has come yet.
		Object.assign(this.#session, { _is_canceled: true });
	}

	/** Ends it from our side; nothing if it is over. */
	#end(reason: EndReason, options?: TerminateOptions): void {
		if (this.#session.isEnded()) return;
		this.#wanted ??= reason;
		this.#session.terminate(options);
	}

	#over(event: EndEvent): void {
		this.#stopRinging();
		this.#session.connection?.close(); // JsSIP forgets it after a 200 that it cannot use
		const response = event.message && 'status_code' in event.message ? event.message : null;
		const reason = this.#wanted ?? endReason(this.#sessionEnd(event, response?.status_code ?? 0));
		const detail = endDetail(response);
		this.#pass({ is: 'ended', reason, ...(detail === '' ? {} : { detail }) });
		this.#around.over(this);
	}

	#sessionEnd({ originator, message, cause }: EndEvent, status: number): SessionEnd {
		return {
			direction: this.direction,
			originator: String(originator),
			cause,
			status,
			reasons: message?.getHeaders('reason') ?? [],
			wasAnswered: this.#wasAnswered,
			isConnected: this.#around.isConnected(),
		};
	}

	#pass(event: CallEvent): void {
		const phase = nextPhase(this.#phase, event);
		if (!phase) return;
		if (event.is === 'answered') this.#stopRinging();
		this.#phase = phase;
		this.#sending.apply();
		this.#listener({ phase });
	}
}
