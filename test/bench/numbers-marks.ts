/** What it costs a page that its numbers are marked, beside wrapping each in a link; and to find which one is pointed at. */
import type { Page } from 'puppeteer-core';
import { pointIn } from '../support/marked.ts';
import type { BrowserKind, Person } from '../support/person.ts';
import { until } from '../support/until.ts';
import { type Context, NAMES } from './context.ts';
import { timePeer } from './numbers-scan.ts';
import { callable, numbersPage } from './pages.ts';
import { recorder, type Stretch, stretches, sumOf, untilAtRest } from './recorder.ts';
import { median, ms, type Row } from './row.ts';
import { bundled, startVariant } from './variant.ts';

const MANY = 41_000;
const SAMPLES = 3;
/** ms; the background has to judge 4,000 numbers, and to be asked. */
const PATIENCE = 120_000;
/** Of wrapping them. */
const MOST = { chromium: 0.1, firefox: 0.4 };

export async function marking(context: Context, kind: BrowserKind): Promise<Row[]> {
	const peers = await bundled('peers.ts');
	const marks = await startVariant(kind, 'marks', context, (built) => recorder() + built);
	const looks = await startVariant(kind, 'looks', context, (built) => recorder({ nothingIsNumber: true }) + built);
	const wraps = await startVariant(kind, 'wraps', context, () => peers);
	const all = [marks, looks, wraps];
	try {
		const url = context.servers.web.put('/marks', numbersPage(MANY));
		const [marked, looked, wrapped]: [number[], number[], number[]] = [[], [], []];
		for (let sample = 0; sample < SAMPLES; sample++) {
			marked.push(await timeOurs(marks, url, MANY));
			looked.push(await timeOurs(looks, url, 0));
			wrapped.push(await timePeer(wraps, `${url}#wrap`));
		}
		return [markingRow(kind, marked, looked, wrapped)];
	} finally {
		for (const person of all) await person.close();
	}
}

function markingRow(
	kind: BrowserKind,
	marked: readonly number[],
	looked: readonly number[],
	wrapped: readonly number[],
): Row {
	const [whole, looking, wrapping] = [median(marked), median(looked), median(wrapped)];
	return {
		what: `marking ${MANY} numbers`,
		browser: NAMES[kind],
		ratio: { value: (whole - looking) / wrapping, of: 'wrapping each in a link' },
		absolute: { value: whole - looking, unit: 'ms' },
		target: { most: MOST[kind], of: 'ratio' },
		note:
			`wrapping and layout ${ms(wrapping)}; ours is what the same page takes more when they are numbers (${ms(whole)}) ` +
			`than when the judge says they are none (${ms(looking)}); medians of ${SAMPLES} in turn`,
	};
}

/** All that our script does until every number is marked, in ms. */
async function timeOurs(person: Person, url: string, count: number): Promise<number> {
	const page = await openMarked(person, url, count);
	const took = sumOf(await stretches(page));
	await page.close();
	return took;
}

async function openMarked(person: Person, url: string, count: number): Promise<Page> {
	const page = await person.openPage(url);
	const size = () => page.evaluate(() => CSS.highlights.get('twinline-number')?.size ?? 0);
	await until(`${count} are marked`, async () => (await size()) === count, PATIENCE);
	await untilAtRest(page);
	return page;
}

const COUNTS = [400, 4_000, 40_000] as const;
const MOVES = 40;
const ROUNDS = 5;
/** ms. */
const HIT_WITHIN = 0.5;
/** Times as long, with a hundred times the numbers: as good as the same. */
const SAME = 1.5;

export async function pointing(context: Context, kind: BrowserKind): Promise<Row[]> {
	const person = await startVariant(kind, 'pointing', context, (built) => recorder() + built);
	const times: number[] = [];
	try {
		for (const count of COUNTS) {
			const url = context.servers.web.put(`/point-${count}`, numbersPage(count));
			const page = await openMarked(person, url, count);
			times.push(await timeMove(page));
			await page.close();
		}
	} finally {
		await person.close();
	}
	return pointingRows(kind, times);
}

function pointingRows(kind: BrowserKind, times: readonly number[]): Row[] {
	const [few = 0, some = 0, many = 0] = times;
	const each = COUNTS.map((count, index) => `${count}: ${times[index]?.toFixed(2)} ms`).join(', ');
	const note = `a move of the mouse on to another number, all that our script does for it; ${each}; medians of ${ROUNDS} × ${MOVES}`;
	const browser = NAMES[kind];
	return [
		{
			what: `finding the number pointed at, of ${COUNTS[1]}`,
			browser,
			absolute: { value: some, unit: 'ms' },
			target: { most: HIT_WITHIN, of: 'absolute' },
			note,
		},
		{
			what: `finding the number pointed at, of ${COUNTS[2]}`,
			browser,
			ratio: { value: many / few, of: `the same of ${COUNTS[0]}` },
			absolute: { value: many, unit: 'ms' },
			target: { most: SAME, of: 'ratio' },
			note,
		},
	];
}

/** The work of one move, in ms. */
async function timeMove(page: Page): Promise<number> {
	const places = [await pointIn(page, callable(3)), await pointIn(page, callable(8))] as const;
	const rounds: number[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const before = (await stretches(page)).length;
		for (let move = 0; move < MOVES; move++) {
			const { x, y } = places[move % 2 === 0 ? 0 : 1];
			await page.mouse.move(x, y + (move % 5));
			await nextFrame(page);
		}
		const isMove = ({ by }: Stretch) => by === 'pointermove' || by === 'mousemove' || by === 'frame';
		const own = (await stretches(page)).slice(before).filter(isMove);
		if (own.length === 0) throw new Error('our script does not see the mouse');
		rounds.push(sumOf(own) / MOVES);
	}
	return median(rounds);
}

async function nextFrame(page: Page): Promise<void> {
	await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
}
