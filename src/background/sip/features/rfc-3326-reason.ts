/** RFC 3326: the Reason header. RFC 3261 forks a call to several phones; by it the others learn why theirs stopped ringing. */
import type { EndReason } from '../../../shared/state.ts';

/** Why an incoming call was cancelled, by the Reason headers of the CANCEL. */
export function cancelReason(headers: readonly string[]): EndReason {
	switch (sipCause(headers)) {
		case 200:
			return 'answered-elsewhere'; // §3.1
		case 486:
		case 600:
			return 'busy';
		case 603:
			return 'declined';
		default:
			return 'cancelled';
	}
}

/** The status code of the first SIP reason, or null. A header may carry several reasons, of other protocols too. */
export function sipCause(headers: readonly string[]): number | null {
	for (const reason of headers.flatMap(splitReasons)) {
		const cause = /^\s*SIP\s*;(?:.*;)?\s*cause\s*=\s*(\d{3})\s*(?:;|$)/i.exec(reason)?.[1];
		if (cause !== undefined) return Number(cause);
	}
	return null;
}

/** Commas divide, but not within quotes; what is quoted is dropped, for it is text for people. */
function splitReasons(header: string): string[] {
	return header.replace(/"(?:[^"\\]|\\.)*"?/g, '""').split(',');
}
