/** Pages of every kind: whatever is marked in them, they never notice. Chromium and Firefox. */
import { inflateSync } from 'node:zlib';
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { openApp } from '../support/app.ts';
import { inChrome } from '../support/firefox-remote.ts';
import { pointIn, untilMarked } from '../support/marked.ts';
import { buildScript } from '../support/pages/build.ts';
import { type Step, type Visit, visit } from '../support/pages/visit.ts';
import { WITNESS } from '../support/pages/witness.ts';
import { BROWSERS, type Person, startPerson } from '../support/person.ts';
import { until } from '../support/until.ts';

const N = '+39 045 800 0000';
const OTHER = '+44 20 7946 0000';
const IN_EDITOR = '+39 045 800 0009';

interface Specimen {
	readonly head?: string;
	readonly body: string;
	/** HTTP headers. */
	readonly headers?: Readonly<Record<string, string>>;
	readonly steps: readonly Step[];
}

const opened = (...marked: string[]): Step => ({ name: 'opened', does: async () => {}, marked });
const step = (name: string, does: (page: Page) => Promise<unknown>, ...marked: string[]): Step => ({
	name,
	does,
	marked,
});

/** Writes in an editor. Then the script comes by once more, as something else changes. */
const writing = (id: string, field = '', ...marked: string[]): Step =>
	step(
		`written in ${id}`,
		async (page) => {
			await page.click(`#${id} ${field}`, { offset: { x: 20, y: 10 } });
			await page.keyboard.press('End');
			await page.keyboard.type(' ring +39 045 800 0001 xy');
			await page.keyboard.press('ArrowLeft');
			await page.keyboard.press('Backspace');
			await page.$eval('#n', (element) => element.append(' '));
		},
		...marked,
	);

const SPECIMENS: Readonly<Record<string, Specimen>> = {
	'plain text, tables, links, open shadow roots': {
		body: `<p>Call ${N}<sup>1</sup> or <a href="tel:${OTHER}">write</a></p><table><tr><td>${OTHER}<td>12</table>
			<div><template shadowrootmode="open"><style>p { color: red }</style><slot></slot></template>${N}</div>`,
		steps: [opened(N, OTHER, N)],
	},
	'the strictest policy that lets a witness in': {
		headers: { 'content-security-policy': "default-src 'none'; script-src 'nonce-witness'; sandbox allow-scripts" },
		body: `<p>${N}</p>`,
		steps: [opened(N)],
	},
	'fields and editors': {
		head: '<script src="/editors.js" defer></script>',
		body: `<p id="n">${N}</p><p id="editable" contenteditable>Edit this</p><input id="input"><textarea id="textarea"></textarea>`,
		steps: [
			opened(N, IN_EDITOR),
			...['editable', 'input', 'textarea', 'monaco-named'].map((id) => writing(id, '', N, IN_EDITOR)),
			writing('codemirror', '.cm-content', N, IN_EDITOR),
			writing('edit-context', '', N, IN_EDITOR),
			// One that nothing tells from a page: what is marked there is not called, see below.
			writing('monaco', '', N, IN_EDITOR, '+39 045 800 0001'),
		],
	},
	'numbers that come, change and go at any time': {
		body: '<p id="a">nothing</p><div id="b"></div>',
		steps: [
			opened(),
			step('added', (page) => page.evaluate((text) => document.body.append(`x ${text} y`), N), N),
			step(
				'text changed, split, joined',
				(page) =>
					page.evaluate((text) => {
						const node = document.querySelector('#a')?.firstChild as Text;
						node.data = `one ${text} two`;
						node.splitText(9).splitText(4);
						node.parentNode?.normalize();
						node.insertData(0, 'zero ');
					}, OTHER),
				OTHER,
				N,
			),
			step(
				'markup set',
				(page) =>
					page.$eval(
						'#b',
						(element, text) => {
							element.innerHTML = `<ul><li>${text}</li><li><b>+44</b> 20 7946 0001</li></ul>`;
						},
						N,
					),
				OTHER,
				N,
				'+44 20 7946 0001',
				N,
			),
			step(
				'moved, cloned, taken out and put back',
				(page) =>
					page.$eval('#b', (element) => {
						document.body.prepend(element);
						element.after(element.cloneNode(true));
						element.remove();
						document.body.prepend(element);
					}),
				N,
				'+44 20 7946 0001',
				N,
				'+44 20 7946 0001',
				OTHER,
				N,
			),
			step('emptied', (page) => page.evaluate(() => document.body.replaceChildren())),
		],
	},
	'a page that is written anew': {
		body: `<p>${N}</p>`,
		steps: [
			opened(N),
			step(
				'written',
				(page) =>
					page.evaluate((text) => {
						const kept = document.documentElement.querySelector('script')?.outerHTML;
						document.open();
						document.write(`<!doctype html><title>y</title>${kept}<p>${text}</p>`);
						document.close();
					}, OTHER),
				OTHER,
			),
		],
	},
	'selecting, finding': {
		body: `<p id="p">Ring <b>+39</b> 045 800 0000 today</p><p>and ${OTHER}</p>`,
		steps: [
			opened(N, OTHER),
			step(
				'dragged over',
				async (page) => {
					const from = await pointIn(page, 'Ring');
					const to = await pointIn(page, OTHER);
					await page.mouse.move(from.x, from.y);
					await page.mouse.down();
					await page.mouse.move(to.x, to.y, { steps: 4 });
					await page.mouse.up();
				},
				N,
				OTHER,
			),
			step('found', (page) => page.evaluate(find, '045 800'), N, OTHER),
			step('found in the other', (page) => page.evaluate(find, '7946'), N, OTHER),
			step('all selected', (page) => page.evaluate(() => getSelection()?.selectAllChildren(document.body)), N, OTHER),
		],
	},
	'copying and pasting, as text and as HTML': {
		body: `<p>Ring <b>+39</b> 045 800 0000 today</p><textarea></textarea>
			<script nonce="witness">addEventListener('paste', ({ clipboardData: data }) => {
				document.body.dataset.pasted = [...data.types].map((type) => data.getData(type)).join();
			});</script>`,
		steps: [opened(N), step('copied', copyAndPaste, N)],
	},
	'left and come back to': {
		headers: { 'cache-control': 'max-age=60' },
		body: `<p>${N}</p><p id="b"></p><script nonce="witness">addEventListener('pageshow', ({ persisted }) => {
			document.title += ' ' + persisted;
		});</script>`,
		steps: [
			opened(N),
			step('come back to', leaveAndReturn, N),
			step('changed', (page) => page.$eval('#b', (element, text) => element.append(text), OTHER), N, OTHER),
		],
	},
};

