/**
 * Finds what may be a number, with `+` or without, and bare `sip:`, `sips:` and `xmpp:` addresses. Cheap, and by shape
 * alone, rather too generous than too strict: words, plans and where exactly a number ends are the background's to judge.
 */
export interface Found {
	/** UTF-16 offsets in the text. */
	readonly start: number;
	readonly end: number;
	/** For the judge, all three unit for unit as in the text, but for white space, which is plain, or `\n` at a line's end. */
	readonly written: string;
	/** At most `BEFORE` and `AFTER` units of the text around. */
	readonly before: string;
	readonly after: string;
}

const BEFORE = 32;
const AFTER = 32;

/** ASCII and full-width. */
const NEAR_DIGIT = '[0-9\\uff10-\\uff19]';
/** The decimal digits of all scripts. */
const DIGIT = '\\p{Nd}';
const SPACES = '\\s\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060';
const SEPARATOR =
	`[${SPACES}().\\[\\]/~\\-\\u2010-\\u2015\\u2053\\u2212\\u223c\\u30fc` +
	'\\uff08\\uff09\\uff0d-\\uff0f\\uff3b\\uff3d\\uff5e]';
/** Where a page has numbers of its own (an intranet's extensions), they may be this short. */
const LEAST = Symbol.for('twinline.internal') in globalThis ? 2 : 6;
/** More than two numbers with their country codes: rows of figures, hashes. */
const MOST = 40;
const LONGEST = 96;

/**
 * Digits and what stands between them, from the first digit to the last. What is between has no digit in it, so that no
 * character is matched by two parts: the time is linear whatever the text.
 */
export const NUMBER = runOf(NEAR_DIGIT);
/** An address with its scheme, or something like it; what a sentence adds behind it is cut off later. */
export const ADDRESS = `[sSxX][iImM][pP][sSpP]{0,1}[:][^\\s<>"'\\u00ab\\u00bb\\u201c\\u201d]{3,400}`;

