import { type CountryCode, isSupportedCountry } from 'libphonenumber-js/max';

/**
 * The country by whose rules national numbers are read and shown, ISO 3166-1 alpha-2: the one the person chose, else the
 * region that the browser's language names (`de-AT`); empty if neither does. A language alone tells no country: German in
 * Vienna read by Germany's rules would reach a stranger.
 */
export function countryOf(chosen: string, language: string): string {
	return knownCountry(chosen) ?? knownCountry(regionOf(language)) ?? '';
}

/** The country as the numbering plans know it; undefined for what is none. */
export function knownCountry(country: string): CountryCode | undefined {
	return isSupportedCountry(country) ? country : undefined;
}

function regionOf(language: string): string {
	try {
		return new Intl.Locale(language).region ?? '';
	} catch {
		return '';
	}
}
