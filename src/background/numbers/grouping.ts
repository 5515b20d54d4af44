/**
 * Is a number written in groups that people know? After the rules that Google's libphonenumber calls strict grouping: no
 * group of a known format is torn apart, and where nothing stands behind the area code, nothing stands in the rest either.
 */
import { otherGroups } from './other-groups.ts';
import { type Reading, trunkPrefix } from './reading.ts';

/** For the plain text, without an extension, that `reading` was read from. */
export function isGroupedWell(written: string, reading: Reading): boolean {
	// A trunk prefix that is left out from abroad, or stays, as in Italy: "+39 (0)45".
	const text = written.replace(/\((\d)\) ?/, '$1');
	if (hasSecondSlash(text, reading)) return false;
	const { number } = reading;
	return (
		isNationalFormat(text, reading) ||
		[internationalGroups(reading), ...otherGroups(number)].some((groups) => staysTogether(text, reading, groups))
	);
}

/** The groups of the national number as other countries write it. */
function internationalGroups({ number }: Reading): string[] {
	const [, ...groups] = number.formatInternational().match(/\d+/g) ?? [];
	return groups;
}

/** Some plans write a number at home in other digits than abroad: Argentine mobiles. Behind the area code anything may stand. */
function isNationalFormat(text: string, { number, isGlobal }: Reading): boolean {
	const likePlan = (written: string) => written.replace(/^\D*(\d+)\D+/, '$1 ');
	return !isGlobal && likePlan(text) === likePlan(number.formatNational());
}

function staysTogether(text: string, { number, isGlobal }: Reading, groups: readonly string[]): boolean {
	const code = number.countryCallingCode;
	let at = isGlobal ? text.indexOf(code) + code.length : 0;
	for (const [i, group] of groups.entries()) {
		const [start, end] = findGroup(text, at, group);
		if (start < 0) return false;
		at = end;
		const goesOn = i === 0 && /\d/.test(text.charAt(at));
		if (goesOn && trunkPrefix(number)) return text.startsWith(number.nationalNumber, start);
	}
	return true;
}

/** From this many digits on, a plan gives a group that people divide as they like. */
const LONG_GROUP = 6;

/** Where a group begins and ends, from `at` on; a long one at the end perhaps in pieces. [-1, -1] if it is not there. */
function findGroup(text: string, at: number, group: string): readonly [number, number] {
	const start = text.indexOf(group, at);
	if (start >= 0) return [start, start + group.length];
	const rest = group.length < LONG_GROUP ? '' : text.slice(at).replace(/^\D+/, '');
	return PIECES.test(rest) && rest.replace(/\D/g, '') === group ? [text.length - rest.length, text.length] : [-1, -1];
}

/** Pairs and the like between one kind of separator, pairs and a last digit, or a direct-dial number behind a hyphen. */
const PIECES = /^(?:\d{2,4}([ .-])\d{2,4}(?:\1\d{2,4})*|\d\d(?:([ .-])\d\d)(?:\2\d\d)*\2\d|\d{2,}-\d{1,5})$/;

/** One slash may stand in a number, and one more behind its country code. */
function hasSecondSlash(text: string, { number, isGlobal }: Reading): boolean {
	const [first = '', , ...more] = text.split('/');
	if (more.length === 0) return false;
	return !(isGlobal && first.replace(/\D/g, '') === number.countryCallingCode && more.length === 1);
}
