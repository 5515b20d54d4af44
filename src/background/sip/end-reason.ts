/** How a call ended, from what JsSIP says of it: pure. */
import type { EndReason } from '../../shared/state.ts';
import { cancelReason } from './features/rfc-3326-reason.ts';
import { plainText } from './plain-text.ts';

/** The end of a session as JsSIP tells it. */
export interface SessionEnd {
	readonly direction: 'in' | 'out';
	/** `local`, `remote` or `system`. */
	readonly originator: string;
	/** One of JsSIP's causes. */
	readonly cause: string;
	/** Of the response that ended it; 0 if none did. */
	readonly status: number;
	/** Reason headers of the request that ended it. */
	readonly reasons: readonly string[];
	readonly wasAnswered: boolean;
	/** The flow to our server is there. */
	readonly isConnected: boolean;
}

/** The reason, where it was not us who ended the call. */
export function endReason(end: SessionEnd): EndReason {
	if (end.wasAnswered) return afterAnswer(end);
	if (end.status >= 300) return refusal(end.status);
	if (NO_MEDIA.has(end.cause)) return 'no-media';
	if (!end.isConnected || end.cause === 'Connection Error') return 'lost';
	if (end.direction === 'out') return end.originator === 'local' && end.cause === 'Canceled' ? 'no-answer' : 'failed';
	if (end.originator === 'remote') return cancelReason(end.reasons);
	return end.cause === 'No Answer' || end.cause === 'Expires' ? 'no-answer' : 'failed';
}

const NO_MEDIA = new Set(['Bad Media Description', 'Incompatible SDP', 'Missing SDP', 'WebRTC Error']);

function afterAnswer({ originator, cause }: SessionEnd): EndReason {
	if (originator === 'remote' && cause === 'Terminated') return 'hung-up';
	return NO_MEDIA.has(cause) ? 'no-media' : 'lost';
}

/** What the other side said, as text to show; empty if nothing. */
export function endDetail(response: { readonly status_code: number; readonly reason_phrase: string } | null): string {
	return response ? plainText(`${response.status_code} ${response.reason_phrase}`) : '';
}

/** RFC 3261 §21, RFC 8197 (607), RFC 8688 (608). */
function refusal(status: number): EndReason {
	switch (status) {
		case 486:
		case 600:
			return 'busy';
		case 603:
		case 607:
		case 608:
			return 'declined';
		case 404:
		case 410:
		case 416:
		case 484:
		case 485:
		case 604:
			return 'not-found';
		case 408:
		case 487:
			return 'no-answer';
		case 430:
		case 480:
		case 502:
		case 503:
		case 504:
			return 'unavailable';
		case 415:
		case 488:
		case 606:
			return 'no-media';
		case 401:
		case 402:
		case 403:
		case 407:
		case 433:
			return 'forbidden';
		default:
			return 'failed';
	}
}
