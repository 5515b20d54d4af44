import type { Page } from 'puppeteer-core';
import type { Person } from '../person.ts';
import { until } from '../until.ts';
import { type Report, reportOf } from './witness.ts';

/** Something happens in a page. */
export interface Step {
	readonly name: string;
	does(page: Page): Promise<unknown>;
	/** What is seen to be marked afterwards, where the extension is. Nothing: then no mark may be left at all. */
	readonly marked: readonly string[];
}

/** What the page could tell of itself after each step, by its name. */
export type Visit = Readonly<Record<string, Report>>;

/**
 * Opens a page with a witness in it and takes the steps. `isMarked`: the extension is there, and each step is over when
 * what it marks is marked; otherwise nothing may be.
 */
export async function visit(person: Person, url: string, steps: readonly Step[], isMarked: boolean): Promise<Visit> {
	const page = await person.openPage(url);
	const reports: Record<string, Report> = {};
	for (const { name, does, marked } of steps) {
		await does(page);
		await untilSeen(page, isMarked ? marked : []);
		reports[name] = await reportOf(page);
	}
	await page.close();
	return reports;
}

/** Marks in what has left the page are not seen, and go a little later. */
async function untilSeen(page: Page, texts: readonly string[]): Promise<void> {
	const wanted = JSON.stringify(texts);
	await until(`these are marked: ${wanted}`, async () => {
		const seen = JSON.stringify(await page.evaluate(seenTexts, texts.length === 0));
		if (seen !== wanted) throw new Error(`marked are ${seen}`);
		return true;
	});
}

/** Runs in the page: the marked texts in its order. */
function seenTexts(all: boolean): string[] {
	const marks = [...(CSS.highlights.get('twinline-number') ?? [])];
	const ranges = marks
		.filter(({ startContainer }) => all || startContainer.isConnected)
		.map((mark) => {
			const range = document.createRange();
			range.setStart(mark.startContainer, mark.startOffset);
			range.setEnd(mark.endContainer, mark.endOffset);
			return range;
		});
	return ranges.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b)).map(String);
}
