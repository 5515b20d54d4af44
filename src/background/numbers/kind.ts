import {
	getCountryCallingCode,
	type NumberType,
	type PhoneNumber,
	parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import type { Cue, NumberKind } from '../../shared/description.ts';
import { knownCountry } from './country.ts';

/** Fixed or mobile, as in North America, is neither: nobody can tell. */
const KINDS: Readonly<Partial<Record<Exclude<NumberType, undefined>, NumberKind>>> = {
	MOBILE: 'mobile',
	FIXED_LINE: 'fixed',
	TOLL_FREE: 'toll-free',
	PREMIUM_RATE: 'premium',
	SHARED_COST: 'shared-cost',
	VOIP: 'voip',
	PERSONAL_NUMBER: 'personal',
	UAN: 'company',
	PAGER: 'pager',
	VOICEMAIL: 'voicemail',
};

/** What kind of line an E.164 number is by the numbering plans; empty if they do not say. */
export function kindOf(e164: string): NumberKind | '' {
	return kindIn(parsed(e164));
}

function kindIn(number: PhoneNumber | undefined): NumberKind | '' {
	const type = number?.getType();
	return (type && KINDS[type]) ?? '';
}

/** The country of an E.164 number, ISO 3166-1 alpha-2; empty if it has none, or may be of several. */
export function countryOfNumber(e164: string): string {
	return parsed(e164)?.country ?? '';
}

/**
 * Why one more click is needed before an E.164 number is called from `home` (ISO 3166-1 alpha-2; empty: not known, then
 * no country is foreign). Satellite phones and the like are of no country, and foreign; what is free from there is not.
 */
export function cueFor(e164: string, home: string): Extract<Cue, 'premium' | 'foreign'> | null {
	const number = parsed(e164);
	const kind = kindIn(number);
	if (kind === 'premium' || kind === 'shared-cost') return 'premium';
	const country = knownCountry(home);
	if (!country || number?.country === country) return null;
	const isFree = kind === 'toll-free' && ['800', getCountryCallingCode(country)].includes(e164Code(number));
	return isFree ? null : 'foreign';
}

function e164Code(number: PhoneNumber | undefined): string {
	return number?.countryCallingCode ?? '';
}

function parsed(e164: string): PhoneNumber | undefined {
	return parsePhoneNumberFromString(e164, { extract: false });
}
