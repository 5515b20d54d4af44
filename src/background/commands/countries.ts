/** By whose rules a command reads numbers. ISO 3166-1 alpha-2; empty if nothing tells. */
import { ruleFor } from '../../shared/site.ts';
import { countryOf, countryOfPage } from '../numbers/country.ts';
import type { Service } from './service.ts';

type Known = Pick<Service, 'store' | 'language'>;

/** The person's own country. */
export function countryHere({ store, language }: Known): string {
	return countryOf(store.settings.get().country, language);
}

/** The country of the national numbers on a site's page; `language` is the page's, empty if it is not known. */
export function countryThere({ store, language: browserLanguage }: Known, site: string, language: string): string {
	const { country: chosen } = store.settings.get();
	const { country: rule } = ruleFor(store.sites.values(), site);
	return countryOfPage({ rule, language, host: site, chosen, browserLanguage });
}
