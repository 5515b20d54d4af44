import type { Call } from '../shared/state.ts';

/** The calls that go on, and of those that are over only the last: what came before it can be read in the recents. */
export function shownCalls(calls: readonly Call[]): Call[] {
	const isOver = ({ phase }: Call) => phase.is === 'ended';
	const [last] = calls.filter(isOver).sort((a, b) => b.endedAt - a.endedAt);
	return calls.filter((call) => !isOver(call) || call === last);
}
