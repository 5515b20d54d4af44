/** Pages of React, Vue, Svelte and Preact: whatever is marked in them, they never notice. Chromium and Firefox. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { openApp } from '../support/app.ts';
import { buildScript, buildServer } from '../support/pages/build.ts';
import {
	FRAMEWORKS,
	type Framework,
	numbersOf,
	type Row,
	type Running,
	type Start,
} from '../support/pages/contacts.ts';
import { type Step, type Visit, visit } from '../support/pages/visit.ts';
import { WITNESS } from '../support/pages/witness.ts';
import { BROWSERS, type Person, startPerson } from '../support/person.ts';

const [ann, bob, cat, dan] = ['Ann', 'Bob', 'Cat', 'Dan'].map(
	(name, i): Row => ({ id: name, name, country: '+39', rest: `045 800 000${i}` }),
) as [Row, Row, Row, Row];
const moved: Row = { ...ann, country: '+44', rest: '20 7946 0000' };

const AT_FIRST = [ann, bob, cat];
/** One changes, one comes; one goes, the others change places; nobody is left. */
const LATER: readonly (readonly Row[])[] = [[dan, moved, bob, cat], [cat, dan, moved], []];

let servers: Servers;
const urls = new Map<Framework, string>();
beforeAll(async () => {
	servers = await startServers({ web: true });
	const renders = await buildServer();
	for (const framework of FRAMEWORKS) {
		const html = await renders[framework](AT_FIRST);
		const script = servers.web.put(`/${framework}.js`, await buildScript(`${framework}.ts`), 'text/javascript');
		const body = `<div id="root">${html}</div><script src="${new URL(script).pathname}"></script>`;
		const page = `<!doctype html><html lang="en"><title>x</title>${WITNESS}<body>${body}`;
		urls.set(framework, servers.web.put(`/${framework}`, page));
	}
});
afterAll(async () => await servers?.stop());

describe.each(BROWSERS)('in %s', (kind) => {
	let person: Person;
	/** What each page is where the extension may not go. */
	const alone = new Map<Framework, Visit>();

	beforeAll(async () => {
		person = await startPerson({ kind, name: `unseen-frameworks-${kind}`, servers });
		for (const framework of FRAMEWORKS) alone.set(framework, await visitPage(framework, false));
		await (await openApp(person)).allowAllSites();
	});
	afterAll(async () => await person?.close());

	function visitPage(framework: Framework, isMarked: boolean): Promise<Visit> {
		return visit(person, urls.get(framework) ?? '', STEPS, isMarked);
	}

	test.each(FRAMEWORKS)('%s: hydrates, mounts, updates and unmounts with marks as without', async (framework) => {
		const expected = alone.get(framework);
		const last = expected && Object.values(expected).at(-1);
		expect(last?.renders).toBeGreaterThan(0);
		expect(last?.errors).toEqual([]);
		expect(await visitPage(framework, true)).toEqual(expected);
	});
});

const STEPS: readonly Step[] = [
	{ name: 'opened', does: async () => {}, marked: numbersOf(AT_FIRST) },
	{ name: 'hydrated', does: (page) => start(page, 'hydrate'), marked: numbersOf(AT_FIRST) },
	...LATER.map((rows, i) => ({ name: `update ${i}`, does: (page: Page) => show(page, rows), marked: numbersOf(rows) })),
	{ name: 'ended', does: end, marked: [] },
	{ name: 'mounted', does: (page) => start(page, 'mount'), marked: numbersOf(AT_FIRST) },
	{ name: 'written in', does: write, marked: numbersOf(AT_FIRST) },
	{ name: 'ended again', does: end, marked: [] },
];

interface Scripted {
	start: Start;
	running: Running;
}

async function start(page: Page, how: 'hydrate' | 'mount'): Promise<void> {
	await page.evaluate(
		async (first, way) => {
			const scripted = globalThis as unknown as Scripted;
			const root = document.getElementById('root');
			if (root) scripted.running = await scripted.start(root, first, way);
		},
		AT_FIRST,
		how,
	);
}

async function show(page: Page, rows: readonly Row[]): Promise<void> {
	await page.evaluate((next) => (globalThis as unknown as Scripted).running.show(next), rows);
}

async function end(page: Page): Promise<void> {
	await page.evaluate(() => (globalThis as unknown as Scripted).running.end());
}

async function write(page: Page): Promise<void> {
	await page.click('input');
	await page.keyboard.type('+39 045');
	await page.waitForFunction(() => document.querySelector('input')?.value === '+39 045');
}
