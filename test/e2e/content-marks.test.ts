/** What is marked on web pages, and that the page is the same afterwards. Chromium and Firefox. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { openApp } from '../support/app.ts';
import { markedTexts, untilMarked } from '../support/marked.ts';
import { BROWSERS, type Person, startPerson } from '../support/person.ts';

let servers: Servers;
beforeAll(async () => {
	servers = await startServers({ web: true });
});
afterAll(async () => await servers?.stop());

/** Keeps what the page is when it has been read to its end, which is before the extension comes to it. */
const KEPT =
	"<script>addEventListener('DOMContentLoaded', () => { window.asItWas = document.documentElement.outerHTML })</script>";
const N = '+39 045 800 0000';

/** Each line is one case: what is marked in it, then the markup. */
const CASES: readonly (readonly [string, string])[] = [
	[N, `<p>Call ${N} now</p>`],
	[N, '<p>+39 <b>045</b> 800<i> 0000</i></p>'],
	[`${N}|+44 20 7946 0000`, `<table><tr><td>${N}</td><td>12</td><td>+44 20 7946 0000</td></tr></table>`],
	['+49 30 123456', '<p style="display: flex"><span>+49 30 123456</span><span>42</span></p>'],
	['+49 30 123456', '<p><span style="display: inline-block; width: 9em">+49 30 123456</span>42</p>'],
	['+49 30 1234567', '<p>+49 30 <span>1234</span><span>567</span></p>'],
	['', '<p>+49 30 123456<span style="margin-left: 1em">42</span></p>'],
	['+49 30 123456', '<p>+49 30 123456<sup>1</sup></p>'],
	['+49 30 1234567', '<p style="white-space: pre-wrap">Tel +49 30 1234567\n12345 Berlin</p>'],
	['+49 30\n\t7654321', '<p>Tel +49 30\n\t7654321</p>'],
	['+49 30 12345|+390458000000', '<p>+49 30 12345 24/7, Tel+390458000000</p>'],
	['', `<p contenteditable>${N} <i contenteditable="false">${N}</i></p>`],
	[N, `<p contenteditable="false">${N}</p>`],
	['', `<input value="${N}"><textarea>${N}</textarea><select><option>${N}</select><button>${N}</button>`],
	['', `<code>${N}</code><pre>${N}</pre><kbd>${N}</kbd><samp>${N}</samp><var>${N}</var><time>${N}</time>`],
	['', `<a href="/x">${N}</a><a href="tel:+1">${N}</a><span role="button">${N}</span><label>${N}</label>`],
	[
		'',
		`<p translate="no">${N}</p><p aria-hidden="true">${N}</p><svg><text y="9">${N}</text></svg><noscript>${N}</noscript>`,
	],
	['', '<p>2024-05-01T10:00+02:00, +1 point, 1+390458000000, +33 123 456 789 €, +40.7127753, 192.168.1.1</p>'],
	['', '<p>+39 045 (no such number), +999 123 456 789, ISBN +978-3-16-148410-0</p>'],
];

