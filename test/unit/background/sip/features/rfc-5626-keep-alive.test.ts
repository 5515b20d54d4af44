import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../../../../src/background/reconnect.ts';
import {
	askForKeepAlive,
	keepAlive,
	keepAliveTerms,
	LONGEST_SILENCE,
	PING,
	PONG,
	PONG_WITHIN,
} from '../../../../../src/background/sip/features/rfc-5626-keep-alive.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start(random = 0.5) {
	const send = vi.fn<(text: string) => void>();
	const failed = vi.fn<() => void>();
	const life = new AbortController();
	const alive = keepAlive({ send, failed }, { ...systemClock, random: () => random }, life.signal);
	return { alive, send, failed, life };
}

describe('keepAlive', () => {
	test.each([
		[0, 24_000],
		[0.5, 27_000],
		[0.999999, 29_999],
	])('pings between 80 and 100 percent of the longest silence (chance %d)', (random, ms) => {
		const { send } = start(random);
		vi.advanceTimersByTime(ms - 1);
		expect(send).not.toHaveBeenCalled();
		vi.advanceTimersByTime(2);
		expect(send.mock.calls).toEqual([[PING]]);
	});

	test('incoming messages do not put a ping off: the server wants to hear us', () => {
		const { alive, send } = start();
		vi.advanceTimersByTime(26_000);
		alive.received('OPTIONS …');
		vi.advanceTimersByTime(1_000);
		expect(send).toHaveBeenCalledTimes(1);
	});

	test('silence counts only after a promise or a pong', () => {
		const { alive, failed } = start();
		vi.advanceTimersByTime(1_000_000);
		expect(failed).not.toHaveBeenCalled();
		alive.received(PONG);
		vi.advanceTimersByTime(27_000 + PONG_WITHIN);
		expect(failed).toHaveBeenCalledTimes(1);
	});

	test('whatever comes in time saves the flow', () => {
		const { alive, failed } = start();
		alive.agree({ within: 20, answers: true });
		for (let round = 0; round < 5; round++) {
			vi.advanceTimersByTime(18_000 + PONG_WITHIN - 1);
			alive.received(round % 2 ? PONG : 'SIP/2.0 200 OK …');
		}
		expect(failed).not.toHaveBeenCalled();
		vi.advanceTimersByTime(18_000 + PONG_WITHIN);
		expect(failed).toHaveBeenCalledTimes(1);
	});

	test('a promise is not taken back by later terms', () => {
		const { alive, failed } = start();
		alive.received(PONG);
		alive.agree({ within: 30, answers: false });
		vi.advanceTimersByTime(27_000 + PONG_WITHIN);
		expect(failed).toHaveBeenCalledTimes(1);
	});

	test('ends with its signal', () => {
		const { send, failed, life, alive } = start();
		alive.agree({ within: 30, answers: true });
		vi.advanceTimersByTime(27_000);
		life.abort();
		alive.received(PONG);
		vi.advanceTimersByTime(1_000_000);
		expect(send).toHaveBeenCalledTimes(1);
		expect(failed).not.toHaveBeenCalled();
	});
});

describe('keepAliveTerms', () => {
	const terms = (headers: Record<string, string[]>) => keepAliveTerms((name) => headers[name] ?? []);

	test.each([
		[{}, { within: 30, answers: false }],
		[{ 'flow-timer': ['25'] }, { within: 25, answers: true }],
		[{ 'flow-timer': ['120'] }, { within: 30, answers: true }],
		[{ 'flow-timer': ['soon'] }, { within: 30, answers: false }],
		[{ require: ['gruu, outbound'] }, { within: 30, answers: true }],
		[{ require: ['path'] }, { within: 30, answers: false }],
		[{ via: ['SIP/2.0/WSS x.invalid;branch=z9hG4bK1;keep=20'] }, { within: 20, answers: true }],
		[{ via: ['SIP/2.0/WSS x.invalid;keep=0;branch=z9hG4bK1'] }, { within: 30, answers: true }],
		[{ via: ['SIP/2.0/WSS x.invalid;branch=z9hG4bK1;keep'] }, { within: 30, answers: false }],
	])('%j', (headers, expected) => {
		expect(terms(headers)).toEqual(expected);
	});

	test('no header makes it throw or ping wildly', () => {
		const values = fc.array(fc.string(), { maxLength: 3 });
		fc.assert(
			fc.property(values, values, values, (via, require, timer) => {
				const { within } = terms({ via, require, 'flow-timer': timer });
				expect(within).toBeGreaterThan(0);
				expect(within).toBeLessThanOrEqual(LONGEST_SILENCE);
			}),
		);
	});
});

describe('askForKeepAlive', () => {
	test('only the topmost Via of a REGISTER asks', () => {
		const register = 'REGISTER sip:a SIP/2.0\r\nVia: SIP/2.0/WSS x;branch=1\r\nVia: SIP/2.0/WSS y\r\n\r\nVia: z';
		expect(askForKeepAlive(register)).toBe(register.replace('branch=1', 'branch=1;keep'));
		const invite = register.replace('REGISTER', 'INVITE');
		expect(askForKeepAlive(invite)).toBe(invite);
	});
});
