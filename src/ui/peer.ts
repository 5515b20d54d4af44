import { parseAddress, showAddress } from '../shared/address.ts';

/** Who is at a URI, as a person reads it: an address without its scheme, a number with its country code set off. */
export function showPeer(uri: string): string {
	const shown = showAddress(uri);
	return parseAddress(uri)?.scheme === 'tel' ? shown.replace(/^\+\d+/, spaced) : shown;
}

/**
 * +390458000000 as "+39 045 800 0000": the country code (ITU-T E.164, annex to its list of assigned codes), then groups of
 * three and a last one of up to four. Real groups differ from country to country; the tables for that are in the background.
 */
function spaced(number: string): string {
	const code = COUNTRY_CODE.exec(number)?.[0] ?? '+';
	const rest = number.slice(code.length);
	return `${code} ${rest.match(/\d{3}(?=\d{2,})|\d+/g)?.join(' ') ?? ''}`.trim();
}

/** One digit, two, or three: no code is the beginning of another. */
const COUNTRY_CODE = /^\+(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;
