/** When to try a lost connection again: pure, shared by both protocols. */

/** The longest first wait and the longest wait of all, in ms. */
export const FIRST_WAIT = 1_000;
export const LONGEST_WAIT = 300_000;
/** A connection that lived shorter than this, in ms, does not start the count anew: a server that drops everybody is not hammered. */
export const STABLE_AFTER = 10_000;

/**
 * How long to wait before the next try, in ms: full jitter, anything between 0 and a ceiling that doubles from
 * `FIRST_WAIT` to `LONGEST_WAIT`. `attempt` counts the tries that failed since the last success, from 0; `random` answers
 * a number in [0, 1).
 */
export function backOff(attempt: number, random: () => number = Math.random): number {
	// 2 ** attempt is Infinity for a very long outage; Math.min takes care of that.
	return Math.round(random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.max(0, attempt)));
}

/** Decides when `connect` is called; the owner tells how each try went. */
export interface Reconnector {
	/** The try failed, or what it gave is lost: `connect` is called at the time answered (ms since 1970). */
	failed(): number;
	/** The try worked. */
	succeeded(): void;
	/** Connects at once and starts the count anew. */
	now(): void;
	/** No next try until `now` or `failed`. */
	cancel(): void;
}

/** Time and chance, to be replaced in tests. */
export interface Clock {
	now(): number;
	/** Calls `run` after `ms`; the answer cancels it. */
	after(ms: number, run: () => void): () => void;
	random(): number;
}

export const systemClock: Clock = {
	now: () => Date.now(),
	after(ms, run) {
		const timer = setTimeout(run, ms);
		return () => clearTimeout(timer);
	},
	random: () => Math.random(),
};

/**
 * A reconnector that lives until `signal` is aborted. It never calls `connect` by itself the first time; an `online`
 * event of `network` (the window) ends a wait at once.
 */
export function reconnector(
	connect: () => void,
	options: { readonly signal: AbortSignal; readonly clock?: Clock; readonly network?: EventTarget },
): Reconnector {
	const { signal, clock = systemClock, network } = options;
	let attempt = 0;
	let upSince: number | null = null;
	let stopWaiting: (() => void) | null = null;

	const cancel = () => {
		stopWaiting?.();
		stopWaiting = null;
	};
	const tryNow = () => {
		cancel();
		if (!signal.aborted) connect();
	};
	const now = () => {
		attempt = 0;
		tryNow();
	};
	const failed = () => {
		if (upSince !== null && clock.now() - upSince >= STABLE_AFTER) attempt = 0;
		upSince = null;
		cancel();
		const wait = backOff(attempt++, clock.random);
		if (!signal.aborted) stopWaiting = clock.after(wait, tryNow);
		return clock.now() + wait;
	};
	network?.addEventListener('online', () => stopWaiting && now(), { signal });
	signal.addEventListener('abort', cancel, { once: true });
	return {
		failed,
		succeeded() {
			upSince = clock.now();
		},
		now,
		cancel,
	};
}
