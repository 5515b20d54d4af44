/**
 * Offers within a call (RFC 3264 §8): hold, resume, new ICE. JsSIP ends a call whose offer is refused or cannot be sent;
 * RFC 3261 §14.1: "the session parameters MUST remain unchanged, as if no re-INVITE had been issued".
 */
import type { RTCSession, TerminateOptions } from 'jssip/lib/RTCSession.js';
import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../reconnect.ts';
import { leaveRefusedOffers, offerAgainAfter } from './features/rfc-3261-glare.ts';

/** An offer has to wait for the one under way, which takes a second or two. In ms, and tries. */
const READY_AFTER = 200;
const READY_TRIES = 50;
/** A refused offer is made again, in case the other side was making one. */
const OFFERS = 3;
/** What JsSIP says when it ends a call for an offer. */
const REFUSED = new Set(['Hold Failed', 'Unhold Failed', 'Media Renegotiation Failed', 'Connection Error']);

export interface OfferSurroundings {
	readonly clock: Clock;
	/** There is a flow: what is sent goes out. */
	readonly isConnected: () => boolean;
}

export class Offers {
	readonly #session: RTCSession;
	readonly #around: OfferSurroundings;
	readonly #isOwner: boolean;
	#last: Promise<unknown> = Promise.resolve();
	#refused = () => {};
	#owesRefresh = false;

	/** `isOwner`: the call is ours, and so its Call-ID. */
	constructor(session: RTCSession, isOwner: boolean, around: OfferSurroundings) {
		this.#session = session;
		this.#isOwner = isOwner;
		this.#around = around;
		leaveRefusedOffers(session);
		const terminate = session.terminate.bind(session);
		session.terminate = (options?: TerminateOptions) => {
			if (session.isEstablished() && REFUSED.has(options?.reason_phrase ?? '')) this.#takeBack();
			else terminate(options);
		};
	}

	/**
	 * Holds or resumes, after what was asked before. Resolves when the other side has accepted, or the call is over.
	 * Throws `not-connected` when nothing can be sent, `refused` when the other side does not want it.
	 */
	hold(held: boolean): Promise<void> {
		const done = this.#last.then(() => this.#hold(held));
		this.#last = done.catch(() => {}); // the next one is not this one's concern
		return done;
	}

	/** The flow is back: what could not be sent is sent now; with new ICE where the old way may be gone. */
	flowIsBack(): void {
		const iceRestart = this.#session.connection.iceConnectionState === 'disconnected';
		if (!this.#owesRefresh && !iceRestart) return;
		this.#owesRefresh = false;
		this.#session.renegotiate({ rtcOfferConstraints: { iceRestart } });
	}

	async #hold(held: boolean): Promise<void> {
		for (let offers = 0; offers < OFFERS; offers++) {
			await this.#ready();
			if (this.#session.isEnded() || this.#session.isOnHold().local === held) return;
			if (await this.#isAccepted(held)) return;
			Object.assign(this.#session, { _localHold: !held }); // which JsSIP changes before it asks
			await this.#pass(offerAgainAfter(this.#isOwner, this.#around.clock.random()));
		}
		throw new AppError('refused');
	}

	async #ready(): Promise<void> {
		for (let tries = 0; tries < READY_TRIES; tries++) {
			if (this.#session.isEnded()) return;
			if (!this.#around.isConnected()) throw new AppError('not-connected');
			if (this.#session.isReadyToReOffer()) return;
			await this.#pass(READY_AFTER);
		}
		throw new AppError('refused');
	}

	#isAccepted(held: boolean): Promise<boolean> {
		return new Promise((resolve) => {
			this.#refused = () => resolve(false);
			this.#session.once('ended', () => resolve(true));
			const accepted = () => resolve(true);
			if (held) this.#session.hold({}, accepted);
			else this.#session.unhold({}, accepted);
		});
	}

	#takeBack(): void {
		// JsSIP refreshes sessions (RFC 4028) whether there is a flow or not.
		this.#owesRefresh ||= !this.#around.isConnected();
		const { connection } = this.#session;
		const isPending = connection.signalingState === 'have-local-offer';
		const back = isPending ? connection.setLocalDescription({ type: 'rollback' }) : Promise.resolve();
		back.catch(() => {}).then(() => this.#refused()); // it fails only where there is nothing to take back any more
	}

	#pass(ms: number): Promise<void> {
		return new Promise((resolve) => void this.#around.clock.after(ms, resolve));
	}
}
