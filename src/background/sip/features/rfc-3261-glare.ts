/**
 * RFC 3261 §14: both sides of a call make an offer in the same moment. JsSIP answers 491 and takes up the other offer all
 * the same, and sends its own once more after one second, as the other side does too; then it ends the call.
 */
import type { RTCSession } from 'jssip/lib/RTCSession.js';
import type { IncomingRequest } from 'jssip/lib/SIPMessage.js';

/** A 491 as a plain refusal: when to offer again is decided here. Any other message as it was. */
export function withoutPending(message: string): string {
	return message.replace(/^SIP\/2\.0 491 /, 'SIP/2.0 500 ');
}

/** §14.1, in ms: the owner of the Call-ID waits longer, so that the two do not meet again. `random` is in [0, 1). */
export function offerAgainAfter(isOwner: boolean, random: number): number {
	return isOwner ? 2_100 + Math.floor(random * 190) * 10 : Math.floor(random * 200) * 10;
}

/** §14.2: an offer that was answered with 491 is not taken up. */
export function leaveRefusedOffers(session: RTCSession): void {
	session.on('reinvite', ({ request, reject }) => isAnswered(request) && reject({ status_code: 491 }));
	session.on('update', ({ request, reject }) => isAnswered(request) && reject({ status_code: 491 }));
}

/** JsSIP's transactions are not in its types: 5 is `completed`, by a final answer. */
function isAnswered(request: IncomingRequest): boolean {
	const { server_transaction: transaction } = request as IncomingRequest & { server_transaction?: { state: number } };
	return transaction?.state === 5;
}
