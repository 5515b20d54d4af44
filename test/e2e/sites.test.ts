/**
 * What a person sets about pages: off and on from the popup at once, site by site, the list of the page's numbers with its
 * frames, national numbers by the menu, extensions that the other side hears. Chromium and Firefox.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { type App, openApp } from '../support/app.ts';
import { endCall } from '../support/call-window.ts';
import { press, says, type } from '../support/hands.ts';
import { markedTexts, untilMarked } from '../support/marked.ts';
import { BROWSERS, type Person, startPerson } from '../support/person.ts';
import { hears } from '../support/sound.ts';
import { until } from '../support/until.ts';

const SITE = 'chat.example.test';
const OTHER = 'other.example.test';

let servers: Servers;
beforeAll(async () => {
	servers = await startServers({ prosody: true, kamailio: true, web: true });
});
afterAll(async () => await servers?.stop());

describe.each(BROWSERS)('in %s', (kind) => {
	let person: Person;
	let app: App;
	let number: string;

	beforeAll(async () => {
		person = await startPerson({ kind, name: `sites-${kind}`, servers });
		app = await openApp(person);
		number = servers.account('bob').number;
		await app.signIn(servers, 'alice', { chat: false });
		await app.ask('settings.change', { country: 'DE' });
	});
	afterAll(async () => await person?.close());

	async function open(path: string, body: string, host = SITE): Promise<Page> {
		const address = servers.web.put(
			path,
			`<!doctype html><html lang="de-DE"><meta charset="utf-8"><title>x</title>${body}`,
		);
		return await person.openPage(on(host, address));
	}

	/** The popup over a page, on its third tab. */
	async function onPage(page: Page): Promise<Page> {
		const popup = await person.openPopup(page);
		await popup.locator('#tab-page').click();
		await popup.waitForSelector('.this-page');
		return popup;
	}

	test('one site is allowed, by its name: its pages that are open have their numbers marked, others not', async () => {
		const here = await open('/one', `<p>${number}</p>`);
		const elsewhere = await open('/two', `<p>${number}</p>`, OTHER);
		await app.page.bringToFront();
		await type(app.page, { site: SITE }, '.site-choice');
		await press(app.page, 'Add');
		await untilMarked(here, [number]);
		expect(await markedTexts(elsewhere)).toEqual([]);
		const popup = await onPage(elsewhere);
		await says(popup, `not allowed to look for numbers on ${OTHER} yet`);
		await person.picture(popup, 'page-not-allowed');
		await here.close();
		await elsewhere.close();
	});

	test('a page that is not allowed can be looked at once', async () => {
		const elsewhere = await open('/once', `<p>${number}</p>`, OTHER);
		const popup = await onPage(elsewhere);
		await press(popup, 'Look once');
		await untilMarked(elsewhere, [number]);
		await says(popup, 'This page (1)');
		await elsewhere.reload();
		expect(await markedTexts(elsewhere)).toEqual([]);
		await elsewhere.close();
	});

	test('everywhere, from now on', async () => {
		await app.allowAllSites();
	});

	test('off from the popup: marks go at once in every tab and leave nothing behind; on again they are back', async () => {
		const frame = on(OTHER, servers.web.put('/framed', `<!doctype html><p>${number}</p>`));
		const page = await open('/off', `<p>${number}</p><a href="tel:${number}">Bob</a><iframe src="${frame}"></iframe>`);
		const second = await open('/off-too', `<p>${number}</p>`);
		const other = await open('/stays', `<p>${number}</p>`, OTHER);
		for (const marked of [page, second, other]) await untilMarked(marked, [number]);
		const inFrame = () => page.frames().find((one) => one.url() === frame);
		await until('marked in the frame', () => inFrame()?.evaluate(() => CSS.highlights.has('twinline-number')));

		const popup = await onPage(page);
		await press(popup, `Numbers on ${SITE}`, 'checkbox');
		for (const unmarked of [page, second]) await untilMarked(unmarked, []);
		await until('nothing is left in the frame', () =>
			inFrame()?.evaluate(() => !CSS.highlights.has('twinline-number')),
		);
		expect(await page.evaluate(() => CSS.highlights.size)).toBe(0);
		expect(await markedTexts(other)).toEqual([number]);
		await says(popup, 'Switched off: nothing is looked for on this page.');
		await person.picture(popup, 'page-off');
		expect(await slots(page)).toEqual([]);

		await page.bringToFront();
		await page.reload();
		// A frame from elsewhere is told by the judge.
		await until('no script of ours lives there', async () => (await slots(page)).length === 0);
		expect(await markedTexts(page)).toEqual([]);

		const again = await onPage(page);
		await press(again, `Numbers on ${SITE}`, 'checkbox');
		for (const marked of [page, second]) await untilMarked(marked, [number]);
		expect((await app.see()).overview?.calls).toEqual([]);
		for (const open of [page, second, other]) await open.close();
	});

	test('off everywhere, and on again', async () => {
		const pages = [await open('/all', `<p>${number}</p>`), await open('/all', `<p>${number}</p>`, OTHER)];
		for (const page of pages) await untilMarked(page, [number]);
		const change = (marks: boolean) => app.ask('settings.change', { pages: { marks, evenIfOptedOut: false } });
		await change(false);
		for (const page of pages) await untilMarked(page, []);
		await change(true);
		for (const page of pages) await untilMarked(page, [number]);
		for (const page of pages) await page.close();
	});

	test('a page that asks to be left alone is, until the person says otherwise', async () => {
		const page = await open('/asks', `<meta name="format-detection" content="telephone=no"><p>${number}</p>`);
		const popup = await onPage(page);
		await says(popup, 'This page asks not to have its numbers found.');
		expect(await markedTexts(page)).toEqual([]);
		await press(popup, 'Look anyway');
		await untilMarked(page, [number]);
		await page.reload();
		await untilMarked(page, [number]);
		await app.ask('site.forget', { site: SITE });
		await untilMarked(page, []);
		await page.close();
	});

	test('the numbers of the page are listed, with those of a frame from elsewhere, and called', async () => {
		const carol = servers.account('carol').number;
		const frame = on(OTHER, servers.web.put('/inner', `<!doctype html><p>Write to or call ${carol}</p>`));
		const page = await open('/list', `<p>Bob is at ${number}</p><iframe src="${frame}"></iframe>`);
		await untilMarked(page, [number]);
		const popup = await onPage(page);
		await says(popup, ['This page (2)', `in a frame from ${OTHER}`]);
		await person.picture(popup, 'page-numbers');
		await popup.focus('#find');
		await popup.keyboard.press('ArrowDown');
		await popup.keyboard.press('ArrowDown');
		await popup.keyboard.press('Enter');
		const call = await app.until('a call', ({ overview }) => overview?.calls[0]);
		expect(call.peer).toBe(`tel:${carol}`);
		await endCall(person, app);
		await page.close();
	});

	test('extensions of an intranet are numbers there, and nowhere else', async () => {
		await app.ask('site.set', { site: SITE, internal: ['2XXX'] });
		const body = '<p>Reception: 2001, year: 3001</p>';
		const here = await open('/intranet', body);
		const elsewhere = await open('/intranet', body, OTHER);
		await untilMarked(here, ['2001']);
		expect(await markedTexts(elsewhere)).toEqual([]);
		await app.ask('site.forget', { site: SITE });
		await untilMarked(here, []);
		for (const page of [here, elsewhere]) await page.close();
	});

	test('the menu calls a selection: a national number by what is set for its site', async () => {
		await app.ask('site.set', { site: SITE, country: 'IT' });
		await app.ask('call.place', { target: '045 805 0500', site: SITE });
		const call = await app.until('a call', ({ overview }) => overview?.calls[0]);
		expect(call.peer).toBe('tel:+390458050500');
		await endCall(person, app);
		await app.ask('site.forget', { site: SITE });
		for (const item of ['call-selection', 'call-link', 'chat-link']) expect(await hasMenu(item)).toBe(true);
		expect(await hasMenu('another')).toBe(false);
	});

	/** Hosts of the frames of the page that have a script of ours alive in them. */
	function slots(page: Page): Promise<string[]> {
		return app.page.evaluate(async (address) => {
			const api = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
			const tab = (await api.tabs.query({})).find(({ url }) => url === address);
			const frames = await api.scripting.executeScript({
				target: { tabId: tab?.id ?? -1, allFrames: true },
				func: () => (Symbol.for('twinline') in globalThis ? location.host : ''),
			});
			return frames.map(({ result }) => String(result)).filter(Boolean);
		}, page.url());
	}

	/** A browser refuses to change a menu item that is not there. */
	function hasMenu(item: string): Promise<boolean> {
		return app.page.evaluate(async (id) => {
			const api = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
			return await Promise.resolve(api.contextMenus.update(id, {})).then(
				() => true,
				() => false,
			);
		}, item);
	}
});

