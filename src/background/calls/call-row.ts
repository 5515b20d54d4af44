import { AppError } from '../../shared/errors.ts';
import type { Call, EndReason } from '../../shared/state.ts';

/** The row of a call that begins now. */
export function newCall(
	fields: Pick<Call, 'account' | 'direction' | 'peer' | 'peerName' | 'phase' | 'extension'>,
): Call {
	return {
		id: crypto.randomUUID(),
		...fields,
		muted: false,
		heard: true,
		heldByPeer: false,
		cutOff: false,
		startedAt: Date.now(),
		answeredAt: 0,
		endedAt: 0,
	};
}

const MICROPHONE_REASONS = ['no-microphone', 'microphone-denied', 'microphone-in-use'] as const;

/** Why an outgoing call ended that could not even be sent. */
export function endReasonOf(cause: unknown): EndReason {
	if (!(cause instanceof AppError)) return 'failed';
	if (cause.code === 'not-connected') return 'lost';
	return MICROPHONE_REASONS.find((reason) => reason === cause.code) ?? 'failed';
}