async function copyAndPaste(page: Page): Promise<void> {
	await page.$eval('p', (element) => getSelection()?.selectAllChildren(element));
	await page.keyboard.down('Control');
	await page.keyboard.press('c', { commands: ['Copy'] });
	await page.keyboard.up('Control');
	await page.click('textarea');
	await page.keyboard.down('Control');
	await page.keyboard.press('v', { commands: ['Paste'] });
	await page.keyboard.up('Control');
	await page.waitForFunction(() => document.querySelector('textarea')?.value && document.body.dataset.pasted);
}

async function leaveAndReturn(page: Page): Promise<void> {
	const url = page.url();
	await page.goto(`${url}?other`);
	await page.goBack();
	await page.waitForFunction((address) => location.href === address && document.readyState === 'complete', {}, url);
}

/** Runs in the page: finds in it as the browser does, as often as it is there. */
function find(text: string): void {
	const { find: next } = globalThis as unknown as { find(text: string): boolean };
	getSelection()?.removeAllRanges();
	let count = 0;
	while (next(text)) count++;
	document.title = `${count} times`;
}

/** Frames by their ids, and what their pages are. The last is written by the page itself. */
const FRAMED = `<!doctype html><title>x</title><p>${N}</p>`;
const FRAMES = ['same', 'other', 'srcdoc', 'blank'];

function outer(inner: string): string {
	const other = inner.replace('www.', 'other.');
	return `<!doctype html><title>x</title><iframe id="same" src="${inner}"></iframe><iframe id="other" src="${other}"></iframe>
		<iframe id="srcdoc" srcdoc="${FRAMED}"></iframe><iframe id="blank"></iframe>
		<script>const { contentDocument: blank } = document.getElementById('blank');
		blank.open(); blank.write('${FRAMED}'); blank.close();</script>`;
}

async function frameOf(page: Page, id: string): Promise<Frame> {
	const frame = await (await page.waitForSelector(`#${id}`))?.contentFrame();
	if (!frame) throw new Error(`no frame ${id}`);
	await frame.waitForSelector('p');
	return frame;
}

async function htmlOfFrames(page: Page): Promise<string[]> {
	const frames = await Promise.all(FRAMES.map((id) => frameOf(page, id)));
	return await Promise.all([page, ...frames].map((one) => one.evaluate(() => document.documentElement.outerHTML)));
}

async function untilFrameMarked(page: Page, id: string): Promise<void> {
	await until(`marked in ${id}`, async () => {
		const frame = await frameOf(page, id);
		return await frame.evaluate(() => CSS.highlights.get('twinline-number')?.size === 1);
	});
}

