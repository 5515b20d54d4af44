import { type CountryCode, isSupportedCountry } from 'libphonenumber-js/max';

/**
 * The country by whose rules national numbers are read and shown, ISO 3166-1 alpha-2: the one the person chose, else the
 * region that the browser's language names (`de-AT`); empty if neither does. A language alone tells no country: German in
 * Vienna read by Germany's rules would reach a stranger.
 */
export function countryOf(chosen: string, language: string): string {
	return knownCountry(chosen) ?? knownCountry(regionOf(language)) ?? '';
}

/** What may tell where the national numbers of a page are from; empty or left out where nothing is known. */
export interface PageFacts {
	/** What the person set for the site, ISO 3166-1 alpha-2. */
	readonly rule?: string | undefined;
	/** Of the page, as its author says (`de-AT`). */
	readonly language: string;
	readonly host: string;
	/** The country that the person chose for all. */
	readonly chosen: string;
	readonly browserLanguage: string;
}

/**
 * The country of a page's national numbers: the site's rule, else what the page says of itself, by its language's region
 * or its host's country domain, else the person's own. Empty if nothing tells, or if language and domain do not agree:
 * a German text on an Austrian site may have numbers of either. `en-US` is what templates come with, and says less.
 */
export function countryOfPage({ rule = '', language, host, chosen, browserLanguage }: PageFacts): string {
	const ruled = knownCountry(rule);
	if (ruled) return ruled;
	const byLanguage = knownCountry(regionOf(language));
	const byDomain = countryOfHost(host);
	if (byLanguage && byDomain && byLanguage !== byDomain) return byLanguage === 'US' ? byDomain : '';
	return byLanguage ?? byDomain ?? countryOf(chosen, browserLanguage);
}

/** The country as the numbering plans know it; undefined for what is none. */
export function knownCountry(country: string): CountryCode | undefined {
	return isSupportedCountry(country) ? country : undefined;
}

/** Country domains that are sold to everybody for how they read. */
const FOR_ALL = new Set(
	'ac ag ai am as bi bz cc cd cf co cx dj fm ga gd gg gl gq gs im io ki la lc ly me ml mn ms mu nf nu pw sc sh sr st sx tc td tk tl to tv vc vg vu ws'.split(
		' ',
	),
);

function countryOfHost(host: string): CountryCode | undefined {
	const [, domain = ''] = /\.([a-z]{2})$/i.exec(host) ?? [];
	const lower = domain.toLowerCase();
	return FOR_ALL.has(lower) ? undefined : knownCountry(lower === 'uk' ? 'GB' : lower.toUpperCase());
}

function regionOf(language: string): string {
	try {
		return new Intl.Locale(language).region ?? '';
	} catch {
		return '';
	}
}
