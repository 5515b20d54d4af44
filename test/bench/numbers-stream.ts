/** A page that gets 10,000 elements a second: what it loses by our looking at them, and how soon all is marked. */
import { type BrowserKind, type Person, startPerson } from '../support/person.ts';
import { type Context, NAMES } from './context.ts';
import { callable, documentOf } from './pages.ts';
import { recorder, type Stretch, stretches, untilAtRest } from './recorder.ts';
import { median, ms, type Row } from './row.ts';
import { startVariant } from './variant.ts';

const STREAM = {
	rate: 10_000,
	duration: 3_000,
	kept: 1_000,
	numbers: Array.from({ length: 400 }, (_, i) => callable(i)),
};
const SAMPLES = 3;
/** ms of one task, and more is a long one. */
const LONG = 50;
/** Of those without the extension. */
const FRAMES = 0.95;
/** ms at a time. */
const SLICE = 8;
/** ms after the end. */
const MARKED_WITHIN = 500;

/** What happened in the page; times in ms of its clock. */
interface Run {
	readonly frames: number;
	/** Long tasks, or where the browser does not tell of them, long times between frames. */
	readonly long: readonly { readonly start: number; readonly took: number }[];
	/** From the end until all is marked that stands on the page then. */
	readonly marked: number;
	readonly ours: readonly Stretch[];
}

export async function streams(context: Context, kind: BrowserKind): Promise<Row[]> {
	const ours = await startVariant(kind, 'stream', context, (built) => recorder() + built);
	// The extension is there and has no leave to be in any page.
	const without = await startPerson({ kind, name: 'bench-without', servers: context.servers });
	try {
		const body = `<p id="first">${callable(0)}</p><div id="stream"></div>`;
		const url = context.servers.web.put('/stream', documentOf(body));
		const runs: { own: Run[]; bare: Run[] } = { own: [], bare: [] };
		for (let sample = 0; sample < SAMPLES; sample++) {
			runs.bare.push(await run(without, url, false));
			runs.own.push(await run(ours, url, true));
		}
		return rowsOf(kind, runs.own, runs.bare);
	} finally {
		await ours.close();
		await without.close();
	}
}

async function run(person: Person, url: string, isMarked: boolean): Promise<Run> {
	const page = await person.openPage(url);
	if (isMarked) await untilAtRest(page);
	const result = await page.evaluate(stream, { ...STREAM, isMarked, long: LONG });
	const ours = await stretches(page);
	await page.close();
	return { ...result, ours: ours.filter(({ start }) => start >= result.began) };
}

/** Runs in the page: appends lines as they are due, one of ten with a number, and removes the oldest. */
async function stream(options: {
	rate: number;
	duration: number;
	kept: number;
	numbers: readonly string[];
	isMarked: boolean;
	long: number;
}): Promise<Omit<Run, 'ours'> & { began: number }> {
	const { rate, duration, kept, numbers, isMarked } = options;
	const place = document.querySelector('#stream');
	if (!place) throw new Error('no place');
	const long: { start: number; took: number }[] = [];
	const note = (start: number, took: number) => took > options.long && long.push({ start, took });
	const hasLongTasks = PerformanceObserver.supportedEntryTypes.includes('longtask');
	const observer = new PerformanceObserver((list) => {
		for (const { startTime, duration: took } of list.getEntries()) note(startTime, took);
	});
	if (hasLongTasks) observer.observe({ type: 'longtask' });

	const began = performance.now();
	let frames = 0;
	let last = began;
	let isOver = false;
	const frame = () => {
		if (isOver) return;
		frames++;
		const now = performance.now();
		if (!hasLongTasks) note(last, now - last);
		last = now;
		requestAnimationFrame(frame);
	};
	requestAnimationFrame(frame);
	for (let added = 0; performance.now() - began < duration; ) {
		for (const due = ((performance.now() - began) * rate) / 1000; added < due; added++) {
			const line = document.createElement('div');
			const words =
				added % 10 === 0 ? `call ${numbers[(added / 10) % numbers.length]}, please` : 'was seen and has left again';
			line.textContent = `Somebody ${words}`;
			place.append(line);
			if (place.childElementCount > kept) place.firstElementChild?.remove();
		}
		await new Promise((resolve) => setTimeout(resolve, 4));
	}
	isOver = true;
	const ended = performance.now();
	const wanted = document.body.textContent.split('call +').length - 1 + 1; // and the first one
	const marked = () =>
		[...(CSS.highlights.get('twinline-number') ?? [])].filter(({ startContainer }) => startContainer.isConnected)
			.length;
	while (isMarked && marked() < wanted && performance.now() - ended < 20_000)
		await new Promise((resolve) => setTimeout(resolve, 4));
	if (isMarked && marked() !== wanted) throw new Error(`${marked()} are marked, not ${wanted}`);
	return { frames, long, marked: performance.now() - ended, began };
}

function rowsOf(kind: BrowserKind, own: readonly Run[], bare: readonly Run[]): Row[] {
	const browser = NAMES[kind];
	const name = `${STREAM.rate} elements added a second`;
	const framesOf = (runs: readonly Run[]) => median(runs.map(({ frames }) => frames));
	const each = (numbers: readonly number[], unit: (value: number) => string) => numbers.map(unit).join(', ');
	const marked = own.map((one) => one.marked);
	const ours = own.map(longOfOurs);
	const longest = own.map((one) => Math.max(0, ...one.ours.map(({ took }) => took)));
	const share = median(own.map((one) => one.ours.reduce((sum, { took }) => sum + took, 0) / STREAM.duration));
	const runs = `${SAMPLES} runs of ${STREAM.duration / 1000} s`;
	const what = kind === 'chromium' ? 'long tasks' : 'times between frames over 50 ms';
	const all = (list: readonly Run[]) =>
		each(
			list.map(({ long }) => long.length),
			String,
		);
	return [
		{
			what: `${name}: long tasks of ours`,
			browser,
			absolute: { value: Math.max(...ours), unit: 'tasks' },
			target: { most: 0, of: 'absolute' },
			note: `${what} that would be short ones without our part; of all: ${all(own)}; without the extension: ${all(bare)}; most of ${runs}`,
		},
		{
			what: `${name}: frames`,
			browser,
			ratio: { value: framesOf(own) / framesOf(bare), of: 'those without the extension' },
			target: { least: FRAMES, of: 'ratio' },
			note: `${framesOf(own)} and ${framesOf(bare)}; medians of ${runs} in turn; our script works ${Math.round(share * 100)} % of the time`,
		},
		{
			what: `${name}: longest slice`,
			browser,
			absolute: { value: median(longest), unit: 'ms' },
			target: { most: SLICE, of: 'absolute' },
			note: `median of the longest of ${runs}: ${each(longest, ms)}`,
		},
		{
			what: `${name}: end → all marked that stands there`,
			browser,
			absolute: { value: median(marked), unit: 'ms' },
			target: { most: MARKED_WITHIN, of: 'absolute' },
			note: `median of ${runs}: ${each(marked, ms)}`,
		},
	];
}

/** Those that would not be long if our stretches in them had not been. */
export function longOfOurs({ long, ours }: Pick<Run, 'long' | 'ours'>): number {
	const within = (task: { start: number; took: number }) =>
		ours
			.filter(({ start, took }) => start < task.start + task.took && start + took > task.start)
			.reduce((sum, { took }) => sum + took, 0);
	return long.filter((task) => within(task) > 0 && task.took - within(task) <= LONG).length;
}
