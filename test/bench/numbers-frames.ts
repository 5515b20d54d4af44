/** What our script costs in frames where there is nothing to find, beside an empty script in its place. */
import type { Page } from 'puppeteer-core';
import { inChrome } from '../support/firefox-remote.ts';
import type { BrowserKind, Person } from '../support/person.ts';
import { until } from '../support/until.ts';
import { type Context, NAMES } from './context.ts';
import { documentOf } from './pages.ts';
import { median, ms, type Row } from './row.ts';
import { startVariant } from './variant.ts';

const FRAMES = 20;
const SAMPLES = 5;
/** MB a frame. */
const HEAP = 0.05;
const EVALUATION = 1.5;
/** Set by a script in its frame as the last thing it does. */
const DONE = 'script done';

export async function frames(context: Context, kind: BrowserKind): Promise<Row[]> {
	const done = `;performance.mark('${DONE}');`;
	const ours = await startVariant(kind, 'frames', context, (built) => built + done);
	const empty = await startVariant(kind, 'empty', context, () => done);
	try {
		const { web } = context.servers;
		const frame = web.put('/frame', documentOf('<h1>News</h1><p>Nothing to call here, since 2019.</p>'));
		const url = web.put('/frames', documentOf('<h1>Many frames</h1>'));
		const [own, other]: [Cost[], Cost[]] = [[], []];
		for (let sample = 0; sample < SAMPLES; sample++) {
			other.push(await cost(empty, url, frame));
			own.push(await cost(ours, url, frame));
		}
		return rowsOf(kind, own, other);
	} finally {
		await ours.close();
		await empty.close();
	}
}

interface Cost {
	/** ms: of a frame, from the navigation to the end of the script. */
	readonly script: number;
	/** Bytes of all frames and the page that they are in, after a collection of garbage. */
	readonly heap: number;
}

async function cost(person: Person, url: string, frame: string): Promise<Cost> {
	const page = await person.openPage(url);
	const times = await page.evaluate(openFrames, { url: frame, count: FRAMES, done: DONE });
	const heap = await (person.kind === 'chromium' ? heapInChromium(page) : heapInFirefox(person, url));
	await page.close();
	return { script: median(times), heap };
}

/** Runs in the page: opens one after the other; when each had run its script, in ms after its navigation. */
async function openFrames({ url, count, done }: { url: string; count: number; done: string }): Promise<number[]> {
	const times: number[] = [];
	for (let index = 0; index < count; index++) {
		const frame = document.createElement('iframe');
		frame.src = url;
		document.body.append(frame);
		const marked = () => frame.contentWindow?.performance.getEntriesByName(done)[0]?.startTime;
		while (marked() === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
		times.push(marked() ?? 0);
	}
	return times;
}

async function heapInChromium(page: Page): Promise<number> {
	const cdp = await page.createCDPSession();
	await cdp.send('HeapProfiler.enable');
	for (let round = 0; round < 3; round++) await cdp.send('HeapProfiler.collectGarbage');
	const { usedSize } = await cdp.send('Runtime.getHeapUsage');
	return usedSize;
}

/** Of the windows of that page, as `about:memory` tells it. */
async function heapInFirefox({ browser }: Person, url: string): Promise<number> {
	// A slash in a name is written the other way round.
	const windowsOf = `explicit/window-objects/top(${url.replaceAll('/', '\\')},`;
	const bytes = await inChrome(
		browser,
		`(async () => {
			const manager = Cc['@mozilla.org/memory-reporter-manager;1'].getService(Ci.nsIMemoryReporterManager);
			for (let round = 0; round < 2; round++) {
				Services.obs.notifyObservers(null, 'child-mmu-request');
				await new Promise((resolve) => manager.minimizeMemoryUsage(resolve));
			}
			let sum = 0;
			const isOfPage = (path) => path.startsWith(${JSON.stringify(windowsOf)});
			const take = (process, path, kind, units, amount) => {
				if (isOfPage(path) && path.includes('/js-') && !path.includes('unused')) sum += amount;
			};
			await new Promise((resolve) => manager.getReports(take, null, resolve, null, false));
			return String(sum);
		})()`,
	);
	return await until('Firefox tells of the page', () => Number(bytes));
}

function rowsOf(kind: BrowserKind, own: readonly Cost[], empty: readonly Cost[]): Row[] {
	const browser = NAMES[kind];
	const of = (costs: readonly Cost[], name: keyof Cost) => median(costs.map((one) => one[name]));
	const perFrame = (of(own, 'heap') - of(empty, 'heap')) / (FRAMES + 1) / 1_000_000;
	const [script, nothing] = [of(own, 'script'), of(empty, 'script')];
	return [
		{
			what: 'frame opened → script has run',
			browser,
			ratio: { value: script / nothing, of: 'an empty script' },
			absolute: { value: script, unit: 'ms' },
			target: { most: EVALUATION, of: 'ratio' },
			note: `empty ${ms(nothing)}; medians of ${SAMPLES} pages with ${FRAMES} frames each, in turn`,
		},
		{
			what: 'heap of a frame with nothing to call',
			browser,
			absolute: { value: perFrame, unit: 'MB' },
			target: { most: HEAP, of: 'absolute' },
			note: `more than with an empty script, after garbage collection; ${FRAMES} frames and their page; medians of ${SAMPLES}`,
		},
	];
}