describe.each(BROWSERS)('in %s', (kind) => {
	let person: Person;

	beforeAll(async () => {
		person = await startPerson({ kind, name: `content-marks-${kind}`, servers });
		await (await openApp(person)).allowAllSites();
	});
	afterAll(async () => await person?.close());

	async function open(path: string, body: string): Promise<Page> {
		return await person.openPage(servers.web.put(path, `<!doctype html><meta charset="utf-8"><title>x</title>${body}`));
	}

	test('marks numbers and nothing else, and leaves the page as it was, to the byte', async () => {
		const wanted = CASES.flatMap(([texts]) => (texts ? texts.split('|') : []));
		const page = await open('/cases', `<body>${CASES.map(([, html]) => html).join('\n')}${KEPT}`);
		await untilMarked(page, wanted);
		const [before, after] = await page.evaluate(() => [
			(globalThis as unknown as { asItWas: string }).asItWas,
			document.documentElement.outerHTML,
		]);
		expect(before).toContain(wanted[0]);
		expect(after).toBe(before);
		await person.picture(page, 'numbers-on-a-page');
		await page.close();
	});

	test('finds all of a large page', async () => {
		const rows = Array.from(
			{ length: 1000 },
			(_, i) => `<tr><td>${i}<td>+39 045 800 ${String(i).padStart(4, '0')}</tr>`,
		);
		const page = await open('/large', `<p>before</p><table>${rows.join('')}</table><my-app><p>${N}</p></my-app>`);
		await untilMarked(page, [...rows.map((row) => row.slice(-21, -5)), N]);
		await page.close();
	});

	test('follows the page as it changes', async () => {
		const page = await open(
			'/changes',
			`<p id="a">${N}</p><p id="b">nothing</p><ul id="c"></ul><p id="d" contenteditable></p>`,
		);
		await untilMarked(page, [N]);
		await page.evaluate(() => {
			const [a, b, c] = ['a', 'b', 'c'].map((id) => document.getElementById(id));
			(a?.firstChild as Text).data = 'now +44 20 7946 0000';
			if (b) b.textContent = '+49 30 1234567';
			for (let i = 1000; i < 1500; i++) c?.insertAdjacentHTML('beforeend', `<li>+39 045 800 ${i}</li>`);
		});
		const added = Array.from({ length: 500 }, (_, i) => `+39 045 800 ${1000 + i}`);
		await untilMarked(page, ['+44 20 7946 0000', '+49 30 1234567', ...added]);
		await page.evaluate(() => document.getElementById('c')?.replaceChildren());
		await untilMarked(page, ['+44 20 7946 0000', '+49 30 1234567']);
		await page.click('#d');
		await page.keyboard.type(`${N} `);
		await page.evaluate(() => document.getElementById('b')?.append(' or +49 30 7654321'));
		await untilMarked(page, ['+44 20 7946 0000', '+49 30 1234567', '+49 30 7654321']);
		await page.close();
	});

	test('a page with the strictest policy, one in a frame of another site, one whose elements bear the names of ours', async () => {
		const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'">`;
		const strict = await open('/strict', `${policy}<p>${N}</p>`);
		await untilMarked(strict, [N]);
		await strict.close();

		const inner = new URL(servers.web.put('/inner', `<!doctype html><meta charset="utf-8"><p>${N}</p>`));
		inner.hostname = 'other.example.test';
		const outer = await open('/outer', `<iframe src="${inner.href}"></iframe>`);
		const frame = await outer.waitForFrame((one) => one.url() === inner.href);
		await frame.waitForFunction(() => CSS.highlights.get('twinline-number')?.size === 1);
		await outer.close();

		const names =
			'<form id="browser"><input name="runtime"><input name="id"></form><form id="chrome"></form><img id="CSS">';
		const clobbered = await open('/names', `${names}<p>${N}</p>`);
		await clobbered.waitForFunction(() => window.CSS.highlights.get('twinline-number')?.size === 1);
		await clobbered.close();
	});

	test('a page that wants no numbers found is left alone, and so is one that is being edited', async () => {
		const page = await open('/unwanted', `<meta name="format-detection" content="telephone=no"><p>${N}</p>`);
		const edited = await open(
			'/edited',
			`<script>document.designMode = 'on'</script><p id="a">${N}</p><p id="b">${N}</p>`,
		);
		const other = await open('/wanted', `<meta name="format-detection" content="telephone=yes"><p>${N}</p>`);
		await untilMarked(other, [N]);
		for (const one of [page, edited]) {
			await one.bringToFront();
			// Two idle times later the script has had its turn.
			await one.evaluate(() => new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve))));
			expect(await markedTexts(one)).toEqual([]);
			await one.close();
		}
		await other.close();
	});
});
