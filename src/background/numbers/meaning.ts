import type { PhoneNumber } from 'libphonenumber-js/max';
import { isSurelyElse, looksElse, type Place } from './looks.ts';
import { type Reading, read } from './reading.ts';
import { sayingAfter, sayingBefore } from './words.ts';

/** Is it meant as a number, by what it looks like and what the words around say? */
export function isMeant(place: Place, reading: Reading, hasExtension: boolean): boolean {
	const { number, isGlobal } = reading;
	if (isSurelyElse(place) || mayEndEarlier(place.written, reading)) return false;
	if (/^\(?\+/.test(place.written)) return true;
	const before = sayingBefore(place.before);
	if (before === 'call') return true;
	if (before === 'other' || sayingAfter(place.after) === 'other' || looksElse(place)) return false;
	if (/^\d+\.\d+$/.test(place.written) && !isPlanned(place.written, number)) return false;
	const hasSign = isGlobal || hasExtension || /^\(?0/.test(place.written);
	const isBare = /^\d+$/.test(place.written);
	const { length } = number.nationalNumber;
	if (isBare) return hasSign && length > 7;
	return hasSign || length > 6;
}

/**
 * Where the plan allows several lengths, what follows a number may look like more of it: a year, a single digit ("7 days"
 * after three or more). If the number is complete without it, and is not in the plan's own groups, nobody can know.
 */
function mayEndEarlier(written: string, { number, home }: Reading): boolean {
	const [, shorter, last = ''] = /^(.*\d{3,}) +(\d+)$/.exec(written) ?? [];
	if (shorter === undefined || !/^(?:\d|199\d|20[0-3]\d)$/.test(last)) return false;
	return read(shorter, home) !== null && !isPlanned(written, number);
}

/** Is it in the very groups of the plan? */
function isPlanned(written: string, number: PhoneNumber): boolean {
	const groups = (text: string) => text.match(/\d+/g)?.join(' ');
	return [number.formatNational(), number.formatInternational()].some((format) => groups(format) === groups(written));
}