const NEAR = new RegExp(`${ADDRESS}|${NUMBER}`, 'g');
/** The same with the rarer scripts: it takes twice the time. */
const ANY = new RegExp(`${ADDRESS}|${runOf(DIGIT)}`, 'gu');
const HAS_FAR = /[\u0660-\u17e9]/;
const GROUP = /\p{Nd}+/gu;
const NO_DIGITS = /\P{Nd}+/gu;
/** What may be no part of a number: a line's end, or more than some separators, white space counted as one. */
const WIDE = new RegExp(`\\n|${SEPARATOR}{5}`);
/** A plus or a parenthesis in front, perhaps both. */
const LEAD = new RegExp(`[([\\uff08\\uff3b]?(?:[+\\uff0b]{1,2}[${SPACES}(\\uff08]{0,2}|[([\\uff08\\uff3b])$`);
const OPENS = /[+([\uff08\uff0b\uff3b]/;
/** Within a word, a sum, an address, a decimal. */
const WITHIN = /[\p{sc=Latn}_=&#@\\^~*%]$|\d[:,'\u2019]$/u;
/** With a plus or a parenthesis in front: letters may touch it. */
const WITHIN_LEAD = /[\d_=&?#@\\^~*%]$/;
const GOES_ON = /^(?:[_=+@*\\^a-df-wyzA-DF-WYZ]|\s{0,8}\ufffc)/;
/** A date, and what follows it. */
const DATE = /^(?:(?:19|20)\d\d([-./])\d\d?\1\d\d?|\d\d?([-./])\d\d?\2(?:19|20)\d\d)(?!\d)(.*)$/s;

/** Stands in a text for a gap that is seen and not written: what touches it is no number. */
export const APART = '\ufffc';

/** May there be a number or an address in the text? The same patterns, without a look at what is around. */
export function mayHoldNumber(text: string): boolean {
	return text.search(patternFor(text)) >= 0;
}

function patternFor(text: string): RegExp {
	return HAS_FAR.test(text) ? ANY : NEAR;
}

function runOf(digit: string): string {
	return `${digit}(?:${SEPARATOR}*${digit}){${LEAST - 1},400}`;
}

/**
 * Each plausible number or address, in order, and undefined for each that is none, so that the caller can pause.
 * `breaksAt` says whether the line feed at an offset is a line's end as it is shown.
 */
export function* numbersIn(text: string, breaksAt: (offset: number) => boolean): Generator<Found | undefined> {
	for (const { 0: matched, index: start } of text.matchAll(patternFor(text))) {
		const end = start + matched.length;
		if (/^[sx]/i.test(matched)) yield addressAt(text, start, matched, breaksAt);
		else if (!WIDE.test(matched)) yield numberAt(text, start, end, breaksAt);
		else for (const [from, to] of parts(text, start, end, breaksAt)) yield numberAt(text, from, to, breaksAt);
	}
}

/** The parts between gaps that are too wide to be in one number. */
function* parts(text: string, start: number, end: number, breaksAt: (offset: number) => boolean) {
	let from = start;
	let to = start;
	for (const { 0: digits, index } of text.slice(start, end).matchAll(GROUP)) {
		const gap = plain(text, to, start + index, breaksAt);
		if (gap.includes('\n') || gap.replace(/ +/g, ' ').length > 4) {
			yield [from, to] as const;
			from = start + index;
		}
		to = start + index + digits.length;
	}
	yield [from, to] as const;
}

function numberAt(text: string, first: number, end: number, breaksAt: (offset: number) => boolean): Found | undefined {
	const lead = leadAt(text, first);
	const start = first - lead;
	const raw = text.slice(start, end);
	// An area code in parentheses begins a number, whatever is before.
	if (isWithin(text, start, lead > 0) && !raw.includes('(')) return undefined;
	if (GOES_ON.test(text.slice(end, end + 9)) || !isPlausible(raw, lead > 0)) return undefined;
	return found(text, start, end, breaksAt);
}

/** How many units a plus and parentheses take before the first digit. */
function leadAt(text: string, first: number): number {
	const before = text.slice(Math.max(0, first - 5), first);
	return OPENS.test(before) ? (LEAD.exec(before)?.[0].length ?? 0) : 0;
}

function isWithin(text: string, start: number, hasLead: boolean): boolean {
	const before = text.slice(Math.max(0, start - 2), start);
	if (hasLead) return WITHIN_LEAD.test(before);
	return WITHIN.test(before) || /\d\s{0,8}\ufffc\s{0,8}$/.test(text.slice(Math.max(0, start - 18), start));
}

function addressAt(text: string, start: number, matched: string, breaksAt: (offset: number) => boolean) {
	const [address] = /^(?:sips?|xmpp):.*[^\s.,;:!?)\]}([+\uff08\uff0b\uff3b]/is.exec(matched) ?? [];
	if (!address || /[\p{L}\p{N}_.+-]$/u.test(text.slice(Math.max(0, start - 1), start))) return undefined;
	return found(text, start, start + address.length, breaksAt);
}

function found(text: string, start: number, end: number, breaksAt: (offset: number) => boolean): Found {
	return {
		start,
		end,
		written: plain(text, start, end, breaksAt),
		before: plain(text, Math.max(0, start - BEFORE), start, breaksAt),
		after: plain(text, end, Math.min(text.length, end + AFTER), breaksAt),
	};
}

function plain(text: string, start: number, end: number, breaksAt: (offset: number) => boolean): string {
	return text
		.slice(start, end)
		.replace(/[^\S ]/g, (space, at) => (space === '\n' && breaksAt(start + at) ? space : ' '));
}

/** Is it of a number's shape? Neither too few digits nor too many, no date, no decimal. */
function isPlausible(raw: string, hasLead: boolean): boolean {
	if (raw.length > LONGEST) return false;
	const [, , , behindDate = raw] = DATE.exec(raw) ?? [];
	const digits = count(behindDate);
	if (digits < LEAST || digits > MOST) return false;
	return hasLead || (digits > 15 ? raw.length > digits : !/^\d\.\d+$/.test(raw));
}

function count(text: string): number {
	return text.replace(NO_DIGITS, '').length;
}
