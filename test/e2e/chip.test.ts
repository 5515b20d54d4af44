/** The chip: what it shows at a number, what its buttons do, and that no page can make it lie. Chromium and Firefox. */
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { type App, openApp } from '../support/app.ts';
import { endCall } from '../support/call-window.ts';
import { chipWith, noChip, pressInChip, seenChip, untilSettled } from '../support/chip.ts';
import { pointIn, untilMarked } from '../support/marked.ts';
import { BROWSERS, type Person, startPerson } from '../support/person.ts';
import { pressShortcut } from '../support/shortcut.ts';
import { until } from '../support/until.ts';

let servers: Servers;
beforeAll(async () => {
	servers = await startServers({ prosody: true, kamailio: true, web: true });
});
afterAll(async () => await servers?.stop());

const ITALIAN = '+39 045 800 0000';

describe.each(BROWSERS)('in %s', (kind) => {
	let alice: Person;
	let app: App;
	let page: Page;
	let number: string;

	beforeAll(async () => {
		number = servers.account('carol').number;
		alice = await startPerson({ kind, name: `chip-${kind}`, servers });
		app = await openApp(alice);
		await app.signIn(servers, 'alice');
		await app.allowAllSites();
		await app.ask('settings.change', { country: 'DE' });
	});
	afterEach(async () => await page?.close());
	afterAll(async () => await alice?.close());

	/** Opens a page, of another site if it is named, and waits until these numbers are marked. */
	async function open(body: string, numbers: readonly string[] = [], site = 'www'): Promise<void> {
		const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><body>${body}`;
		const url = new URL(servers.web.put('/chip', html));
		url.hostname = `${site}.example.test`;
		page = await alice.openPage(url.href);
		await untilMarked(page, numbers);
	}
	async function pointAt(text: string): Promise<void> {
		const { x, y } = await pointIn(page, text);
		await page.mouse.move(x - 40, y - 40);
		await page.mouse.move(x, y, { steps: 3 });
	}
	const html = () => page.evaluate(() => document.documentElement.outerHTML);
	/** The session document answers commands in order: had a call been asked for, it would be there by now. */
	async function noCall(): Promise<void> {
		await app.ask('recents.seen', {});
		expect((await app.see()).overview?.calls).toEqual([]);
	}
	async function callTo(peer: string): Promise<void> {
		const call = await app.until('the call', ({ overview }) => overview?.calls[0]);
		expect(call.peer).toBe(peer);
		await endCall(alice, app);
	}

	describe('pointing', () => {
		test('at a number shows what it is; Call calls it; the page is as it was', async () => {
			await open(`<p style="margin: 80px">Ring <b>${number}</b> today</p>`, [number]);
			const before = await html();
			await pointAt(number);
			const chip = await chipWith(app, page, 'Germany');
			expect(chip.controls.map(({ name }) => name)).toEqual([
				expect.stringMatching(/^Call \+49/),
				'Copy',
				'Not a number here',
				'Not on this site',
			]);
			expect(chip.lowest).toBeGreaterThanOrEqual(24);
			await alice.picture(page, 'chip');
			await pressInChip(app, page, 'Call');
			await callTo(`tel:${number}`);
			await noChip(app, page);
			expect(await html()).toBe(before);
		});

		test('stays while the pointer is on it, and ends when it leaves; Escape ends it', async () => {
			await open(`<p style="margin: 80px">Ring ${number}</p>`, [number]);
			await pointAt(number);
			const { box } = await chipWith(app, page, 'Germany');
			await page.mouse.move(box.left + 40, box.bottom - 5, { steps: 5 });
			await chipWith(app, page, 'Germany');
			await page.mouse.move(box.right + 100, box.bottom + 100, { steps: 3 });
			await noChip(app, page);
			await pointAt(number);
			await chipWith(app, page, 'Germany');
			await page.keyboard.press('Escape');
			await noChip(app, page);
		});

		test('at an address of a contact shows who and whether they are there; Chat opens the chat', async () => {
			const { jid } = servers.account('bob');
			await open(`<p style="margin: 80px"><a href="sip:${jid}">reception</a></p>`);
			await pointAt('reception');
			const chip = await chipWith(app, page, 'Offline');
			expect(chip.words).toMatch(/^Bob\n/);
			expect(chip.words).toContain(jid);
			await alice.picture(page, 'chip-contact');
			await pressInChip(app, page, 'Chat');
			const conversation = await alice.view('conversation');
			await conversation.waitForFunction((who) => location.search.includes(encodeURIComponent(who)), {}, jid);
			await conversation.close();
			await noCall();
		});

		test('follows what scrolls, stays inside of the window, and ends with its number out of sight', async () => {
			await open(`<div style="height: 3000px; padding-top: 300px">Ring ${number}</div>`, [number]);
			await pointAt(number);
			const first = (await chipWith(app, page, 'Germany')).box;
			await page.evaluate(() => scrollBy(0, 100));
			await until('it has followed', async () => ((await seenChip(app, page))?.box.top ?? 0) === first.top - 100);
			await page.evaluate(() => scrollBy(0, 1000));
			await noChip(app, page);
		});

		test('at the lower end of the window puts it above', async () => {
			await open(`<p style="position: fixed; bottom: 4px; right: 4px">${number}</p>`, [number]);
			await pointAt(number);
			const { box } = await chipWith(app, page, 'Germany');
			const { top, width } = await page.evaluate(() => ({
				top: document.querySelector('p')?.getBoundingClientRect().top ?? 0,
				width: innerWidth,
			}));
			expect(box.bottom).toBeLessThanOrEqual(top);
			expect(box.right).toBeLessThanOrEqual(width);
			expect(box.top).toBeGreaterThanOrEqual(0);
		});

		test('in a dialog of the page, and under the strictest policy', async () => {
			const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'">`;
			await open(
				`${policy}<dialog>Ring ${number}</dialog><script>document.querySelector('dialog').showModal()</script>`,
				[number],
			);
			await pointAt(number);
			const { box, lowest } = await chipWith(app, page, 'Germany');
			// As its own style says.
			expect(box.right - box.left).toBeGreaterThanOrEqual(240);
			expect(box.right - box.left).toBeLessThanOrEqual(320);
			expect(lowest).toBeGreaterThanOrEqual(24);
			await pressInChip(app, page, 'Call');
			await callTo(`tel:${number}`);
		});
	});

	describe('one more click', () => {
		test('for a number of another country', async () => {
			await open(`<p style="margin: 80px"><a href="tel:${ITALIAN}">Verona</a></p>`);
			await page.click('a');
			const chip = await chipWith(app, page, 'another country');
			expect(chip.words).toContain(ITALIAN);
			expect(chip.focused).toBe('chip');
			await noCall();
			await pressInChip(app, page, 'Call');
			await callTo('tel:+390458000000');
		});

		test('for a marked number of another country too', async () => {
			await open(`<p style="margin: 80px">Verona ${ITALIAN}</p>`, [ITALIAN]);
			await page.click('p', { offset: { x: 120, y: 8 } });
			expect((await chipWith(app, page, 'another country')).focused).toBe('chip');
			await noCall();
		});

		test('for a link whose text shows another number than it calls', async () => {
			await open(`<p style="margin: 80px"><a href="tel:${number}">030 901820</a></p>`);
			await page.click('a');
			await chipWith(app, page, 'The text shows another number. This link calls +49');
			await alice.picture(page, 'chip-differs');
			await noCall();
			await page.keyboard.press('Escape');
			await noChip(app, page);
			await noCall();
		});
	});

	describe('in the chip', () => {
		test('Copy copies', async () => {
			await open(`<p style="margin: 80px">Ring ${number}</p><textarea></textarea>`, [number]);
			await pointAt(number);
			await chipWith(app, page, 'Germany');
			await pressInChip(app, page, 'Copy');
			await chipWith(app, page, 'Copied');
			expect((await seenChip(app, page))?.said).toBe('Copied');
			await page.focus('textarea');
			await page.keyboard.down('Control');
			await page.keyboard.press('v', kind === 'chromium' ? { commands: ['Paste'] } : {});
			await page.keyboard.up('Control');
			expect((await page.$eval('textarea', ({ value }) => value)).replaceAll(' ', '')).toBe(number);
		});

		test('Not a number here: it is none any more on this site, at once', async () => {
			await open(`<p style="margin: 80px">${number} and ${ITALIAN}</p>`, [number, ITALIAN], 'other');
			await pointAt(number);
			await chipWith(app, page, 'Germany');
			await pressInChip(app, page, 'Not a number here');
			await untilMarked(page, [ITALIAN]);
			await noChip(app, page);
		});

		test('the country of the site’s numbers is changed, at once', async () => {
			const html = '<p style="margin: 80px">Tel: 030 2312500</p><p>Tel: 345 678 9012</p>';
			await open(html, ['030 2312500'], 'chat');
			await pointAt('030 2312500');
			const { words } = await chipWith(app, page, 'Numbers on this site are from Germany');
			expect(words).toContain('+49 30 2312500');
			await pressInChip(app, page, 'Change');
			await page.keyboard.type('Ital');
			await pressInChip(app, page, 'Save');
			await noChip(app, page);
			// This one is none in Germany.
			await untilMarked(page, ['030 2312500', '345 678 9012']);
			await pointAt('030 2312500');
			expect((await chipWith(app, page, 'from Italy')).words).toContain('+39 030 231 2500');
		});

		test('Not on this site: nothing is marked any more, at once', async () => {
			await open(`<p style="margin: 80px">${number}</p>`, [number], 'sip');
			await pointAt(number);
			await chipWith(app, page, 'Germany');
			await pressInChip(app, page, 'Not on this site');
			await untilMarked(page, []);
			await noChip(app, page);
		});
	});

	test('keys walk through the page and its frames, say each number, call it, and go back', async () => {
		const frame = servers.web.put('/chip-frame', `<!doctype html><meta charset="utf-8"><p>Frame ${ITALIAN}</p>`);
		await open(
			`<input autofocus value="mine"><p>One ${number}</p><p><a href="tel:${ITALIAN}">Two</a></p><iframe src="${frame}"></iframe>`,
			[number],
		);
		const inner = await page.waitForFrame((one) => one.url() === frame);
		await inner.waitForFunction(() => CSS.highlights.get('twinline-number')?.size === 1);
		await page.focus('input');
		const before = await html();
		const said = (words: string) =>
			until(`"${words}" is said`, async () => (await seenChip(app, page))?.said.endsWith(words));
		await pressShortcut(alice, 'next-number');
		await said('Germany, 1 of 2');
		expect(await page.evaluate(() => getSelection()?.toString())).toBe(number);
		await pressShortcut(alice, 'next-number');
		await said('Italy, 2 of 2');
		await pressShortcut(alice, 'next-number');
		await said('Italy, 1 of 1');
		expect(await inner.evaluate(() => getSelection()?.toString())).toBe(ITALIAN);
		await pressShortcut(alice, 'next-number');
		await said('Germany, 1 of 2');
		await pressShortcut(alice, 'previous-number');
		await said('Italy, 1 of 1');
		await pressShortcut(alice, 'next-number');
		await said('Germany, 1 of 2');
		expect(await page.evaluate(() => document.activeElement?.localName)).not.toBe('iframe');
		await page.keyboard.press('Tab');
		await until('the focus is on Call', async () => (await seenChip(app, page))?.focused.startsWith('Call'));
		await page.keyboard.press('Escape');
		await noChip(app, page);
		expect(await page.evaluate(() => document.activeElement?.localName)).toBe('input');
		expect(await html()).toBe(before);
		await pressShortcut(alice, 'next-number');
		await said('Germany, 1 of 2');
		await page.keyboard.press('Tab');
		await until('the focus is on Call', async () => (await seenChip(app, page))?.focused.startsWith('Call'));
		await page.keyboard.press('Enter');
		await callTo(`tel:${number}`);
	});

	describe('a hostile page', () => {
		/** Runs in the page: the chip's host, as far as a page can find it. */
		const HOST =
			"const host = document.documentElement.lastElementChild; if (!host.popover) throw new Error('no host');";
		const act = (code: string) => page.evaluate(`(() => { ${HOST} ${code} })()`);

		async function chipAtNumber(): Promise<{ x: number; y: number }> {
			await open(`<p style="margin: 80px">Ring <b id="n">${number}</b></p>`, [number]);
			await pointAt(number);
			const chip = await chipWith(app, page, 'Germany');
			const { x = 0, y = 0 } = chip.controls[0] ?? {};
			return { x, y };
		}

		test.each([
			['removes it', 'host.remove()'],
			['moves it', 'document.body.append(host)'],
			['takes it from the top', 'host.hidePopover()'],
			['changes the number', "document.getElementById('n').firstChild.data = '+49 900 1000000'"],
			['takes the number away', "document.getElementById('n').remove()"],
		])('that %s: it is gone, and nothing is called', async (_, code) => {
			const { x, y } = await chipAtNumber();
			await page.mouse.move(x, y, { steps: 3 });
			await act(code);
			await noChip(app, page);
			await page.mouse.click(x, y);
			await noCall();
		});

		const cover = 'position: fixed; inset: 0; width: 100vw; height: 100vh; background: #fff; border: 0;';
		test.each([
			[
				'covers it with a picture that lets clicks through',
				`const over = document.createElement('div'); over.popover = 'manual'; over.textContent = 'Play';
				over.style.cssText = '${cover} pointer-events: none'; document.body.append(over); over.showPopover();`,
			],
			[
				'covers it with something to click',
				`const over = document.createElement('dialog'); over.style.cssText = '${cover}'; document.body.append(over); over.showModal();`,
			],
			[
				'clicks itself',
				`host.click(); for (const target of [host, document, window]) target.dispatchEvent(new PointerEvent('click',
				{ bubbles: true, composed: true, clientX: 150, clientY: 190 }));`,
			],
		])('that %s: nothing is called', async (_, code) => {
			const { x, y } = await chipAtNumber();
			await page.mouse.move(x, y, { steps: 3 });
			await act(code);
			await untilSettled(page);
			if (!code.includes('click()')) await page.mouse.click(x, y);
			await noCall();
		});

		test('whose style would hide, move and pass it by: it is where it was, and calls what it shows', async () => {
			const { x, y } = await chipAtNumber();
			await act(
				`const style = document.createElement('style');
				style.textContent = 'html > div { opacity: 0.1 !important; transform: translate(50px, 90px) !important; pointer-events: none !important; clip-path: inset(50%) !important; font-size: 1px !important }';
				host.style.cssText = 'opacity: 0 !important; display: none !important; left: 300px !important; filter: blur(9px) !important; zoom: 3 !important';
				host.animate([{ opacity: 0, transform: 'scale(3)' }], { duration: 100000 });
				document.head.append(style);`,
			);
			const [control] = (await chipWith(app, page, 'Germany')).controls;
			expect({ x: control?.x, y: control?.y }).toEqual({ x, y });
			await pressInChip(app, page, 'Call');
			await callTo(`tel:${number}`);
		});
	});
});
