/** Which short numbers are extensions: a digit stands for itself, `X` for any; or two numbers with a dash, from and to. */

/** Fewest and most digits of an extension. */
const PATTERN = /^(?:[\dX]{2,6}|(\d{2,6})-(\d{2,6}))$/;

/** Is it `XXXX`, `2XXX`, `200-299` or the like? */
export function isInternalPattern(text: string): boolean {
	const [found, from, to] = PATTERN.exec(text) ?? [];
	if (found === undefined) return false;
	return from === undefined || to === undefined || (from.length === to.length && from <= to);
}

/** Are these digits an extension by one of the patterns? */
export function isInternal(patterns: readonly string[], digits: string): boolean {
	return patterns.some((pattern) => isInternalPattern(pattern) && matches(pattern, digits));
}

function matches(pattern: string, digits: string): boolean {
	const [from, to] = pattern.split('-');
	if (to !== undefined) return digits.length === to.length && `${from}` <= digits && digits <= to;
	return pattern.length === digits.length && [...pattern].every((sign, at) => sign === 'X' || sign === digits[at]);
}
