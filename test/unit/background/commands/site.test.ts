import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import type { Service } from '../../../../src/background/commands/service.ts';
import { siteCommands } from '../../../../src/background/commands/site.ts';
import { createDispatch } from '../../../../src/background/dispatch.ts';
import { NO_PAGE } from '../../../../src/background/sender.ts';
import { openDatabase } from '../../../../src/background/storage/database.ts';
import { SETTINGS } from '../../../../src/background/storage/singletons.ts';
import { loadSites } from '../../../../src/background/storage/sites.ts';
import { createStore } from '../../../../src/background/store.ts';
import type { Caller, From, Handlers } from '../../../../src/shared/commands.ts';

const SHOP: From = { site: 'www.shop.example', frameSite: 'ads.example' };

async function setUp() {
	const store = createStore({ settings: SETTINGS, presence: { show: 'available', status: '' } });
	const db = await openDatabase(crypto.randomUUID());
	const pages = vi.fn();
	const platform = { pages } as Partial<Service['platform']> as Service['platform'];
	const dispatch = createDispatch(siteCommands({ store, db, platform } as Service) as Handlers, () => {});
	const ask = (command: string, input: unknown, caller: Caller = 'pages', from = NO_PAGE) =>
		dispatch({ command, input }, caller, from);
	const fromShop = (input: unknown) => ask('site.change', input, 'anyone', SHOP);
	return { store, db, pages, ask, fromShop };
}

describe('from a page', () => {
	test('it is about the site in the address bar, whatever frame asks and whatever it claims', async () => {
		const { fromShop, db, pages } = await setUp();
		await fromShop({ off: true, site: 'bank.example' });
		expect(await loadSites(db)).toEqual([{ site: 'shop.example', off: true }]);
		expect(pages).toHaveBeenCalledWith(expect.objectContaining({ marks: true, off: ['shop.example'] }), [
			'shop.example',
		]);
	});

	test('“not a number” is added to those known, once', async () => {
		const { fromShop, store } = await setUp();
		for (const notNumber of ['+390458000000', '+390458000001', '+390458000000']) await fromShop({ notNumber });
		expect(store.sites.get('shop.example')?.notNumbers).toEqual(['+390458000000', '+390458000001']);
	});

	test('“from” changes the country and leaves the rest', async () => {
		const { fromShop, store } = await setUp();
		await fromShop({ notNumber: '+390458000000' });
		await fromShop({ country: 'IT' });
		expect(store.sites.values()).toEqual([{ site: 'shop.example', country: 'IT', notNumbers: ['+390458000000'] }]);
	});

	test('other things, and other sites, are not for a page to set', async () => {
		const { ask, store } = await setUp();
		for (const command of ['site.set', 'site.forget'])
			expect(await ask(command, { site: 'bank.example', off: true }, 'anyone', SHOP)).toMatchObject({
				code: 'forbidden',
			});
		expect(store.sites.size).toBe(0);
	});

	test('a page that is no site has nothing to set', async () => {
		const { ask, store } = await setUp();
		expect(await ask('site.change', { off: true }, 'anyone')).toMatchObject({ code: 'bad-site' });
		expect(store.sites.size).toBe(0);
	});
});

describe('from our own views', () => {
	test('any site, as it is typed; what is taken away leaves the rest, and the last thing the whole rule', async () => {
		const { ask, db, store, pages } = await setUp();
		await ask('site.set', { site: 'https://Intranet.example/x', internal: ['2XXX'], off: false });
		expect(await loadSites(db)).toEqual([{ site: 'intranet.example', internal: ['2XXX'], off: false }]);
		await ask('site.set', { site: 'intranet.example', internal: [] });
		expect(await loadSites(db)).toEqual([{ site: 'intranet.example', off: false }]);
		await ask('site.set', { site: 'intranet.example', off: null });
		expect(await loadSites(db)).toEqual([]);
		expect(store.sites.size).toBe(0);
		expect(pages.mock.lastCall).toEqual([
			{ marks: true, off: [], on: [], internal: [], anyway: [] },
			['intranet.example'],
		]);
	});

	test('a forgotten site is as if nothing had ever been set', async () => {
		const { ask, db } = await setUp();
		const site = 'shop.example';
		await ask('site.set', { site, off: true, country: 'IT', evenIfOptedOut: true, notNumbers: ['+390458000000'] });
		await ask('site.forget', { site });
		expect(await loadSites(db)).toEqual([]);
	});

	test.each([
		[{ site: 'two words', off: true }, 'bad-site'],
		[{ site: 'shop.example', country: 'Italy' }, 'bad-request'],
		[{ site: 'shop.example', internal: ['2XXX', 'hello'] }, 'bad-request'],
		[{ site: 'shop.example', notNumbers: ['045 800'] }, 'bad-request'],
	])('%j is refused, and nothing is changed', async (input, code) => {
		const { ask, store } = await setUp();
		expect(await ask('site.set', input)).toMatchObject({ code });
		expect(store.sites.size).toBe(0);
	});
});
