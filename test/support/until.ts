/** Waiting for a condition, never for a time. */

/**
 * Tries `condition` every 20 ms until it gives something truthy, and gives that back.
 * A throw counts as "not yet"; after `timeout` ms the last one is the cause of what is thrown.
 * @param what names the condition in the error, as in "Prosody answers".
 */
export async function until<Value>(
	what: string,
	condition: () => Value | Promise<Value>,
	timeout = 15_000,
): Promise<Truthy<Value>> {
	const deadline = performance.now() + timeout;
	let cause: unknown;
	for (;;) {
		try {
			const value = await condition();
			if (value) return value as Truthy<Value>;
			cause = undefined;
		} catch (error) {
			if (error instanceof GiveUp) throw error.cause;
			cause = error;
		}
		if (performance.now() > deadline) throw new Error(`waited ${timeout} ms in vain: ${what}`, { cause });
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

/** Thrown by a condition that can never become true: `until` throws its cause at once. */
export class GiveUp extends Error {
	constructor(cause: Error) {
		super(cause.message, { cause });
	}
}

type Truthy<Value> = Exclude<Awaited<Value>, false | null | undefined | 0 | ''>;
