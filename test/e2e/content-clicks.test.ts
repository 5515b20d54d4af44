/** What a click on a web page asks of the extension: exactly one command, or none. Chromium and Firefox. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { openApp } from '../support/app.ts';
import { pointIn, untilMarked } from '../support/marked.ts';
import { BROWSERS, type Person, startPerson } from '../support/person.ts';
import { until } from '../support/until.ts';

let servers: Servers;
beforeAll(async () => {
	servers = await startServers({ web: true });
});
afterAll(async () => await servers?.stop());

const N = '+39 045 800 0000';
const CALL = ['call.place', 'tel:+390458000000'];

describe.each(BROWSERS)('in %s', (kind) => {
	let person: Person;
	let listener: Page;
	let page: Page;

	beforeAll(async () => {
		person = await startPerson({ kind, name: `content-clicks-${kind}`, servers });
		const app = await openApp(person);
		await app.ask('settings.change', { country: 'IT' }); // as the numbers are: one click calls them
		await app.allowAllSites();
		listener = app.page;
		await listener.evaluate(listenForCommands);
	});
	afterAll(async () => await person?.close());
	beforeEach(async () => {
		await page?.close();
		await listener.evaluate(() => (globalThis as unknown as Listening).heard.splice(0));
	});

	/** Opens a page whose numbers are marked; the last one is there to see that the script has come so far. */
	async function open(path: string, body: string, numbers: readonly string[] = []): Promise<void> {
		const html = `<!doctype html><meta charset="utf-8"><title>x</title><body>${body}<p>+44 20 7946 0000</p>`;
		page = await person.openPage(servers.web.put(path, html));
		await untilMarked(page, [...numbers, '+44 20 7946 0000']);
	}
	/** The commands of this page so far, after one more that shows that all before it have been heard. */
	async function commands(): Promise<string[][]> {
		await page.evaluate(() => {
			document.getElementById('last')?.remove();
			document.body.insertAdjacentHTML(
				'beforeend',
				'<a id="last" href="tel:0" style="position: fixed; right: 0; top: 0">last</a>',
			);
		});
		await page.click('#last');
		const heard = () => listener.evaluate(() => (globalThis as unknown as Listening).heard);
		await until('the last command', async () => (await heard()).some(([, target]) => target === 'tel:0'));
		return (await heard()).filter(([, target]) => target !== 'tel:0');
	}
	async function clickOn(text: string, options: { count?: number } = {}): Promise<void> {
		const { x, y } = await pointIn(page, text);
		await page.mouse.click(x, y, options);
	}

	test('a number: one click, one call; its neighbours, its line and what lies between: none', async () => {
		await open('/number', `<p>Ring ${N} today</p><p id="wide">+39 045 <b>800 0001</b></p>`, [N, '+39 045 800 0001']);
		await clickOn(N);
		expect(await commands()).toEqual([CALL]);
		await clickOn('Ring');
		await clickOn('today');
		const { y } = await pointIn(page, N);
		await page.mouse.click(700, y);
		expect(await commands()).toEqual([CALL]);
		await clickOn('800 0001');
		expect(await commands()).toEqual([CALL, ['call.place', 'tel:+390458000001']]);
	});

	test('a double click calls once, and selects; a selection by dragging does not call', async () => {
		await open('/selection', `<p>Ring ${N} today</p>`, [N]);
		const { x, y } = await pointIn(page, N);
		await page.mouse.move(x - 40, y);
		await page.mouse.down();
		await page.mouse.move(x + 40, y, { steps: 5 });
		await page.mouse.up();
		expect(await page.evaluate(() => getSelection()?.toString().length)).toBeGreaterThan(5);
		expect(await commands()).toEqual([]);
		await page.evaluate(() => getSelection()?.empty());
		await clickOn(N, { count: 2 });
		expect(await commands()).toEqual([CALL]);
	});

	test('links: to a number, to an address, in a shadow root, by Enter; others are the browser’s', async () => {
		await open(
			'/links',
			`<a id="tel" href="tel:+39-045-800-0000"><b>ring</b></a> <a id="sip" href="sip:bob@example.test">bob</a>
			<a id="xmpp" href="xmpp:bob@example.test?message;body=Hi">write</a> <a id="join" href="xmpp:r@example.test?join">room</a>
			<p id="host"></p><script>document.getElementById('host').attachShadow({ mode: 'open' }).innerHTML = '<a href="tel:1001">inner</a>';
			document.getElementById('join').addEventListener('click', (event) => { window.prevented = event.defaultPrevented; event.preventDefault(); });</script>`,
		);
		await page.click('#tel b');
		await page.click('#sip');
		await page.click('#xmpp');
		await page.click('#join');
		await page.click('#host');
		await page.click('#host >>> a');
		await page.focus('#tel');
		await page.keyboard.press('Enter');
		expect(await commands()).toEqual([
			CALL,
			['call.place', 'sip:bob@example.test'],
			['chat.open', 'xmpp:bob@example.test?message;body=Hi'],
			['call.place', 'tel:1001'],
			CALL,
		]);
		expect(await page.evaluate(() => (globalThis as unknown as { prevented: boolean }).prevented)).toBe(false);
	});

	test('what a script does is no click', async () => {
		await open(
			'/synthetic',
			`<p id="number">${N}</p><a id="tel" href="tel:1"><b>ring</b></a><label for="tel">x</label>`,
			[N],
		);
		const { x, y } = await pointIn(page, N);
		await page.evaluate(
			(clientX, clientY) => {
				const link = document.getElementById('tel') as HTMLAnchorElement;
				link.addEventListener('click', (event) => event.preventDefault());
				const init = {
					bubbles: true,
					cancelable: true,
					composed: true,
					detail: 1,
					clientX,
					clientY,
					pointerType: 'mouse',
				};
				for (const target of [link, link.firstChild, document.getElementById('number'), document, window]) {
					target?.dispatchEvent(new PointerEvent('click', init));
					target?.dispatchEvent(new MouseEvent('click', init));
				}
				link.click();
				link.focus();
				link.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
			},
			x,
			y,
		);
		// A click of the person that a script passes on is the script's.
		await page.evaluate(() =>
			document.querySelector('label')?.addEventListener('click', () => document.getElementById('tel')?.click()),
		);
		await page.click('label');
		expect(await commands()).toEqual([]);
	});

	test('what lies over or under something else, or cannot be seen, is not what was clicked', async () => {
		const over = 'position: fixed; inset: 0 auto auto 0; width: 300px; height: 60px;';
		await open(
			'/lures',
			`<p id="under">${N}</p><div id="cover" style="${over}"></div>
			<p style="margin-top: 60px; position: relative"><button>Play</button><a href="tel:666" style="position: absolute; inset: 0; opacity: 0.01">x</a></p>
			<a id="sheet" href="tel:666" hidden style="position: fixed; inset: 200px 0 0 0"></a><p id="faint" style="opacity: 0">+39 045 800 0002</p>`,
			[N, '+39 045 800 0002'],
		);
		await page.evaluate(() => document.addEventListener('click', (event) => event.preventDefault()));
		await clickOn(N);
		await page.click('button', { offset: { x: 5, y: 5 } });
		await clickOn('+39 045 800 0002');
		await page.evaluate(() => document.getElementById('sheet')?.removeAttribute('hidden'));
		await page.mouse.click(400, 300);
		await page.evaluate(() => document.getElementById('sheet')?.remove());
		expect(await commands()).toEqual([]);
		await page.evaluate(() => document.getElementById('cover')?.remove());
		await clickOn(N);
		expect(await commands()).toEqual([CALL]);
	});

	test('a number that changes under the pointer is not called', async () => {
		await open('/changing', `<p id="p">${N}</p>`, [N]);
		await page.evaluate(() => {
			addEventListener('mouseup', () => {
				const text = document.getElementById('p')?.firstChild as Text;
				text.data = '+39 045 800 0666';
			});
		});
		await clickOn(N);
		expect(await commands()).toEqual([]);
	});

	test('marks that the page takes away or spreads change nothing', async () => {
		await open('/highlights', `<p>${N}</p><p id="other">Click here</p>`, [N]);
		await page.evaluate(() => {
			const other = document.getElementById('other')?.firstChild as Text;
			const range = new StaticRange({ startContainer: other, startOffset: 0, endContainer: other, endOffset: 5 });
			CSS.highlights.get('twinline-number')?.add(range);
		});
		await clickOn('Click here');
		await page.evaluate(() => CSS.highlights.clear());
		await clickOn(N);
		expect(await commands()).toEqual([CALL]);
	});

	test('when the extension has left, links are the browser’s again and numbers are text', async () => {
		await open('/left', `<p>${N}</p><a id="tel" href="tel:1001">ring</a>`, [N]);
		await page.evaluate(() => {
			const kept = globalThis as unknown as { taken: boolean[] };
			kept.taken = [];
			addEventListener('click', (event) => {
				kept.taken.push(event.defaultPrevented);
				event.preventDefault();
			});
		});
		const isTaken = async () => {
			await page.click('#tel');
			return await page.evaluate(() => (globalThis as unknown as { taken: boolean[] }).taken.at(-1));
		};
		expect(await isTaken()).toBe(true);
		expect(await page.evaluate(hasMarks)).toBe(true);
		uninstall(listener);
		await until('the link is the browser’s', async () => (await isTaken()) === false);
		await until('nothing is marked', async () => !(await page.evaluate(hasMarks)));
	});
});

/** Runs in the page: is something marked, and does the style for it still apply? */
function hasMarks(): boolean {
	const { textDecorationLine } = getComputedStyle(document.body, '::highlight(twinline-number)');
	return textDecorationLine.includes('underline') && (CSS.highlights.get('twinline-number')?.size ?? 0) > 0;
}

/** As the person would. This page of the extension ends with it, answer or no answer. */
function uninstall(page: Page): void {
	const leaving = page.evaluate(() => {
		void ((globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome).management.uninstallSelf();
	});
	leaving.catch(() => {});
}

interface Listening {
	heard: string[][];
}

/** Runs in a page of the extension, which hears what the worker and the session document hear. */
function listenForCommands(): void {
	const { runtime } = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
	const listening = globalThis as unknown as Listening;
	listening.heard = [];
	runtime.onMessage.addListener((message: { command?: string; input?: { target?: string } }) => {
		const { command = '', input } = message;
		// Describing is for showing, and does nothing.
		if (input?.target !== undefined && command !== 'numbers.describe') listening.heard.push([command, input.target]);
	});
}
