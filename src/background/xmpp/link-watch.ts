/** Notices a connection that is dead without anybody having said so. */
import { type Clock, systemClock } from '../reconnect.ts';

/** Silence after which the other side is asked whether it is there, in ms: proxies cut what is idle for a minute. */
export const SILENCE = 45_000;
/** How long it may then be silent, in ms. */
export const PATIENCE = 15_000;

export interface LinkWatch {
	/** Something arrived. What is no answer only shows that the answer may be on its way behind it. */
	heard(isAnswer: boolean): void;
	/** Something was sent that has to be answered. */
	expectAnswer(): void;
}

/**
 * Calls `ask` after silence, and `dead` once when an answer stays away; until `signal` is aborted.
 * @param patience for the first answer, in ms
 */
export function watchLink(
	{ ask, dead }: { readonly ask: () => void; readonly dead: () => void },
	signal: AbortSignal,
	{ patience = PATIENCE, clock = systemClock }: { readonly patience?: number; readonly clock?: Clock } = {},
): LinkWatch {
	let stopTimer = () => {};
	let isExpecting = false;
	let patient = patience;
	const start = (ms: number, run: () => void) => {
		stopTimer();
		if (!signal.aborted) stopTimer = clock.after(ms, run);
	};
	const wait = () => {
		if (isExpecting) start(patient, dead);
		else
			start(SILENCE, () => {
				watch.expectAnswer();
				ask();
			});
	};
	const watch: LinkWatch = {
		heard(isAnswer) {
			if (isAnswer) {
				isExpecting = false;
				patient = PATIENCE;
			}
			wait();
		},
		expectAnswer() {
			if (isExpecting) return; // the first question's patience counts
			isExpecting = true;
			wait();
		},
	};
	signal.addEventListener('abort', () => stopTimer(), { once: true });
	wait();
	return watch;
}
