import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CallEvent, nextPhase } from '../../../../src/background/sip/call-phase.ts';
import { type CallPhase, END_REASONS } from '../../../../src/shared/state.ts';

describe('nextPhase', () => {
	const events = fc.oneof(
		fc.constant<CallEvent>({ is: 'rings' }),
		fc.constant<CallEvent>({ is: 'answered' }),
		fc.boolean().map<CallEvent>((held) => ({ is: 'held', held })),
		fc.constantFrom(...END_REASONS).map<CallEvent>((reason) => ({ is: 'ended', reason })),
	);
	const FOLLOWS: Record<CallPhase['is'], CallPhase['is'][]> = {
		preparing: ['ended'],
		calling: ['ringing', 'live', 'ended'],
		ringing: ['live', 'ended'],
		live: ['held', 'ended'],
		held: ['live', 'ended'],
		ended: [],
	};

	test('only what may follow follows, and the end is the end', () => {
		fc.assert(
			fc.property(fc.constantFrom<CallPhase>({ is: 'calling' }, { is: 'ringing' }), fc.array(events), (start, all) => {
				let phase = start;
				for (const event of all) {
					const next = nextPhase(phase, event);
					if (next) expect(FOLLOWS[phase.is]).toContain(next.is);
					phase = next ?? phase;
				}
				expect(phase.is === 'ended').toBe(all.some(({ is }) => is === 'ended'));
			}),
		);
	});
});
