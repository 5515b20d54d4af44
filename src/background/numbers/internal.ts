/** A site's own short numbers: extensions of its company, on its intranet. */
import type { Judged } from '../../shared/commands.ts';
import type { Place } from './looks.ts';
import { sayingAfter, sayingBefore } from './words.ts';

/**
 * Those of the digits in plain text that match a pattern and stand alone. Patterns: `XXXX` (any four digits), `2XXX`, or a
 * range `200-299`.
 */
export function internalNumbers({ before, written, after }: Place, patterns: readonly string[]): Judged[] {
	const found: Judged[] = [];
	for (const { 0: digits, index } of patterns.length > 0 ? written.matchAll(/\d+/g) : []) {
		const around = { before: before + written.slice(0, index), after: written.slice(index + digits.length) + after };
		if (!patterns.some((pattern) => matches(digits, pattern)) || !isAlone(around)) continue;
		found.push({ from: index, to: index + digits.length, target: `tel:${digits}`, cue: false });
	}
	return found;
}

function matches(digits: string, pattern: string): boolean {
	const [, low = '', high = ''] = /^(\d{1,9})-(\d{1,9})$/.exec(pattern.replaceAll(' ', '')) ?? [];
	if (low) return digits.length >= low.length && digits.length <= high.length && isBetween(digits, low, high);
	return (
		digits.length === pattern.length && [...pattern].every((sign, i) => /x/i.test(sign) || sign === digits.charAt(i))
	);
}

function isBetween(digits: string, low: string, high: string): boolean {
	return Number(digits) >= Number(low) && Number(digits) <= Number(high);
}

/** Not part of a date, a time, a price, a decimal or a longer number. */
function isAlone({ before, after }: Omit<Place, 'written'>): boolean {
	const touchesDigits = /\d[-.,:/ ]?$/.test(before) || /^[-.,:/ ]?\d/.test(after);
	const touches = /[\p{L}_=+#$€£¥%&@./-]$/u.test(before) || /^[\p{L}_%€$£@=/-]/u.test(after);
	return !touchesDigits && !touches && sayingBefore(before) !== 'other' && sayingAfter(after) !== 'other';
}
