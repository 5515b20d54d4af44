/**
 * Finds what may be a number in international form. Cheap, and rather too generous than too strict about which numbers
 * exist: the background judges that. Strict about where a number begins and ends, which only the text around it tells.
 */
export interface Found {
	/** UTF-16 offsets in the text. */
	readonly start: number;
	readonly end: number;
	/** For the judge: digits, plain separators, single spaces. */
	readonly written: string;
}

const SPACES = '\\s\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060';
const DASHES = '.\\-\\u2010-\\u2015\\u2212';
const DIGIT = '[\\d\\uff10-\\uff19]';
/**
 * A plus and up to 30 digits, more than any number has, so that a longer one is seen to be none. Parentheses and slashes
 * stand between the first digits only: later ones begin something else ("(8–18 h)", "24/7"). No separator is matched by
 * two parts in two ways, so the time is linear whatever the text.
 */
export const NUMBER = `[+\\uff0b](?:[${SPACES}${DASHES}()/]*${DIGIT}){1,8}(?:[${SPACES}${DASHES}]*${DIGIT}){0,22}`;
const ONE_NUMBER = new RegExp(NUMBER);
const ONE_DIGIT = new RegExp(DIGIT);
/** Letters, sums, addresses, parameters; money. */
const BEFORE = /[\p{sc=Latn}\d_+=&%#@\\^~*]$|[$€£¥₹]\s?$/u;
/** The same, and times, decimals, extensions and what stands apart by its looks only (`APART`). */
const AFTER = /^(?:[\p{sc=Latn}_=+@*#]|\s?[%‰°€$£¥₹]|[:.,/·]\d|\s{0,8}\ufffc)/u;

/** Stands in a text for a gap that is seen and not written: what touches it is no number. */
export const APART = '\ufffc';

/** May there be a number in the text? The same pattern, without a look at what is around. */
export function mayHoldNumber(text: string): boolean {
	return ONE_NUMBER.test(text);
}

/**
 * Each plausible number, in order, and undefined for each that is none, so that the caller can pause. `breaksAt` says
 * whether the line feed at an offset is a line's end as it is shown.
 */
export function* numbersIn(text: string, breaksAt: (offset: number) => boolean): Generator<Found | undefined> {
	const pattern = new RegExp(NUMBER, 'g');
	for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
		const start = match.index;
		const raw = firstLine(match[0], (offset) => breaksAt(start + offset));
		yield foundAt(text, start, start + raw.length);
	}
}

function foundAt(text: string, start: number, end: number): Found | undefined {
	const written = cleaned(text.slice(start, end));
	if (!isPlausible(written)) return undefined;
	const isApart = !BEFORE.test(text.slice(Math.max(0, start - 2), start)) && !AFTER.test(text.slice(end, end + 9));
	return isApart ? { start, end, written } : undefined;
}

/** What of it stands before the first line's end, without the separators there. */
function firstLine(raw: string, breaksAt: (offset: number) => boolean): string {
	let end = raw.indexOf('\n');
	while (end >= 0 && !breaksAt(end)) end = raw.indexOf('\n', end + 1);
	if (end < 0) return raw;
	while (end > 0 && !ONE_DIGIT.test(raw.charAt(end - 1))) end--;
	return raw.slice(0, end);
}

function cleaned(raw: string): string {
	return raw
		.normalize('NFKC')
		.replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060]/g, '')
		.replace(/\s+/g, ' ');
}

/** Is it of a number's shape? Few enough digits, separators as people set them, not a decimal fraction. */
function isPlausible(written: string): boolean {
	if (written.length > 40) return false;
	const digits = written.replace(/\D/g, '');
	if (digits.length < 7 || digits.length > 17 || digits[0] === '0') return false;
	if (/[./\-\u2010-\u2015\u2212]\s?[./\-\u2010-\u2015\u2212]/.test(written)) return false;
	if (/^\+\d{1,3}\.\d{1,8}$/.test(written) || !hasPairs(written)) return false;
	// One slash, between area and number.
	return !written.includes('/') || /^\+(?:[^/\d]*\d){2,6}[^/\d]*\/(?:[^/\d]*\d){5,}$/.test(written);
}

/** Each parenthesis has its other half, but for one that was opened before the plus: "(+39) 045". */
function hasPairs(written: string): boolean {
	return /^[^()]*\)?[^()]*(?:\([^()]*\)[^()]*)?$/.test(written);
}
