/** Every view in every state of `scenes.ts`, in real Chromium, light and dark: axe finds nothing, nothing breaks or overflows. */
import { mkdir, rm } from 'node:fs/promises';
import axe from 'axe-core';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NOON } from '../support/views/fixtures.ts';
import { buildViews, launchChromium, openShot } from '../support/views/pages.ts';
import { scenes } from '../support/views/scenes.ts';

/** Pictures to look at; made anew by each run. */
const PICTURES = 'test-output/views';

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
