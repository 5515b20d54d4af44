/**
 * The one way to the console. error: the person was told. warn: recovered by itself. info: one line per change of a
 * connection or call. Never a body, a password, a number or an address: callers pass codes and ids only.
 */
export const log = {
	error(what: string, cause?: unknown): void {
		console.error(`twinline: ${what}`, ...(cause === undefined ? [] : [nameOf(cause)]));
	},
	warn(what: string, cause?: unknown): void {
		console.warn(`twinline: ${what}`, ...(cause === undefined ? [] : [nameOf(cause)]));
	},
	info(what: string): void {
		console.info(`twinline: ${what}`);
	},
};

/** An error's name and place: its message may quote what the wire or a person said. */
function nameOf(cause: unknown): string {
	if (!(cause instanceof Error)) return typeof cause;
	const place = cause.stack?.split('\n').filter((line) => /^\s*at |@/.test(line)) ?? [];
	return [cause.name, ...place].join('\n');
}
