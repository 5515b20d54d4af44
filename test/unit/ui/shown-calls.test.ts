import { expect, test } from 'vitest';
import { shownCalls } from '../../../src/ui/shown-calls.ts';
import { call, secondCall } from '../../support/views/fixtures.ts';

test('all that go on, and the last of those that are over', () => {
	const over = (id: string, endedAt: number) => call({ id, endedAt, phase: { is: 'ended', reason: 'busy' } });
	const live = call({ id: 'live' });
	const ids = (...calls: Parameters<typeof shownCalls>[0]) => shownCalls(calls).map(({ id }) => id);
	expect(ids(over('a', 2), live, over('b', 3), over('c', 1), secondCall)).toEqual(['live', 'b', 'c2']);
	expect(ids(over('a', 2))).toEqual(['a']);
	expect(ids()).toEqual([]);
});
