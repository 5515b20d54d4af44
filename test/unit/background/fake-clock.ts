/** A clock that passes only when told; chance is always the same. */
import type { Clock } from '../../../src/background/reconnect.ts';

export interface FakeClock extends Clock {
	pass(ms: number): void;
	/** How many still wait for their time. */
	readonly waiting: number;
}

export function fakeClock(chance = 1): FakeClock {
	let time = 0;
	const due = new Set<{ readonly at: number; readonly run: () => void }>();
	return {
		get waiting() {
			return due.size;
		},
		now: () => time,
		random: () => chance,
		after(ms, run) {
			const entry = { at: time + ms, run };
			due.add(entry);
			return () => due.delete(entry);
		},
		pass(ms) {
			const end = time + ms;
			for (;;) {
				const next = [...due].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
				if (!next) break;
				due.delete(next);
				time = next.at;
				next.run();
			}
			time = end;
		},
	};
}
