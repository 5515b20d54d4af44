/** What a code means, in words: one sentence for each code of the closed lists in `src/shared`. */
import type { ErrorCode } from '../shared/errors.ts';
import type { Connection, EndReason, Show } from '../shared/state.ts';
import { keyPart, text } from './text.ts';
import { countdown } from './when.ts';

/** What happened, what still works and what to do; for the `code` of an AppError, or why a connection is not there. */
export function errorSentence(code: ErrorCode): string {
	return text(`error_${keyPart(code)}`);
}

/** How a call ended, as a sentence of its own. */
export function endedSentence(reason: EndReason): string {
	return text(`ended_${keyPart(reason)}`);
}

/** The same in a word or two, for a list. */
export function endedWord(reason: EndReason): string {
	return text(`outcome_${keyPart(reason)}`);
}

/** "Ready", "Trying again in 12 s", "Cannot sign in: wrong password". `now` in ms since 1970. */
export function connectionWords(connection: Connection, now: number): string {
	switch (connection.is) {
		case 'waiting':
			return text('state_waiting_in', countdown(connection.retryAt - now));
		case 'refused':
			return text('state_refused_why', text(`brief_${keyPart(connection.reason)}`));
		default:
			return text(`state_${connection.is}`);
	}
}

/** "Available", "Away", "Do not disturb", "Offline". */
export function showWord(show: Show): string {
	return text(`show_${show}`);
}
