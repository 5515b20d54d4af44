/**
 * What looking through a page for numbers costs it: the built script, beside a bare walk over all its texts that reads
 * each, and beside a regular expression with libphonenumber-js. Each time on a page that nobody has looked at, in turn,
 * and all as scripts of an extension: there, the page's nodes are dearer to reach than they are for the page.
 */
import type { Person } from '../support/person.ts';
import { until } from '../support/until.ts';
import { type Context, NAMES } from './context.ts';
import { densePage, plainPage } from './pages.ts';
import { recorder, stretches, sumOf, untilAtRest } from './recorder.ts';
import { median, ms, type Row } from './row.ts';
import { bundled, startVariant } from './variant.ts';

const MB = 1_000_000;
const SIZES = [
	{ size: 0.1, samples: 7, withLibrary: true },
	{ size: 1, samples: 7, withLibrary: true },
	{ size: 10, samples: 3, withLibrary: false },
] as const;
/** The library takes seconds for a page, and the target is far from it. */
const LIBRARY_SAMPLES = 3;
/** Times as long as for one MB, at ten. */
const LINEAR = 1.5;

const PAGES = [
	{ name: 'page without numbers', make: plainPage, most: 0.6 },
	{ name: 'number-dense page', make: densePage, most: 2.5, mostOfLibrary: 0.1 },
] as const;

/** Medians, in ms. */
interface Costs {
	readonly size: number;
	readonly samples: number;
	readonly ours: number;
	readonly walk: number;
	readonly library?: number;
}

export async function scans(context: Context, kind: Person['kind']): Promise<Row[]> {
	const peers = await bundled('peers.ts');
	const ours = await startVariant(kind, 'scan', context, (built) => recorder({ nothingIsNumber: true }) + built);
	const other = await startVariant(kind, 'peers', context, () => peers);
	const rows: Row[] = [];
	try {
		for (const page of PAGES) {
			const costs: Costs[] = [];
			for (const size of SIZES) {
				const url = context.servers.web.put(`/scan-${size.size}`, page.make(size.size * MB));
				const withLibrary = size.withLibrary && 'mostOfLibrary' in page;
				costs.push(await costsOf(ours, other, url, { ...size, withLibrary }));
			}
			rows.push(...rowsOf(NAMES[kind], page, costs));
		}
	} finally {
		await ours.close();
		await other.close();
	}
	return rows;
}

async function costsOf(
	ours: Person,
	other: Person,
	url: string,
	{ size, samples, withLibrary }: { size: number; samples: number; withLibrary: boolean },
): Promise<Costs> {
	const own: number[] = [];
	const walks: number[] = [];
	const library: number[] = [];
	for (let sample = 0; sample < samples; sample++) {
		walks.push(await timePeer(other, `${url}#walk`));
		own.push(await timeOurs(ours, url));
		if (withLibrary && sample < LIBRARY_SAMPLES) library.push(await timePeer(other, `${url}#library`));
	}
	return {
		size,
		samples,
		ours: median(own),
		walk: median(walks),
		...(withLibrary && { library: median(library) }),
	};
}

async function timeOurs(person: Person, url: string): Promise<number> {
	const page = await person.openPage(url);
	await untilAtRest(page);
	const took = sumOf(await stretches(page));
	await page.close();
	return took;
}

/** What a script of `peers.ts` took on a fresh page, in ms. */
export async function timePeer(person: Person, url: string): Promise<number> {
	const page = await person.openPage(url);
	const took = await until(
		`${url} is done`,
		() => page.evaluate(() => performance.getEntriesByName('peer')[0]?.duration),
		120_000,
	);
	await page.close();
	return took;
}

function rowsOf(browser: string, page: (typeof PAGES)[number], costs: readonly Costs[]): Row[] {
	const rows = costs.map((cost) => walkRow(browser, page, cost));
	if ('mostOfLibrary' in page) {
		const { mostOfLibrary } = page;
		rows.push(...costs.flatMap((cost) => libraryRow(browser, page.name, mostOfLibrary, cost)));
	}
	const [one, ten] = costs.slice(-2);
	if (one && ten) rows.push(linearRow(browser, page.name, one, ten));
	return rows;
}

function walkRow(browser: string, { name, most }: (typeof PAGES)[number], cost: Costs): Row {
	const { size, samples, ours, walk } = cost;
	return {
		what: `${name}, ${size} MB: looking through it`,
		browser,
		ratio: { value: ours / walk, of: 'a bare walk that reads' },
		absolute: { value: ours, unit: 'ms' },
		target: { most, of: 'ratio' },
		note: `walk ${ms(walk)}; medians of ${samples} in turn, fresh pages`,
	};
}

function libraryRow(browser: string, name: string, most: number, { size, ours, library }: Costs): Row[] {
	if (library === undefined) return [];
	return [
		{
			what: `${name}, ${size} MB: looking through it`,
			browser,
			ratio: { value: ours / library, of: 'a regular expression and libphonenumber-js' },
			absolute: { value: ours, unit: 'ms' },
			target: { most, of: 'ratio' },
			note: `that ${ms(library)}; median of ${LIBRARY_SAMPLES}, fresh pages`,
		},
	];
}

function linearRow(browser: string, name: string, one: Costs, ten: Costs): Row {
	const perMb = ({ size }: Costs, took: number) => took / size;
	return {
		what: `${name}: time for each MB, ${ten.size} MB`,
		browser,
		ratio: { value: perMb(ten, ten.ours) / perMb(one, one.ours), of: `the same at ${one.size} MB` },
		absolute: { value: perMb(ten, ten.ours), unit: 'ms' },
		target: { most: LINEAR, of: 'ratio' },
		note: `a bare walk ${(perMb(ten, ten.walk) / perMb(one, one.walk)).toFixed(2)} ×`,
	};
}
