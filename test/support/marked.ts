/** What the page's script has marked, as the page itself can see it, and where. */
import type { Page } from 'puppeteer-core';
import { until } from './until.ts';

/** The marked texts, in the page's order. */
export function markedTexts(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const ranges = [...(CSS.highlights.get('twinline-number') ?? [])].map((marked) => {
			const range = document.createRange();
			range.setStart(marked.startContainer, marked.startOffset);
			range.setEnd(marked.endContainer, marked.endOffset);
			return range;
		});
		ranges.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b));
		return ranges.map(String);
	});
}

/** Waits until exactly these are marked, in this order. */
export async function untilMarked(page: Page, texts: readonly string[]): Promise<void> {
	const wanted = JSON.stringify(texts);
	await until(`these are marked: ${wanted}`, async () => {
		const count = await page.evaluate(() => CSS.highlights.get('twinline-number')?.size ?? 0);
		if (count !== texts.length) throw new Error(`${count} are marked`);
		const last = JSON.stringify(await markedTexts(page));
		if (last !== wanted) throw new Error(`marked are ${last}`);
		return true;
	});
}

/** A point in the middle of a text that stands in the page, in CSS pixels of the window. */
export function pointIn(page: Page, text: string): Promise<{ x: number; y: number }> {
	return page.evaluate((wanted) => {
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			const start = (node as Text).data.indexOf(wanted);
			if (start < 0) continue;
			const range = document.createRange();
			range.setStart(node, start);
			range.setEnd(node, start + wanted.length);
			const { x, y, width, height } = range.getBoundingClientRect();
			return { x: x + width / 2, y: y + height / 2 };
		}
		throw new Error('the text is not in the page');
	}, text);
}