describe('dialling', () => {
	let alice: Person;
	let bob: Person;
	let aliceApp: App;
	let bobApp: App;
	beforeAll(async () => {
		alice = await startPerson({ kind: 'chromium', name: 'sites-alice', servers, tone: 440 });
		bob = await startPerson({ kind: 'chromium', name: 'sites-bob', servers, tone: 880 });
		[aliceApp, bobApp] = [await openApp(alice), await openApp(bob)];
		await Promise.all([
			aliceApp.signIn(servers, 'alice', { chat: false }),
			bobApp.signIn(servers, 'bob', { chat: false }),
		]);
	});
	afterAll(async () => {
		await alice?.close();
		await bob?.close();
	});

	test('an extension of a number is heard by the other side, after the answer', async () => {
		await aliceApp.ask('call.place', { target: `tel:${servers.account('bob').number};ext=5` });
		const incoming = await bobApp.call('ringing');
		const window = await alice.view('call');
		await says(window, 'Extension 5 is dialled when they answer');
		await alice.picture(window, 'extension');
		// A receiver plays RFC 4733 events as the tones they stand for: 5 is 770 Hz with 1336 Hz.
		await Promise.all([hears(bob, 770, 1336), bobApp.ask('call.answer', { call: incoming.id })]);
		await says(window, 'Extension 5 was dialled');
		const { id } = await aliceApp.call('live');
		await aliceApp.ask('call.hangUp', { call: id });
		await aliceApp.until('no call', ({ overview }) => overview?.calls.length === 0);
	});
});

/** The same address on another host: every page is on all of them. */
function on(host: string, address: string): string {
	return address.replace('www.example.test', host);
}
