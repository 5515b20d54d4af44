/** How many numbers of a file are found exactly, and what is found that is none. */
import { find } from './find.ts';
import type { Expected, Line } from './lines.ts';

/** Of one country. */
export interface Tally {
	readonly national: Share;
	readonly international: Share;
	/** Texts without a number, and how many of them got one. */
	readonly negatives: Share;
	/** Texts for which a reference has answers, and how many get the same. */
	readonly reference: Share;
	/** E.164 numbers found that do not stand there. */
	wrong: number;
}

/** `of` texts were looked at, `are` of them as named. */
export interface Share {
	are: number;
	of: number;
}

/** Counts a stream of lines by country; `missed` hears of each line that is not as it should be. */
export async function score(lines: AsyncIterable<Line>, missed: (line: Line) => void): Promise<Map<string, Tally>> {
	const tallies = new Map<string, Tally>();
	for await (const line of lines) {
		const tally = tallies.get(line.region) ?? newTally();
		tallies.set(line.region, tally);
		if (!count(line, tally)) missed(line);
	}
	return tallies;
}

function count({ text, region, numbers, strict }: Line, tally: Tally): boolean {
	const found = find(text, region);
	const expected = numbers ?? strict ?? [];
	const isSame = found.map(keyOf).join() === expected.map(keyOf).join();
	const share = strict ? tally.reference : expected.length === 0 ? tally.negatives : shareOf(expected, tally);
	share.of++;
	if (share === tally.negatives ? found.length > 0 : isSame) share.are++;
	if (!strict) tally.wrong += found.filter(({ e164 }) => !expected.some((number) => number.e164 === e164)).length;
	return isSame;
}

/** A dial prefix is an international notation too. */
function shareOf([first]: readonly Expected[], { national, international }: Tally): Share {
	return first && /^\D*\+|^00/.test(first.raw) ? international : national;
}

function keyOf({ raw, e164, ext }: Expected): string {
	return JSON.stringify([raw, e164, ext ?? '']);
}

function newTally(): Tally {
	const share = () => ({ are: 0, of: 0 });
	return { national: share(), international: share(), negatives: share(), reference: share(), wrong: 0 };
}
