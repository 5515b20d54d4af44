import { describe, expect, test } from 'vitest';
import { pageCommands } from '../../../../src/background/commands/page.ts';
import type { Service } from '../../../../src/background/commands/service.ts';
import { createDispatch } from '../../../../src/background/dispatch.ts';
import { NO_PAGE } from '../../../../src/background/sender.ts';
import { SETTINGS } from '../../../../src/background/storage/singletons.ts';
import { createStore } from '../../../../src/background/store.ts';
import type { From, Handlers } from '../../../../src/shared/commands.ts';
import type { Settings, SiteRule } from '../../../../src/shared/state.ts';

const SHOP: From = { site: 'www.shop.example', frameSite: 'ads.example' };

function setUp(rule: Partial<SiteRule> = {}, settings: Partial<Settings> = {}) {
	const store = createStore({
		settings: { ...SETTINGS, country: 'IT', ...settings },
		presence: { show: 'available', status: '' },
	});
	store.sites.set('shop.example', { site: 'shop.example', ...rule });
	const service: Pick<Service, 'store' | 'language'> = { store, language: 'en' };
	const dispatch = createDispatch(pageCommands(service as Service) as Handlers, () => {});
	return (written: string, { language = '', from = SHOP } = {}) => {
		const input = { candidates: [{ written, before: '', after: '' }], language };
		return dispatch({ command: 'numbers.judge', input }, 'anyone', from);
	};
}

const only = (target: string, cue = false) => ({
	ok: true,
	value: { off: false, judged: [[expect.objectContaining({ target, cue })]] },
});
const NONE = { ok: true, value: { off: false, judged: [[]] } };
const OFF = { ok: true, value: { off: true } };

describe('whose rules a number without a country code is read by', () => {
	test('the site’s, as the person set it, before what the page says', async () => {
		const judge = setUp({ country: 'DE' });
		expect(await judge('0171 2345678', { language: 'fr-FR' })).toEqual(only('tel:+491712345678', true));
	});

	test('what the page says, before the person’s own', async () => {
		const judge = setUp();
		expect(await judge('0171 2345678', { language: 'de-DE' })).toEqual(only('tel:+491712345678', true));
		expect(await judge('0171 2345678', { from: { site: 'shop.de', frameSite: 'shop.de' } })).toEqual(
			only('tel:+491712345678', true),
		);
	});

	test('the person’s own', async () => {
		const judge = setUp();
		expect(await judge('045 800 0000')).toEqual(only('tel:+390458000000'));
		expect(await judge('(212) 555-1234')).toEqual(NONE);
	});
});

test('a site that is off, or all of them, and what is typed is still read', async () => {
	expect(await setUp({ off: true })('045 800 0000')).toEqual(OFF);
	const judge = setUp({}, { pages: { ...SETTINGS.pages, marks: false } });
	expect(await judge('045 800 0000')).toEqual(OFF);
	expect(await judge('045 800 0000', { from: NO_PAGE })).toEqual(only('tel:+390458000000'));
});

test('what is no number on a site, and what is one only there', async () => {
	const judge = setUp({ notNumbers: ['+390458000000'], internal: ['4XXX'] });
	expect(await judge('045 800 0000')).toEqual(NONE);
	expect(await judge('045 800 0001')).toEqual(only('tel:+390458000001'));
	expect(await judge('4711')).toEqual(only('tel:4711'));
	expect(await judge('4711', { from: { site: 'other.example', frameSite: '' } })).toEqual(NONE);
});
