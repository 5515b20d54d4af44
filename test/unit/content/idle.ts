/** Idle time and the clock, in a test's hands. */
import { vi } from 'vitest';

export interface Idle {
	/** Runs what was asked for, and what that asks for, until nobody asks. How many callbacks that were. */
	run(): number;
	/** Runs one. False if nobody asked. */
	once(): boolean;
	/** Lets the clock go on by so many milliseconds each time it is read. */
	tick(milliseconds: number): void;
	/** How long the browser says it is idle, from now on; 0 at first. */
	remains(milliseconds: number): void;
}

export function idle(): Idle {
	const asked: IdleRequestCallback[] = [];
	let remaining = 0;
	let now = 0;
	let step = 0;
	vi.stubGlobal('requestIdleCallback', (callback: IdleRequestCallback) => asked.push(callback));
	vi.spyOn(performance, 'now').mockImplementation(() => {
		now += step;
		return now;
	});
	const once = () => {
		const callback = asked.shift();
		callback?.({ didTimeout: false, timeRemaining: () => remaining });
		return callback !== undefined;
	};
	return {
		once,
		run() {
			let times = 0;
			while (once()) times++;
			return times;
		},
		tick(milliseconds) {
			step = milliseconds;
		},
		remains(milliseconds) {
			remaining = milliseconds;
		},
	};
}
