/** Numbers as people read them, and as they are dialled. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Address } from '../../shared/address.ts';
import { knownCountry } from './country.ts';
import { plain } from './plain.ts';
import { read } from './reading.ts';

/** Shorter ones are extensions, emergency and service numbers: they mean something else in every network. */
const SHORTEST_NATIONAL = 7;
/** Longer texts have separators and a trunk prefix in parentheses. */
const LONGEST = 64;
/** Digits in the groups people write; a `+` in front, perhaps in parentheses with the country code. */
const WRITTEN = /^\(?\+?\(?\d[\d ().\-/~]*$/;

/**
 * What a typed or linked number is dialled as: E.164 where that is certain, else its own digits, `*` and `#`, which the
 * provider understands as any phone's. `00…` and other dial prefixes stay as they are: they are the network's, not ours.
 */
export function toDial(text: string, country: string): string {
	const clean = plain(text.normalize('NFKC')).trim();
	return e164(clean, country) ?? `${/^\(?\+/.test(clean) ? '+' : ''}${clean.replace(/[^\d*#]/g, '')}`;
}

/** The `tel:`, `sip:` or `sips:` URI that calls an address, its number as `toDial` has it; null if it is one to write to. */
export function callUri(address: Address, country: string): string | null {
	switch (address.scheme) {
		case 'tel':
			return `tel:${toDial(address.number, country)}${address.ext === undefined ? '' : `;ext=${address.ext}`}`;
		case 'bare':
			return `sip:${address.address}`;
		case 'xmpp':
			return null;
		default:
			return address.uri;
	}
}

/** The number in a `tel:` or `sip:` URI as people in `country` write it; undefined where there is no E.164 number in it. */
export function numberOf(uri: string, country: string): string | undefined {
	const [, number, ext] = /^(?:tel|sips?):(\+\d{7,15})(?:;ext=(\d{1,20}))?(?:@|$)/.exec(uri) ?? [];
	if (number === undefined) return undefined;
	return `${formatNumber(number, country)}${ext === undefined ? '' : ` x${ext}`}`;
}

/** An E.164 number as people in `country` read it: national if it is theirs, else international. Anything else unchanged. */
export function formatNumber(number: string, country: string): string {
	const parsed = number.startsWith('+') ? parsePhoneNumberFromString(number, { extract: false }) : undefined;
	if (!parsed?.isValid()) return number;
	return parsed.country === country ? parsed.formatNational() : parsed.formatInternational();
}

function e164(text: string, country: string): string | null {
	if (text.length > LONGEST || !WRITTEN.test(text)) return null;
	const isShort = text.replace(/\D/g, '').length < SHORTEST_NATIONAL;
	const reading = isShort ? null : read(text, knownCountry(country));
	return reading && (text.includes('+') || !reading.isGlobal) ? reading.number.number : null;
}
