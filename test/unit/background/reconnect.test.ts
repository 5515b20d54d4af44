import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { backOff, FIRST_WAIT, LONGEST_WAIT, reconnector, STABLE_AFTER } from '../../../src/background/reconnect.ts';
import { fakeClock } from './fake-clock.ts';

describe('backOff', () => {
	test('the ceiling doubles from one second to five minutes', () => {
		const ceilings = [0, 1, 2, 3, 8, 9, 5000].map((attempt) => backOff(attempt, () => 1));
		expect(ceilings).toEqual([1_000, 2_000, 4_000, 8_000, 256_000, 300_000, 300_000]);
	});

	test('jitter is full: anything from nothing to the ceiling', () => {
		fc.assert(
			fc.property(fc.nat(), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempt, chance) => {
				const wait = backOff(attempt, () => chance);
				expect(wait).toBe(Math.round(chance * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt)));
			}),
		);
	});
});

describe('reconnector', () => {
	test('tries again after the wait, and waits longer each time', () => {
		const { clock, connect, tries } = start();
		expect(tries.failed()).toBe(1_000);
		clock.pass(999);
		expect(connect).not.toHaveBeenCalled();
		clock.pass(1);
		expect(connect).toHaveBeenCalledTimes(1);
		expect(tries.failed()).toBe(1_000 + 2_000);
		clock.pass(2_000);
		expect(connect).toHaveBeenCalledTimes(2);
		expect(tries.failed()).toBe(3_000 + 4_000);
	});

	test('the count starts anew after a connection that lasted', () => {
		const { clock, tries } = start();
		tries.failed();
		tries.failed();
		tries.succeeded();
		clock.pass(STABLE_AFTER);
		expect(tries.failed() - clock.now()).toBe(1_000);
	});

	test('a connection that broke at once does not start it anew', () => {
		const { clock, tries } = start();
		tries.failed();
		tries.succeeded();
		clock.pass(STABLE_AFTER - 1);
		expect(tries.failed() - clock.now()).toBe(2_000);
	});

	test('an online event ends the wait, and only a wait', () => {
		const { connect, network, tries, clock } = start();
		network.dispatchEvent(new Event('online'));
		expect(connect).not.toHaveBeenCalled();
		tries.failed();
		tries.failed();
		network.dispatchEvent(new Event('online'));
		expect(connect).toHaveBeenCalledTimes(1);
		network.dispatchEvent(new Event('online'));
		clock.pass(LONGEST_WAIT);
		expect(connect).toHaveBeenCalledTimes(1);
		expect(tries.failed() - clock.now()).toBe(1_000);
	});

	test('now connects at once, instead of later', () => {
		const { clock, connect, tries } = start();
		tries.failed();
		tries.now();
		clock.pass(LONGEST_WAIT);
		expect(connect).toHaveBeenCalledTimes(1);
	});

	test('nothing happens after cancel, or after its life', () => {
		const { clock, connect, tries, life, network } = start();
		tries.failed();
		tries.cancel();
		clock.pass(LONGEST_WAIT);
		tries.failed();
		life.abort();
		clock.pass(LONGEST_WAIT);
		tries.now();
		tries.failed();
		expect(clock.waiting).toBe(0);
		network.dispatchEvent(new Event('online'));
		expect(connect).not.toHaveBeenCalled();
	});
});

function start() {
	const clock = fakeClock();
	const connect = vi.fn();
	const network = new EventTarget();
	const life = new AbortController();
	return { clock, connect, network, life, tries: reconnector(connect, { signal: life.signal, clock, network }) };
}
