/** Pages that would have the person call what they did not mean, or be in the way of the extension. Chromium and Firefox. */
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { type App, openApp } from '../support/app.ts';
import { chipWith, noChip, pressInChip } from '../support/chip.ts';
import { type Heard, hear } from '../support/heard.ts';
import { pointIn, untilMarked } from '../support/marked.ts';
import { buildScript } from '../support/pages/build.ts';
import { reportOf, WITNESS } from '../support/pages/witness.ts';
import { BROWSERS, type Person, startPerson } from '../support/person.ts';
import { until } from '../support/until.ts';

const N = '+39 045 800 0000';
const OTHER = '+39 045 800 0666';
const LAST = '+44 20 7946 0000';
const CALL = ['call.place', 'tel:+390458000000'];

let servers: Servers;
beforeAll(async () => {
	servers = await startServers({ web: true });
	servers.web.put('/editors.js', await buildScript('editors.ts'), 'text/javascript');
});
afterAll(async () => await servers?.stop());

describe.each(BROWSERS)('in %s', (kind) => {
	let person: Person;
	let app: App;
	let heard: Heard;
	let page: Page;

	beforeAll(async () => {
		person = await startPerson({ kind, name: `unseen-hostile-${kind}`, servers });
		app = await openApp(person);
		await app.allowAllSites();
		await app.ask('settings.change', { country: 'IT' });
		heard = await hear(app.page);
	});
	afterEach(async () => {
		await page?.close();
		await heard.forget();
	});
	afterAll(async () => await person?.close());

	async function open(path: string, body: string, ...numbers: string[]): Promise<void> {
		const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title>${body}`;
		page = await person.openPage(servers.web.put(`/hostile${path}`, html));
		await untilMarked(page, numbers);
	}
	async function pointAt(text: string): Promise<{ x: number; y: number }> {
		const { x, y } = await pointIn(page, text);
		await page.mouse.move(x - 20, y - 20);
		await page.mouse.move(x, y, { steps: 3 });
		return { x, y };
	}
	async function clickOn(text: string): Promise<void> {
		const { x, y } = await pointAt(text);
		await page.mouse.click(x, y);
	}

	test('a page sees of the chip an element while it shows, and nothing of what is done in it', async () => {
		await open('/seen', `${WITNESS}<body><p style="margin: 60px">${N}</p>`, N);
		await page.evaluate(watchEvents);
		const before = await reportOf(page);
		await pointAt(N);
		await chipWith(app, page, 'Italy');
		expect(await page.evaluate(lookIn)).toEqual({ html: '<div popover="manual"></div>', shadow: null });
		await pressInChip(app, page, 'Copy');
		await chipWith(app, page, 'Copied');
		await page.mouse.move(1, 1);
		await noChip(app, page);
		expect(await page.evaluate(watched)).toEqual([]);
		const after = await reportOf(page);
		const { html, globals, sheets, layout, errors, resources } = before;
		expect(after).toMatchObject({ html, globals, sheets, layout, errors, resources });
	});

	test('the strictest policy: the chip looks and works as elsewhere, and nothing is reported', async () => {
		const policy = { 'content-security-policy': "default-src 'none'; script-src 'nonce-witness'" };
		const html = `<!doctype html><html lang="en"><title>x</title>${WITNESS}<body><p style="margin: 60px">${N}</p>`;
		page = await person.openPage(servers.web.put('/hostile/policy', html, undefined, policy));
		await untilMarked(page, [N]);
		const { errors, events } = await reportOf(page);
		await pointAt(N);
		const { box, lowest } = await chipWith(app, page, 'Italy');
		// Without its style it would be as wide as the window.
		expect(box.right - box.left).toBeLessThanOrEqual(320);
		expect(lowest).toBeGreaterThanOrEqual(24);
		const after = await reportOf(page);
		expect(after.errors).toEqual(errors);
		expect(after.events.filter((event) => /policy/.test(event))).toEqual(
			events.filter((event) => /policy/.test(event)),
		);
	});

	test('a click in an editor, or where the page keeps the focus in a field, calls nothing', async () => {
		const list = `<ul id="suggested" onmousedown="event.preventDefault()"><li>${N}</li></ul>`;
		const editors = '<script src="/editors.js" defer></script>';
		await open('/editors', `<body><input id="field"><p>${LAST}</p>${list}${editors}`, LAST, N, '+39 045 800 0009');
		await clickOn('+39 045 800 0009');
		for (const editor of ['#monaco-named', '#codemirror .cm-content', '#edit-context'])
			await page.click(editor, { offset: { x: 90, y: 10 } });
		await page.click('#field');
		await clickOn(N);
		expect(await heard.since(page)).toEqual([]);
		// A click takes the focus from the field, as ever.
		await page.click('#field');
		await clickOn(LAST);
		const { focused } = await chipWith(app, page, 'Kingdom');
		expect(focused).toBe('chip');
	});

	test('whatever a script dispatches calls nothing, and shows no chip', async () => {
		await open('/synthetic', `<body><p id="p">${N}</p><a id="link" href="tel:${OTHER}">ring</a>`, N);
		const { x, y } = await pointIn(page, N);
		await page.evaluate(dispatchAll, x, y);
		expect(await heard.since(page)).toEqual([]);
		await noChip(app, page);
	});

	test('overlays, clones and shams are not clicked', async () => {
		const sheet = 'position: fixed; inset: 0 0 50% 0';
		await open(
			'/overlays',
			`<body><p>${N}</p><p style="clip-path: inset(100%)">${OTHER}</p><p>${LAST}</p>`,
			N,
			OTHER,
			LAST,
		);
		const overlays = [
			`<div style="${sheet}"></div>`,
			`<div style="${sheet}; opacity: 0"><button style="${sheet}">Play</button></div>`,
			`<iframe style="${sheet}; width: 100%; height: 50%; border: 0; opacity: 0" srcdoc="x"></iframe>`,
			`<dialog style="${sheet}; opacity: 0; border: 0; width: 100%; height: 50%; max-width: none"></dialog>`,
		];
		for (const overlay of overlays) {
			await page.evaluate(putOver, overlay);
			await clickOn(N);
			await page.evaluate(() => document.querySelector('#over')?.remove());
		}
		await clickOn(OTHER);
		expect(await heard.since(page)).toEqual([]);
		await clickOn(N);
		expect(await heard.since(page)).toEqual([CALL]);
	});

	test('a number that changes between pointing and the click is not called', async () => {
		await open('/changes', `<body><p id="p">${N}</p>`, N);
		// What the chip shows is of the old one, which has gone: the new one is neither of what was seen.
		await pointAt(N);
		await chipWith(app, page, 'Italy');
		await page.evaluate((text) => {
			addEventListener('pointerdown', () => {
				(document.querySelector('#p')?.firstChild as Text).data = text;
			});
		}, OTHER);
		const { x, y } = await pointIn(page, N);
		await page.mouse.click(x, y);
		// And the one that has come under a pointer that rests needs one more click, in the chip that shows it.
		await untilMarked(page, [OTHER]);
		await page.mouse.click(x, y);
		expect(await heard.since(page)).toEqual([]);
	});

	test('a link whose address changes with the press is not followed to where it was not seen to lead', async () => {
		await open('/links', `<body><p>${N}</p><a id="link" style="margin: 60px" href="tel:+390458000000">${N}</a>`, N);
		await page.evaluate(() => {
			const link = document.querySelector('#link');
			link?.addEventListener('pointerdown', () => link.setAttribute('href', 'tel:+390458000666'));
		});
		await page.hover('#link');
		await chipWith(app, page, 'Italy');
		await page.click('#link');
		expect(await heard.since(page)).toEqual([]);
	});

	test('a chip that the page takes away, moves, covers or restyles calls nothing, or stays as it is', async () => {
		await open(
			'/chip',
			`<body><p style="margin: 60px">${N} or <b style="margin-left: 250px; white-space: nowrap">${LAST}</b></p>`,
			N,
			LAST,
		);
		const shown = async () => {
			await pointAt(LAST);
			await chipWith(app, page, 'Kingdom');
			await pointAt(N);
			return await chipWith(app, page, 'Italy');
		};
		const { box } = await shown();
		await page.evaluate(restyle);
		await until('the page has had a frame', () =>
			page.evaluate(() => new Promise(requestAnimationFrame)).then(() => true),
		);
		expect((await chipWith(app, page, 'Italy')).box).toEqual(box);

		for (const attack of [takeAway, moveAway, hidePopover]) {
			await shown();
			await page.evaluate(attack);
			await noChip(app, page);
			await page.evaluate(() => Object.assign(globalThis, { attacks: false }));
		}
		await shown();
		await page.evaluate(coverAll);
		await pressInChip(app, page, 'Copy').catch(() => {});
		await pressInChip(app, page, 'Not on this site');
		expect(await heard.since(page)).toEqual([]);
	});

	test('marks overwritten, prototypes overridden and names taken change nothing', async () => {
		await open('/prototypes', `<script>(${override})()</script><body><p>${N}</p><div id="d"></div>`, N);
		await page.evaluate(clobber);
		await page.evaluate(addWatched, LAST);
		const { x, y } = await pointIn(page, N);
		await page.evaluate(takeMarks);
		await page.evaluate(() => Object.assign(globalThis, { isOwn: false }));
		await page.mouse.move(x, y, { steps: 2 });
		await page.mouse.click(x, y);
		await heard.until(CALL);
		expect(await page.evaluate(() => (globalThis as unknown as Overridden).touched)).toEqual([]);
		expect(await heard.since(page)).toEqual([CALL]);
	});

	test('a page that is written anew takes no listener of ours with it', async () => {
		await open('/written', `<body><p>${OTHER}</p>`, OTHER);
		await page.evaluate((text) => {
			document.open();
			document.write(
				`<!doctype html><title>y</title><p style="margin: 60px">${text}</p><a id="link" href="tel:${text}">x</a>`,
			);
			document.close();
		}, N);
		await untilMarked(page, [N]);
		await clickOn(N);
		expect(await heard.since(page)).toEqual([CALL]);
	});

	test('a million candidates: the page goes on, and what the person does comes first', async () => {
		await open(
			'/million',
			`<body><p>${LAST}</p><div id="many" style="content-visibility: hidden"></div><input id="field">`,
			LAST,
		);
		await page.evaluate(addMillion);
		await until('the first are marked', async () => (await countMarks(page)) > 1000);
		// Between any two slices the page gets its turns, the person's keys are written, and links work.
		await page.click('#field');
		await page.keyboard.type('still here');
		expect(await page.$eval('#field', (field) => (field as HTMLInputElement).value)).toBe('still here');
		const turns = await page.evaluate(countTurns, 50);
		expect(turns.marked).toBeLessThan(1_000_000);
		expect(await heard.since(page)).toEqual([]);
		await page.evaluate(() => document.querySelector('#many')?.remove());
		await until('none is left', async () => (await countMarks(page)) === 1);
	});

	test('pathological text: what comes after it is found', async () => {
		await open('/pathological', `<body><div id="texts"></div><p>${N}</p>`, N);
		await page.evaluate((number) => {
			const much = ['+', '+1', '(', '+1(', '1-', '+1 (1) ', '١', ' \u200b', '/1', 'tel', '+39\u00a0'].map((part) =>
				part.repeat(40_000),
			);
			for (const text of much) document.body.append(Object.assign(document.createElement('p'), { textContent: text }));
			document.body.append(Object.assign(document.createElement('p'), { textContent: number }));
		}, LAST);
		await untilMarked(page, [N, LAST]);
	});
});

/** Each of these runs in the page. */
function lookIn() {
	const host = document.documentElement.lastElementChild;
	return { html: host?.outerHTML, shadow: host?.shadowRoot ?? null };
}

interface Watching {
	watching: string[];
}

function watchEvents(): void {
	const kept: string[] = [];
	Object.assign(globalThis, { watching: kept });
	const types =
		'click mousedown mouseup pointerdown pointerup keydown keyup focusin focusout toggle input change contextmenu';
	for (const type of types.split(' ')) document.addEventListener(type, () => kept.push(type));
}

function watched(): string[] {
	return (globalThis as unknown as Watching).watching;
}

function dispatchAll(clientX: number, clientY: number): void {
	const init = {
		bubbles: true,
		cancelable: true,
		composed: true,
		detail: 1,
		clientX,
		clientY,
		key: 'Enter',
		code: 'Enter',
	};
	const link = document.querySelector<HTMLElement>('#link');
	link?.addEventListener('click', (event) => event.preventDefault());
	for (const target of [link, document.querySelector('#p'), document.body, document, window]) {
		for (const type of ['pointerover', 'pointermove', 'pointerdown', 'pointerup', 'click', 'auxclick', 'contextmenu'])
			target?.dispatchEvent(new PointerEvent(type, { ...init, pointerType: 'mouse', isPrimary: true }));
		for (const type of ['mouseover', 'mousemove', 'mousedown', 'mouseup', 'click', 'dblclick'])
			target?.dispatchEvent(new MouseEvent(type, init));
		for (const type of ['keydown', 'keypress', 'keyup']) target?.dispatchEvent(new KeyboardEvent(type, init));
		for (const type of ['focus', 'focusin', 'focusout']) target?.dispatchEvent(new FocusEvent(type, init));
		target?.dispatchEvent(new CustomEvent('twinline', init));
	}
	link?.click();
	postMessage({ load: 'marks', command: 'call.place', input: { target: 'tel:1' } }, '*');
}

function putOver(html: string): void {
	const over = Object.assign(document.createElement('div'), { id: 'over', innerHTML: html });
	document.body.append(over);
	over.querySelector('dialog')?.showModal();
}

function restyle(): void {
	const sheet = document.createElement('style');
	const rules =
		'display: none !important; opacity: 0 !important; transform: translate(200px) !important; inset: 90px !important';
	sheet.textContent = `html > div, [popover] { ${rules} }`;
	document.head.append(sheet);
	document.documentElement.lastElementChild?.setAttribute('style', rules);
	setTimeout(() => sheet.remove(), 1000);
}

function takeAway(): void {
	document.documentElement.lastElementChild?.remove();
}

function moveAway(): void {
	const host = document.documentElement.lastElementChild;
	if (host) document.body.prepend(host);
}

function hidePopover(): void {
	(document.documentElement.lastElementChild as HTMLElement).hidePopover();
}

function coverAll(): void {
	const cover = document.createElement('div');
	cover.popover = 'manual';
	cover.style.cssText = 'position: fixed; inset: 0; width: 100%; height: 100%; opacity: 0; pointer-events: none';
	document.body.append(cover);
	cover.showPopover();
}

interface Overridden {
	touched: string[];
	/** Is it the page's own doing? */
	isOwn: boolean;
}

/** Notes who uses what is overridden: nobody does but the page itself. */
function override(): void {
	const state: Overridden = { touched: [], isOwn: true };
	Object.assign(globalThis, state);
	const owners = {
		Node,
		Element,
		Document,
		Range,
		StaticRange,
		Highlight,
		HighlightRegistry,
		MutationObserver,
		Event,
		EventTarget,
	};
	for (const [owner, { prototype }] of Object.entries(owners)) {
		for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
			const { value, get, configurable } = property;
			if (name === 'constructor' || !configurable) continue;
			const noted = (original: (...args: unknown[]) => unknown) =>
				function (this: unknown, ...args: unknown[]) {
					if (!(globalThis as unknown as Overridden).isOwn) state.touched.push(`${owner}.${name}`);
					return Reflect.apply(original, this, args);
				};
			if (get) Object.defineProperty(prototype, name, { ...property, get: noted(get) });
			else if (typeof value === 'function')
				Object.defineProperty(prototype, name, { ...property, value: noted(value) });
		}
	}
}

/** Adds a number, and resolves when it is marked. */
async function addWatched(text: string): Promise<void> {
	const page = globalThis as unknown as Overridden;
	document.querySelector('#d')?.append(text);
	while (CSS.highlights.get('twinline-number')?.size !== 2) {
		page.isOwn = false;
		await new Promise((resolve) => setTimeout(resolve));
		page.isOwn = true;
	}
}

/** Takes the marks of the numbers, and gives one to another text. */
function takeMarks(): void {
	const text = document.createTextNode('not a number');
	document.body.append(text);
	const range = { startContainer: text, startOffset: 0, endContainer: text, endOffset: 2 };
	CSS.highlights.set('twinline-number', new Highlight(new StaticRange(range)));
	CSS.highlights.clear();
}

/** Fields of these names take the place of what a form has by itself, also for the extension. */
function clobber(): void {
	const names =
		'firstChild nextSibling textContent closest localName isConnected parentElement getRootNode nodeType'.split(' ');
	const form = document.createElement('form');
	form.append(...names.map((name) => Object.assign(document.createElement('input'), { name })));
	document.body.append(form);
}

function addMillion(): void {
	const many = document.querySelector('#many');
	for (let block = 0; block < 1000; block++) {
		const numbers = Array.from(
			{ length: 1000 },
			(_, i) => `+39 045 ${800 + (i % 100)} ${String(block * 7 + i).padStart(4, '0')}`,
		);
		many?.append(Object.assign(document.createElement('p'), { textContent: numbers.join(', ') }));
	}
}

function countMarks(page: Page): Promise<number> {
	return page.evaluate(() => CSS.highlights.get('twinline-number')?.size ?? 0);
}

/** So many turns of the page's own, while numbers are being marked. */
async function countTurns(wanted: number): Promise<{ marked: number }> {
	for (let turn = 0; turn < wanted; turn++) await new Promise((resolve) => setTimeout(resolve));
	return { marked: CSS.highlights.get('twinline-number')?.size ?? 0 };
}
