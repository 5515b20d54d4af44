/**
 * Limits how long an offer or answer waits for ICE candidates: JsSIP waits until all are gathered, over 20 s when a STUN
 * server is dead, and SIP here has no trickling.
 */
import type { IceCandidateEvent } from 'jssip/lib/RTCSession.js';
import type { Clock } from '../../reconnect.ts';

/** After the first candidate, in ms. Host candidates are all there after about 7 ms. */
export const CANDIDATES_WITHIN = 150;

/**
 * Answers what to do with each candidate: send when the best kind that can be had is there (relayed where a TURN server
 * is named, else the reflexive one), or `CANDIDATES_WITHIN` after the first.
 */
export function iceCap(iceServers: readonly RTCIceServer[], clock: Clock): (event: IceCandidateEvent) => void {
	const best = iceServers.some(isTurn) ? ['relay'] : ['srflx', 'relay'];
	return ({ candidate, ready }) => {
		if (best.includes(typeOf(candidate))) ready();
		else clock.after(CANDIDATES_WITHIN, ready); // the first that is due counts: JsSIP takes `ready` once
	};
}

function isTurn({ urls }: RTCIceServer): boolean {
	return [urls].flat().some((url) => /^turns?:/i.test(url));
}

/** RFC 8839 §5.1: `… typ host …`. */
function typeOf({ candidate }: Pick<RTCIceCandidate, 'candidate'>): string {
	return /\styp\s+(\w+)/.exec(candidate)?.[1] ?? '';
}
