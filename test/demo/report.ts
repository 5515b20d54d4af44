/** Says step by step what happened, a line each, with what was measured. */

export interface Report {
	/**
	 * Does the step, prints its line and gives its result. `measured` says what came out of it, and in how many
	 * milliseconds. A step that fails is printed as failed, and thrown on.
	 */
	step<Result>(
		what: string,
		act: () => Promise<Result>,
		measured: (result: Result, milliseconds: number) => string,
	): Promise<Result>;
}

export function createReport(): Report {
	const begin = performance.now();
	const line = (mark: string, text: string) => {
		const seconds = ((performance.now() - begin) / 1000).toFixed(1).padStart(5);
		console.log(`${seconds} s  ${mark} ${text}`);
	};
	return {
		async step(what, act, measured) {
			try {
				const start = performance.now();
				const result = await act();
				line('✓', `${what}: ${measured(result, Math.round(performance.now() - start))}`);
				return result;
			} catch (error) {
				line('✗', what);
				throw new Error(what, { cause: error });
			}
		},
	};
}

/** An error's message, and those of what caused it, a line each. */
export function reasonsOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return error.cause === undefined ? error.message : `${error.message}\n  because: ${reasonsOf(error.cause)}`;
}
