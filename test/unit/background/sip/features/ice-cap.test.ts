import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../../../../src/background/reconnect.ts';
import { CANDIDATES_WITHIN, iceCap } from '../../../../../src/background/sip/features/ice-cap.ts';
import { HOST, RELAY, SRFLX } from '../../../../support/sip/fake-rtc.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const turn = [{ urls: ['stun:a.example', 'turn:b.example'], username: 'u', credential: 'c' }];

function gather(iceServers: RTCIceServer[] = []) {
	const handle = iceCap(iceServers, systemClock);
	const begin = () => {
		const ready = vi.fn<() => void>();
		return { ready, found: (candidate: string) => handle({ candidate: { candidate } as RTCIceCandidate, ready }) };
	};
	return { begin };
}

describe('iceCap', () => {
	test('counts from the first candidate, not from the last', () => {
		const { ready, found } = gather().begin();
		found(HOST);
		vi.advanceTimersByTime(CANDIDATES_WITHIN - 1);
		found(HOST);
		expect(ready).not.toHaveBeenCalled();
		vi.advanceTimersByTime(1);
		expect(ready).toHaveBeenCalled();
	});

	test('a new gathering counts anew', () => {
		const { begin } = gather();
		begin().found(HOST);
		vi.advanceTimersByTime(10_000);
		const { ready, found } = begin();
		found(HOST);
		vi.advanceTimersByTime(CANDIDATES_WITHIN - 1);
		expect(ready).not.toHaveBeenCalled();
		vi.advanceTimersByTime(1);
		expect(ready).toHaveBeenCalledTimes(1);
	});

	test.each([
		[[], SRFLX, true],
		[[], RELAY, true],
		[[], HOST, false],
		[turn, SRFLX, false],
		[turn, RELAY, true],
		[[], '', false],
	])('servers %j, candidate %j: at once %j', (iceServers, candidate, isReady) => {
		const { ready, found } = gather(iceServers).begin();
		found(candidate);
		expect(ready).toHaveBeenCalledTimes(isReady ? 1 : 0);
	});
});
