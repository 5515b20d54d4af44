/** A page can never place a call by itself, and what it sends reaches no command of ours. Chromium and Firefox. */
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { type App, openApp } from '../support/app.ts';
import { untilMarked } from '../support/marked.ts';
import { BROWSERS, type Person, startPerson } from '../support/person.ts';

let servers: Servers;
beforeAll(async () => {
	servers = await startServers({ prosody: true, kamailio: true, web: true });
});
afterAll(async () => await servers?.stop());

describe.each(BROWSERS)('in %s', (kind) => {
	let alice: Person;
	let app: App;
	let page: Page;
	let address: string;

	beforeAll(async () => {
		alice = await startPerson({ kind, name: `page-${kind}`, servers });
		app = await openApp(alice);
		await app.signIn(servers, 'alice');
		await app.ask('settings.change', { country: 'DE' }); // as the numbers are: one click calls them
		await app.allowAllSites();
		const { number } = servers.account('carol');
		const body = `<!doctype html><meta charset=utf-8><title>Numbers</title><p>Call <b id=plain>${number}</b>.
			<p><a id=tel href="tel:${number}">ring us</a> <a id=chat href="xmpp:${servers.account('bob').jid}?message;body=Hello">write to us</a>`;
		address = servers.web.put('/page', body);
	});
	beforeEach(async () => {
		// A fresh one each time: a page whose click opened another window gets no more mouse events in headless Chromium.
		page = await alice.openPage(address);
		await untilMarked(page, [servers.account('carol').number]); // until then our script may not be in the page
	});
	afterEach(async () => await page.close());
	afterAll(async () => await alice?.close());

	test('a synthetic click on a link or a number, a message, a submitted form: no call, no window', async () => {
		await page.evaluate(() => {
			for (const id of ['tel', 'chat', 'plain']) {
				const element = document.getElementById(id);
				element?.addEventListener('click', (event) => event.preventDefault());
				element?.click();
				const { x = 0, y = 0 } = element?.getBoundingClientRect() ?? {};
				element?.dispatchEvent(
					new MouseEvent('click', { bubbles: true, composed: true, clientX: x + 4, clientY: y + 4 }),
				);
				element?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
			}
			for (const message of [{ command: 'call.place', input: { target: '+4930231250' } }, { ensure: true }]) {
				window.postMessage(message, '*');
				document.dispatchEvent(new CustomEvent('message', { detail: message }));
			}
		});
		// The session document answers commands in order: had a call been asked for, it would be there by now.
		await app.ask('recents.seen', {});
		expect((await app.see()).overview?.calls).toEqual([]);
		expect(await alice.views('conversation')).toEqual([]);
	});

	test('the page is as it was, to the byte', async () => {
		const html = await page.evaluate(() => document.documentElement.outerHTML);
		expect(html).not.toMatch(/twinline|highlight|data-|style=/i);
	});

	test('a person’s click on a link to an address opens the chat with its text in the field, sent by nobody', async () => {
		await page.click('#chat');
		const conversation = await alice.view('conversation');
		await conversation.waitForFunction(() => document.querySelector('textarea')?.value === 'Hello');
		const [{ id } = { id: '' }] = (await app.see()).overview?.accounts.filter((row) => row.protocol === 'xmpp') ?? [];
		await app.messages(id, servers.account('bob').jid, 'no message', (all) => all.length === 0);
		await conversation.close();
	});

	test.each(['#tel', '#plain'])('a person’s click on %s calls', async (where) => {
		await page.click(where);
		// Nobody is there to answer: the call may be over before the view hears of it.
		const call = await app.until('the call', ({ overview }) => overview?.calls[0]);
		expect(call.peer).toBe(`tel:${servers.account('carol').number}`);
		await app.until('no call', ({ overview }) => overview?.calls.length === 0);
	});
});
