/** What is a number in what the gate found, whose, and where it ends. If two things can be meant, none is. */
import { parseAddress } from '../../shared/address.ts';
import type { Input, Judged } from '../../shared/commands.ts';
import { knownCountry } from './country.ts';
import { extensionIn } from './extension.ts';
import { isGroupedWell } from './grouping.ts';
import { internalNumbers } from './internal.ts';
import { cueFor } from './kind.ts';
import type { Place } from './looks.ts';
import { isMeant } from './meaning.ts';
import { type Part, partsOf } from './parts.ts';
import { plain, shown } from './plain.ts';
import { read } from './reading.ts';

/** What the gate lets through: its text, and the text around. */
export type Candidate = Input<'numbers.judge'>['candidates'][number];

/** By what the candidates of a page are judged. */
export interface Rules {
	/** Whose rules numbers without a country code are read by, ISO 3166-1 alpha-2; empty: they are none. */
	readonly country: string;
	/** The person's own, from which others are foreign; empty: not known. */
	readonly home?: string;
	/** Patterns of short numbers that are numbers there. */
	readonly internal?: readonly string[];
	/** E.164 numbers that are none there. */
	readonly notNumbers?: readonly string[];
}

/** The numbers and addresses in each candidate. */
export function judge(candidates: readonly Candidate[], rules: Rules): Judged[][] {
	return candidates.map((candidate) => judgeOne(candidate, rules));
}

function judgeOne({ written, before, after }: Candidate, rules: Rules): Judged[] {
	if (/^[sx]/i.test(written)) return addressIn(written);
	const text = { before: plain(before), written: plain(written), after: plain(after) };
	const numbers = [...numbersIn(text, rules)];
	return numbers.length > 0 ? numbers : internalNumbers(text, rules.internal ?? []);
}

/** An address with its scheme, whole: with a port or parameters it would be another one. */
function addressIn(written: string): Judged[] {
	const address = parseAddress(written);
	const isWhole =
		address !== null && address.scheme !== 'tel' && address.scheme !== 'bare' && /@|^xmpp:/i.test(written);
	return isWhole ? [{ from: 0, to: written.length, target: address.uri, cue: false }] : [];
}

function* numbersIn(text: Place, rules: Rules): Generator<Judged> {
	let at = 0;
	for (let next = firstFrom(text, at, rules); next; next = firstFrom(text, at, rules)) {
		at = next.to;
		if (!rules.notNumbers?.some((number) => next.target.startsWith(`tel:${number}`))) yield next;
	}
}

function firstFrom(text: Place, at: number, { country, home = '' }: Rules): Judged | undefined {
	const { length: skipped } = /^[^+(\d]*/.exec(text.written.slice(at))?.[0] ?? '';
	const start = at + skipped;
	const candidate = withoutHours(text.written.slice(start));
	const isGlobal = /^\(?\+/.test(candidate);
	for (const part of partsOf(candidate)) {
		// What follows a country code is no number of this country.
		if (isGlobal && part.from > 0) continue;
		const from = start + part.from;
		const to = start + part.to;
		const found = numberAt(text, { from: from + loneParentheses(text.written.slice(from, to)), to }, country);
		if (found)
			return { from: found.from, to: found.to, target: targetOf(found), cue: cueFor(found.number, home) !== null };
		// The first one is all of it.
		if (part.to === candidate.length && part.from === 0 && mayNotBeCut(candidate, country)) return undefined;
	}
	return undefined;
}

/** Without the hours at which one may call: "10-18", "24/7". */
function withoutHours(candidate: string): string {
	const [, number = candidate] =
		/^(.*\d{3,}) +(?:24\/7|(?:\d|1\d|2[0-4]) ?- ?(?:\d|1\d|2[0-4]))$/.exec(candidate) ?? [];
	return number.replace(/\D/g, '').length < ENOUGH ? candidate : number;
}

/** Fewer digits may need what looks like hours. */
const ENOUGH = 9;

/** If all of it is a number, but oddly written, no part of it is one: it would reach somebody else. */
function mayNotBeCut(candidate: string, country: string): boolean {
	return hasPairs(candidate) && read(candidate, knownCountry(country)) !== null;
}

interface NumberAt extends Part {
	/** E.164. */
	readonly number: string;
	readonly ext?: string;
}

function numberAt(text: Place, { from, to }: Part, country: string): NumberAt | undefined {
	const behind = text.written.slice(to) + text.after;
	const extension = extensionIn(behind);
	const place = {
		before: text.before + text.written.slice(0, from),
		written: text.written.slice(from, to),
		after: behind.slice(extension?.length ?? 0),
	};
	const reading = hasPairs(place.written) && standsApart(place) ? read(place.written, knownCountry(country)) : null;
	if (!reading || !isGroupedWell(shown(place.written), reading)) return undefined;
	if (!isMeant(place, reading, extension !== undefined)) return undefined;
	const { number } = reading.number;
	return extension ? { from, to: to + extension.length, number, ext: extension.digits } : { from, to, number };
}

function targetOf({ number, ext }: NumberAt): string {
	return `tel:${number}${ext === undefined ? '' : `;ext=${ext}`}`;
}

/** How many parentheses it begins with that are around more than the number: their other halves are not in it. */
function loneParentheses(written: string): number {
	const { length } = /^[([ ]*/.exec(written)?.[0] ?? '';
	return /^[^([]*[)\]]/.test(written.slice(length)) ? Math.max(0, length - 1) : length;
}

/** Each parenthesis or bracket has its other half, but for one around all that was opened or closed elsewhere. */
function hasPairs(written: string): boolean {
	return /^[([]?(?:[^()[\]]+[)\]])?[^()[\]]+(?:[([][^()[\]]+[)\]]){0,3}[^()[\]]*$/.test(written);
}

/** Letters, sums, shares and money do not touch it; in front of a plus or a parenthesis letters may. */
function standsApart({ before, written, after }: Place): boolean {
	if (/^[\p{sc=Latn}\p{M}%\p{Sc}]/u.test(after)) return false;
	return /^[+(]/.test(written) || !/[\p{sc=Latn}\p{M}%\p{Sc}_=&#@\\^~*]$/u.test(before);
}