/** What comes out of the printer: all that is drawn, and with what; without the time at which it did. */
async function printed(page: Page): Promise<string[]> {
	const text = Buffer.from(await page.pdf()).toString('latin1');
	const streams = [...text.matchAll(/\/Length \d+[\s\S]{0,99}?>>\s*stream\r?\n([\s\S]*?)\r?\n?endstream/g)];
	// Where in the file everything is depends on how well that time is compressed.
	const isIndex = ({ index, 0: stream }: RegExpExecArray) =>
		/\/XRef\b/.test(text.slice(text.lastIndexOf(' obj', index), index) + stream.slice(0, 120));
	const drawn = streams.filter((stream) => !isIndex(stream));
	return drawn.map(([, data = '']) =>
		inflated(Buffer.from(data, 'latin1')).replace(/D:\d{14}|\d{4}-\d\d-\d\dT[\d:]+/g, ''),
	);
}

function inflated(data: Buffer): string {
	try {
		return inflateSync(data).toString('latin1');
	} catch {
		return data.toString('latin1'); // is not compressed
	}
}

/** As in a system with a high-contrast theme. */
async function forceColours(person: Person, page: Page, isOn: boolean): Promise<void> {
	if (person.kind === 'chromium') {
		const cdp = await page.createCDPSession();
		const value = isOn ? 'active' : 'none';
		await cdp.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value }] });
	} else {
		const set = isOn
			? "setIntPref('browser.display.document_color_use', 2)"
			: "clearUserPref('browser.display.document_color_use')";
		await inChrome(person.browser, `Services.prefs.${set}; ''`);
	}
	await page.waitForFunction((wanted) => matchMedia('(forced-colors: active)').matches === wanted, {}, isOn);
}

/** Runs in the page: how marks look. */
function lookOfMarks(): string[] {
	const {
		textDecorationLine: line,
		textDecorationStyle: style,
		textDecorationColor: colour,
	} = getComputedStyle(document.body, '::highlight(twinline-number)');
	return [line, style, colour];
}

let servers: Servers;
const urls = new Map<string, string>();
const PRINTED = 'selecting, finding';
let outerUrl: string;
beforeAll(async () => {
	servers = await startServers({ web: true });
	servers.web.put('/editors.js', await buildScript('editors.ts'), 'text/javascript');
	for (const [i, [name, { head = '', body, headers }]] of Object.entries(SPECIMENS).entries()) {
		const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title>${WITNESS}${head}<body>${body}`;
		urls.set(name, servers.web.put(`/specimen-${i}`, html, undefined, headers));
	}
	outerUrl = servers.web.put('/outer', outer(servers.web.put('/inner', FRAMED)));
});
afterAll(async () => await servers?.stop());

describe.each(BROWSERS)('in %s', (kind) => {
	let person: Person;
	/** What each page is where the extension may not go. */
	const alone = new Map<string, Visit>();
	let framesAlone: string[];
	let printedAlone: string[];

	beforeAll(async () => {
		person = await startPerson({ kind, name: `unseen-pages-${kind}`, servers });
		for (const name of urls.keys()) alone.set(name, await visitPage(name, false));
		const page = await person.openPage(outerUrl);
		framesAlone = await htmlOfFrames(page);
		await page.goto(urls.get(PRINTED) ?? '');
		printedAlone = await printed(page);
		await page.close();
		await (await openApp(person)).allowAllSites();
	});
	afterAll(async () => await person?.close());

	function visitPage(name: string, isMarked: boolean): Promise<Visit> {
		return visit(person, urls.get(name) ?? '', SPECIMENS[name]?.steps ?? [], isMarked);
	}

	test.each(Object.keys(SPECIMENS))('%s: with marks as without', async (name) => {
		expect(await visitPage(name, true)).toEqual(alone.get(name));
	});

	test('frames of every kind have marks and are as they were, also when they are moved', async () => {
		const page = await person.openPage(outerUrl);
		for (const id of FRAMES) await untilFrameMarked(page, id);
		expect(await htmlOfFrames(page)).toEqual(framesAlone);
		await page.$eval('#srcdoc', (frame) => document.body.prepend(frame));
		await untilFrameMarked(page, 'srcdoc');
		await page.close();
	});

	test('printed without marks; with high contrast, in the colour of links', async () => {
		const page = await person.openPage(urls.get(PRINTED) ?? '');
		await untilMarked(page, [N, OTHER]);
		const [line, style] = await page.evaluate(lookOfMarks);
		expect([line, style]).toEqual(['underline', 'dotted']);
		expect(printedAlone.length).toBeGreaterThan(1);
		expect(await printed(page)).toEqual(printedAlone);
		await forceColours(person, page, true);
		const linkText = await page.evaluate(() => {
			const link = Object.assign(document.createElement('a'), { style: 'color: LinkText' });
			document.body.append(link);
			return getComputedStyle(link).color;
		});
		expect(await page.evaluate(lookOfMarks)).toEqual(['underline', 'dotted', linkText]);
		await forceColours(person, page, false);
		await page.close();
	});
});
