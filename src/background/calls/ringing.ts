import type { Call } from '../../shared/state.ts';
import type { Ring } from './media.ts';

/** One sound for all calls: an incoming one rings, softly over a live one; an outgoing one rings back; else silence. */
export function ringFor(calls: readonly Call[], ringing: boolean): Ring | null {
	const rings = (direction: Call['direction']) =>
		calls.some((call) => call.direction === direction && call.phase.is === 'ringing');
	const talking = calls.some((call) => call.phase.is === 'live');
	if (rings('in') && ringing) return talking ? 'waiting' : 'incoming';
	return rings('out') ? 'ringback' : null;
}
