/** What an INVITE offers, before anybody is disturbed by it: pure. */

/**
 * Whether a call with this session description can be heard by a browser (RFC 8827 §6.5: DTLS-SRTP only). Without a
 * description the offer is ours to make (RFC 3261 §13.2.1).
 */
export function canTalk(sdp: string): boolean {
	if (sdp === '') return true;
	return /^m=audio [1-9]/m.test(sdp) && /^a=fingerprint:/m.test(sdp);
}
