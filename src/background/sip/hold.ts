/** Holding and resuming by a re-INVITE (RFC 3264 §8.4), one after the other. */
import type { RTCSession } from 'jssip/lib/RTCSession.js';
import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../reconnect.ts';

/** RFC 3261 §14.1: an offer has to wait for the one under way, which takes a second or two. In ms, and tries. */
const AGAIN_AFTER = 200;
const TRIES = 50;

/**
 * Resolves when the other side has accepted, or when the call is over.
 * Throws `not-connected` when nothing can be sent, `refused` when another offer never came to an end.
 */
export async function offerHold(
	session: RTCSession,
	held: boolean,
	around: { readonly clock: Clock; readonly isConnected: () => boolean },
): Promise<void> {
	for (let tries = 0; tries < TRIES; tries++) {
		if (!around.isConnected()) throw new AppError('not-connected');
		if (session.isEnded() || session.isOnHold().local === held) return;
		const isAccepted = offer(session, held);
		if (isAccepted) return isAccepted;
		await new Promise<void>((resolve) => around.clock.after(AGAIN_AFTER, resolve));
	}
	throw new AppError('refused');
}

/** Null when an offer cannot be made now. */
function offer(session: RTCSession, held: boolean): Promise<void> | null {
	let accepted: VoidFunction = () => {};
	const outcome = new Promise<void>((resolve) => {
		accepted = resolve;
	});
	if (!(held ? session.hold({}, accepted) : session.unhold({}, accepted))) return null;
	session.on('ended', accepted);
	return outcome;
}
