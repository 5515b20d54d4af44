/** Every view in every state of `scenes.ts`, in real Chromium, light and dark: axe finds nothing, nothing breaks or overflows. */
import { mkdir, rm } from 'node:fs/promises';
import axe from 'axe-core';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Message, Slices } from '../../src/shared/state.ts';
import type { FakeWorld } from '../support/views/fake-extension.ts';
import { conversation, manyContacts, NOON, slices } from '../support/views/fixtures.ts';
import { buildViews, launchChromium, openShot } from '../support/views/pages.ts';
import { scenes } from '../support/views/scenes.ts';

/** Pictures to look at; made anew by each run. */
const PICTURES = 'test-output/views';

const message = { ...conversation.messages[0], direction: 'in' } as Message;

let browser: Browser;
let folder: string;

beforeAll(async () => {
	await mkdir(PICTURES, { recursive: true });
	[browser, folder] = await Promise.all([launchChromium(), buildViews()]);
});

afterAll(async () => {
	await browser?.close();
	await rm(folder, { recursive: true, force: true });
});

describe.each(['light', 'dark'])('%s', (scheme) => {
	test.each(Object.keys(scenes))('%s', async (name) => {
		const shot = scenes[name];
		if (!shot) throw new Error(`no scene ${name}`);
		const { page, errors } = await openShot(browser, folder, { ...shot, dark: scheme === 'dark' }, NOON);
		try {
			await page.screenshot({ path: `${PICTURES}/${name}-${scheme}.png` });
			expect(errors).toEqual([]);
			expect(await violations(page)).toEqual([]);
			expect(await widthBeyond(page), 'px beyond the inline end of the page').toBe(0);
		} finally {
			await page.close();
		}
	});
});

/** What only a real layout shows; the state is a fake, the browser is not. */
describe('in a real layout', () => {
	async function opened(name: string, changes: Partial<Slices> = {}): Promise<Page> {
		const shot = scenes[name];
		if (!shot) throw new Error(`no scene ${name}`);
		const slices = { ...shot.scene.slices, ...changes };
		return (await openShot(browser, folder, { ...shot, scene: { ...shot.scene, slices } }, NOON)).page;
	}
	const change = (page: Page, slices: Partial<Slices>) =>
		page.evaluate((next) => (globalThis as unknown as FakeWorld).change(next as Partial<Slices>), slices as never);
	const focused = (page: Page) => page.evaluate(() => document.activeElement?.closest('li')?.textContent ?? '');

	test('the keyboard stays on its contact when the order changes', async () => {
		const page = await opened('popup');
		await page.keyboard.press('ArrowDown');
		await page.waitForFunction(() => document.activeElement?.closest('li')?.textContent?.includes('Nurse'));
		const { contacts } = slices;
		await change(page, { contacts: { ...contacts, rows: [...contacts.rows].reverse() } });
		expect(await focused(page)).toContain('Nurse');
		await page.keyboard.press('ArrowUp');
		expect(await focused(page)).toContain('Romeo');
		await page.close();
	});

	test('the keyboard is still on its contact when that was scrolled out of sight and back', async () => {
		const page = await opened('popup', { contacts: manyContacts(10_000) });
		await page.keyboard.press('ArrowDown');
		await page.waitForFunction(() => document.activeElement?.closest('li')?.textContent?.includes('Person 0'));
		const scrollTo = (top: number) => page.$eval('.windowed-list', (list, to) => list.scrollTo(0, to), top);
		await scrollTo(100_000);
		await page.waitForFunction(() => document.activeElement === document.body);
		await scrollTo(0);
		await page.waitForFunction(() => document.activeElement?.closest('li')?.textContent?.includes('Person 0'));
		await page.close();
	});

	test('a list of 10,000 is walked from end to end by the keyboard, a few rows at a time', async () => {
		const page = await opened('popup', { contacts: manyContacts(10_000) });
		await page.keyboard.press('ArrowDown');
		for (const [key, name] of [
			['End', 'Person 9999'],
			['ArrowUp', 'Person 9998'],
			['Home', 'Person 0'],
			['PageDown', 'Person 6'],
		] as const) {
			await page.keyboard.press(key);
			await page.waitForFunction(
				(wanted) => document.activeElement?.querySelector('.row-name')?.textContent === wanted,
				{},
				name,
			);
		}
		expect(await page.$$eval('.windowed-list li', (rows) => rows.length)).toBeLessThan(40);
		await page.close();
	});

	test('the history opens at its end, grows upwards without a jump, and follows what arrives', async () => {
		const all = Array.from({ length: 160 }, (_, index) => ({
			...message,
			id: `h${index}`,
			body: `Line ${index}`,
			at: NOON - 160_000 + index,
		}));
		const page = await opened('conversation', { conversation: { ...slices.conversation, messages: all } });
		const history = await page.$('.history');
		if (!history) throw new Error('no history');
		const toEnd = () => history.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);
		const top = (line: number) =>
			page.evaluate((body) => {
				const found = [...document.querySelectorAll('.message-body')].find((each) => each.textContent === body);
				return found?.getBoundingClientRect().top;
			}, `Line ${line}`);
		expect(await toEnd()).toBeLessThan(2);
		await history.evaluate((box) => {
			box.scrollTop = 30;
		});
		const before = await top(112);
		await page.waitForFunction(() => document.querySelectorAll('.message').length === 100);
		expect(await top(112)).toBeCloseTo(before ?? 0, 0);
		await change(page, {
			conversation: { ...slices.conversation, messages: [...all, { ...message, id: 'new', body: 'New', at: NOON }] },
		});
		expect(await top(112)).toBeCloseTo(before ?? 0, 0);
		await history.evaluate((box) => {
			box.scrollTop = box.scrollHeight;
		});
		await change(page, {
			conversation: { ...slices.conversation, messages: [...all, { ...message, id: 'new2', body: 'New 2', at: NOON }] },
		});
		expect(await toEnd()).toBeLessThan(2);
		await page.close();
	});
});

/** What axe finds, a line each: rule, element, why. */
async function violations(page: Page): Promise<string[]> {
	await page.evaluate(axe.source);
	const results = await page.evaluate(async () => {
		const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
		return axe.run(document, { resultTypes: ['violations'] });
	});
	return results.violations.flatMap(({ id, nodes }) =>
		nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`),
	);
}

/** A page that has to be scrolled sideways is broken (WCAG 1.4.10). */
function widthBeyond(page: Page): Promise<number> {
	return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
