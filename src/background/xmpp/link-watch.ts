/** Notices a connection that is dead without anybody having said so. */
import { type Clock, systemClock } from '../reconnect.ts';

/** Silence after which the other side is asked whether it is there, in ms: proxies cut what is idle for a minute. */
export const SILENCE = 45_000;
/** How long it then has to say anything, in ms. */
export const PATIENCE = 15_000;

export interface LinkWatch {
	/** Something arrived. */
	heard(): void;
	/** Something was sent that has to be answered. */
	expectAnswer(): void;
}

/** Calls `ask` after silence, and `dead` once when an answer stays away; until `signal` is aborted. */
export function watchLink(
	{ ask, dead }: { readonly ask: () => void; readonly dead: () => void },
	signal: AbortSignal,
	clock: Clock = systemClock,
): LinkWatch {
	let stopTimer = () => {};
	let isExpecting = false;
	const start = (ms: number, run: () => void) => {
		stopTimer();
		if (!signal.aborted) stopTimer = clock.after(ms, run);
	};
	const watch: LinkWatch = {
		heard() {
			isExpecting = false;
			start(SILENCE, () => {
				watch.expectAnswer();
				ask();
			});
		},
		expectAnswer() {
			if (isExpecting) return; // the first question's patience counts
			isExpecting = true;
			start(PATIENCE, dead);
		},
	};
	signal.addEventListener('abort', () => stopTimer(), { once: true });
	watch.heard();
	return watch;
}
