/** What a number becomes before it goes to an account's server: prefixes put before it and taken off, its extension. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { DialRules } from '../../shared/state.ts';
import { knownCountry } from './country.ts';

export interface Dialled {
	/** The outside line's prefix; empty where it is not needed. */
	readonly prefix: string;
	/** What follows it, in groups to be read: digits, `*`, `#`, spaces and the like, maybe a `+` in front. */
	readonly rest: string;
}

/**
 * How a number is dialled by an account's rules from `country` (ISO 3166-1 alpha-2; empty: not known). `number` is E.164
 * with `+`, or digits, `*` and `#` that mean something in the account's own network.
 *
 * An outside line takes no `+`: behind its prefix a number is dialled as anybody in the country does, abroad with the
 * international prefix. Where the country has no such prefix, or is not known, the number goes as it is. So do service
 * codes, and digits that begin with the prefix as if the person had dialled it.
 */
export function dialledNumber(number: string, rules: DialRules, country: string): Dialled {
	const { outside, strip, outsideFrom } = rules;
	const atHome = inCountry(number, country);
	const stripped = without(strip, number) ?? without(strip, digitsOf(atHome ?? ''));
	if (stripped === undefined && number.startsWith('+'))
		return outside === '' || atHome === undefined ? { prefix: '', rest: number } : { prefix: outside, rest: atHome };
	const rest = stripped ?? number;
	const isOutside = /^\d+$/.test(rest) && rest.length >= outsideFrom;
	const hasPrefix = stripped === undefined && rest.startsWith(outside);
	return { prefix: isOutside && !hasPrefix ? outside : '', rest };
}

/** A number to be called: the URI that goes to the server, and the tones that are sent once it is answered. */
export interface Dial {
	readonly target: string;
	/** Digits; empty if there is nothing to send. */
	readonly tones: string;
}

/** The number and its extension (RFC 3966 §5.3) by the account's rules: the extension is never dropped. */
export function dial(number: string, ext: string | undefined, rules: DialRules, country: string): Dial {
	const { prefix, rest } = dialledNumber(number, rules, country);
	const target = `tel:${prefix}${digitsOf(rest)}`;
	if (ext === undefined) return { target, tones: '' };
	return rules.extension === 'after-answer' ? { target, tones: ext } : { target: `${target};ext=${ext}`, tones: '' };
}

/** Without its separators. */
function digitsOf(written: string): string {
	return written.replace(/[^\d*#+]/g, '');
}

/** What is left of a number that begins so, if that is something. */
function without(strip: string, number: string): string | undefined {
	return strip !== '' && number.startsWith(strip) && number.length > strip.length
		? number.slice(strip.length)
		: undefined;
}

/** An E.164 number as it is dialled in the country, in groups; undefined for all else. */
function inCountry(number: string, country: string): string | undefined {
	const fromCountry = knownCountry(country);
	if (!fromCountry || !number.startsWith('+')) return undefined;
	const known = parsePhoneNumberFromString(number, { extract: false });
	// Not the plan's own where the country has several international prefixes to choose from.
	return known?.isValid() ? known.format('IDD', { fromCountry }) || undefined : undefined;
}
