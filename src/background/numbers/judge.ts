/** Whose number a text is, by the numbering plans: strict, because a wrong number is worse than none. */
import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Input, Judged } from '../../shared/commands.ts';
import { knownCountry } from './country.ts';

/** What the gate lets through: its text, and the text around. */
export type Candidate = Input<'numbers.judge'>['candidates'][number];

/** Digits in the groups people write; a `+` in front, perhaps in parentheses with the country code. */
const WRITTEN = /^\(?\+?\(?\d[\d\s().\-/\u2010-\u2015\u2212]*$/;
/** E.164 §6: at most 15 digits. Longer texts have separators and a trunk prefix in parentheses. */
const LONGEST_NUMBER = 15;
const LONGEST_TEXT = 64;
/** Shorter ones are extensions, emergency and service numbers: they mean something else in every network. */
const SHORTEST_NATIONAL = 7;

/**
 * For each candidate, as written on a page or by the person, its E.164 number with `+`; null for what is none, or could
 * be another one. Only numbers that the plans know as assigned pass. Those without `+` are read by the rules of
 * `country` (ISO 3166-1 alpha-2), and are none if it is empty.
 */
export function judge(candidates: readonly Candidate[], country: string): Judged[][] {
	return candidates.map(({ written }) => {
		const number = judgeOne(written, country);
		return number === null ? [] : [{ from: 0, to: written.length, target: `tel:${number}`, cue: false }];
	});
}

/**
 * What a typed or linked number is dialled as: E.164 where that is certain, else its own digits, `*` and `#`, which the
 * provider understands as any phone's. `00…` and other dial prefixes stay as they are: they are the network's, not ours.
 */
export function toDial(text: string, country: string): string {
	const clean = text.normalize('NFKC').trim();
	return judgeOne(clean, country) ?? `${/^\(?\+/.test(clean) ? '+' : ''}${clean.replace(/[^\d*#]/g, '')}`;
}

/** The number in a `tel:` or `sip:` URI as people in `country` write it; undefined where there is no E.164 number in it. */
export function numberOf(uri: string, country: string): string | undefined {
	const [, e164] = /^(?:tel|sips?):(\+\d{7,15})(?:@|$)/.exec(uri) ?? [];
	return e164 === undefined ? undefined : formatNumber(e164, country);
}

/** An E.164 number as people in `country` read it: national if it is theirs, else international. Anything else unchanged. */
export function formatNumber(e164: string, country: string): string {
	const number = e164.startsWith('+') ? parsePhoneNumberFromString(e164, { extract: false }) : undefined;
	if (!number?.isValid()) return e164;
	return number.country === country ? number.formatNational() : number.formatInternational();
}

function judgeOne(candidate: string, country: string): string | null {
	const text = candidate.normalize('NFKC').trim();
	if (text.length > LONGEST_TEXT || !WRITTEN.test(text)) return null;
	return text.includes('+') ? international(text) : national(text, country);
}

function international(text: string): string | null {
	const number = readGlobal(text);
	return number && !mayEndEarlier(text, number) ? number.number : null;
}

/**
 * Only a number in one of its national spellings. Without the trunk prefix, where the plan asks for it, the same digits
 * are a local number and reach somebody else; with a dial prefix or a country code they are read by the network's rules.
 */
function national(text: string, country: string): string | null {
	const home = knownCountry(country);
	const digits = text.replace(/\D/g, '');
	if (!home || digits.length < SHORTEST_NATIONAL) return null;
	const number = parsePhoneNumberFromString(digits, { defaultCountry: home, extract: false });
	return number && spellings(number).includes(digits) && isAssigned(number) ? number.number : null;
}

/** The digits of a number as its own country dials it, with the trunk prefix and, where that is optional, without. */
function spellings(number: PhoneNumber): string[] {
	const optional = [{}, { nationalPrefix: false }].map((options) => number.formatNational(options).replace(/\D/g, ''));
	// The trunk prefix of the North American plan, never part of a format.
	return number.countryCallingCode === '1' ? [...optional, `1${optional[0]}`] : optional;
}

function readGlobal(text: string): PhoneNumber | null {
	const number = parsePhoneNumberFromString(`+${text.replace(/\D/g, '')}`, { extract: false });
	return number && isAssigned(number) ? number : null;
}

function isAssigned(number: PhoneNumber): boolean {
	return number.number.length <= LONGEST_NUMBER + 1 && number.isValid();
}

/**
 * Where the plan allows several lengths, what follows a number may look like more of it: a year, a single digit ("7 days"
 * after three or more). If the number is complete without it, and is not written in the plan's own groups, nobody can know.
 */
function mayEndEarlier(text: string, number: PhoneNumber): boolean {
	const [, shorter, last = ''] = /^(.*\d{3,})\s+(\d+)$/s.exec(text) ?? [];
	if (shorter === undefined || !/^(?:\d|199\d|20[0-3]\d)$/.test(last)) return false;
	return readGlobal(shorter) !== null && groups(text) !== groups(number.formatInternational());
}

function groups(text: string): string {
	return (text.match(/\d+/g) ?? []).join(' ');
}
