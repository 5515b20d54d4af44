import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrange, isPlainEnd } from '../../../src/call/arrange.ts';
import { type Call, type CallPhase, END_REASONS } from '../../../src/shared/state.ts';
import { call } from '../../support/views/fixtures.ts';

const live = call({ id: 'live' });
const held = call({ id: 'held', phase: { is: 'held' } });
const incoming = call({ id: 'in', direction: 'in', phase: { is: 'ringing' } });
const outgoing = call({ id: 'out', phase: { is: 'ringing' } });
const over = call({ id: 'over', phase: { is: 'ended', reason: 'busy' } });

test.each([
	['a call that rings here never pushes the live one aside', [incoming, live], 'live'],
	['nor the one being placed', [incoming, outgoing], 'out'],
	['nor one on hold', [incoming, held], 'held'],
	['a live one comes before one on hold', [held, live], 'live'],
	['what is going on comes before what is over', [over, incoming], 'in'],
	['alone, each fills the window', [over], 'over'],
] as const)('%s', (_, calls, id) => {
	expect(arrange(calls).main?.id).toBe(id);
});

test('among equals the one that the window was opened for comes first, else the newest', () => {
	const older = call({ id: 'older', phase: { is: 'held' }, startedAt: 1 });
	const newer = call({ id: 'newer', phase: { is: 'held' }, startedAt: 2 });
	expect(arrange([older, newer]).main?.id).toBe('newer');
	expect(arrange([older, newer], 'older').main?.id).toBe('older');
	expect(arrange([live, held], 'held').main?.id).toBe('live');
});

test('of calls that are over the last one is shown, whichever the window was opened for', () => {
	const first = call({ id: 'first', phase: { is: 'ended', reason: 'declined' }, startedAt: 1, endedAt: 2 });
	const second = call({ id: 'second', phase: { is: 'ended', reason: 'busy' }, startedAt: 3, endedAt: 4 });
	expect(arrange([first, second], 'first').main?.id).toBe('second');
});

test('no call is lost or doubled, in whatever order they come', () => {
	const phase = fc.constantFrom<CallPhase['is'][]>('preparing', 'calling', 'ringing', 'live', 'held');
	const calls = fc.uniqueArray(
		fc.record({
			id: fc.string({ minLength: 1 }),
			is: phase,
			direction: fc.constantFrom<Call['direction'][]>('in', 'out'),
		}),
		{
			selector: ({ id }) => id,
		},
	);
	fc.assert(
		fc.property(calls, (some) => {
			const all = some.map(({ id, is, direction }) => call({ id, direction, phase: { is } as CallPhase }));
			const { main, others } = arrange(all);
			expect([...(main ? [main.id] : []), ...others.map(({ id }) => id)].sort()).toEqual(
				all.map(({ id }) => id).sort(),
			);
		}),
	);
});

describe('an end that needs no reading', () => {
	test.each(END_REASONS)('%s', (reason) => {
		const plain = ['hung-up', 'cancelled', 'answered-elsewhere'].includes(reason);
		expect(isPlainEnd(call({ direction: 'out', phase: { is: 'ended', reason } }))).toBe(plain);
		expect(isPlainEnd(call({ direction: 'in', phase: { is: 'ended', reason } }))).toBe(plain || reason === 'declined');
	});

	test('a call that goes on has none', () => {
		expect(isPlainEnd(live)).toBe(false);
	});
});
