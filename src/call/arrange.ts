import type { Call, CallId, CallPhase, EndReason } from '../shared/state.ts';

export interface Arrangement {
	/** The call that fills the window. */
	readonly main: Call | undefined;
	/** The others, as strips above it. */
	readonly others: readonly Call[];
}

/**
 * Which call fills the window: the one talked on, else the one being placed, one on hold, one that rings here, one that
 * is over. A second call that rings never pushes the first aside. `asked` decides among equals that go on; of those that
 * are over, the last is what a person has to read.
 */
export function arrange(calls: readonly Call[], asked?: CallId): Arrangement {
	const [main, ...others] = [...calls].sort((a, b) => rank(a) - rank(b) || b.endedAt - a.endedAt || order(a, b, asked));
	return { main, others };
}

function order(a: Call, b: Call, asked: CallId | undefined): number {
	return Number(b.id === asked) - Number(a.id === asked) || b.startedAt - a.startedAt;
}

/** Nothing to read about such an end: the window can go. */
export function isPlainEnd({ direction, phase }: Call): boolean {
	if (phase.is !== 'ended') return false;
	const plain: readonly EndReason[] = ['hung-up', 'cancelled', 'answered-elsewhere'];
	return plain.includes(phase.reason) || (direction === 'in' && phase.reason === 'declined');
}

const RANKS: Readonly<Record<CallPhase['is'], number>> = {
	live: 0,
	preparing: 1,
	calling: 1,
	ringing: 1,
	held: 2,
	ended: 4,
};

function rank({ direction, phase }: Call): number {
	return direction === 'in' && phase.is === 'ringing' ? 3 : RANKS[phase.is];
}
