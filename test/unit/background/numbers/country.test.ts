import { describe, expect, test } from 'vitest';
import { countryOf, countryOfPage } from '../../../../src/background/numbers/country.ts';

describe('countryOf', () => {
	test.each([
		['AT', 'de-DE', 'AT'],
		['', 'de-AT', 'AT'],
		['', 'zh-Hant-TW', 'TW'],
		['', 'de', ''],
		['', 'en-001', ''],
		['ZZ', 'it-IT', 'IT'],
		['', '', ''],
		['', 'not a language', ''],
	])('%j and %j: %j', (chosen, language, country) => expect(countryOf(chosen, language)).toBe(country));
});

describe('countryOfPage', () => {
	const person = { chosen: 'IT', browserLanguage: 'fr-FR' };
	const page = { language: '', host: 'shop.example' };

	test.each([
		['the rule for the site, whatever the page says', { rule: 'NO', language: 'de-AT', host: 'shop.de' }, 'NO'],
		['the region of its language', { language: 'de-AT' }, 'AT'],
		['its country domain', { host: 'shop.de' }, 'DE'],
		['the United Kingdom has a domain of its own', { host: 'shop.co.uk' }, 'GB'],
		['language and domain agree', { language: 'pt-BR', host: 'loja.com.br' }, 'BR'],
		['they do not, and nobody can know', { language: 'de-DE', host: 'laden.at' }, ''],
		['what templates come with says less', { language: 'en-US', host: 'laden.at' }, 'AT'],
		['a language alone is no country', { language: 'de', host: 'laden.at' }, 'AT'],
		['a domain that is sold to everybody', { host: 'app.io' }, 'IT'],
		['a rule for no country', { rule: 'XX', host: 'laden.at' }, 'AT'],
		['the person’s own', {}, 'IT'],
		['the browser’s', { chosen: '' }, 'FR'],
		['nothing', { chosen: '', browserLanguage: 'fr' }, ''],
		['a host without a name', { host: '192.0.2.1', chosen: '', browserLanguage: '' }, ''],
		['not a language', { language: '<script>' }, 'IT'],
	])('%s', (_, facts, country) => expect(countryOfPage({ ...person, ...page, ...facts })).toBe(country));
});
