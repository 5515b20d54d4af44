/** A stretch of a text. */
export interface Part {
	readonly from: number;
	readonly to: number;
}

/** What begins another number, or something else, within a candidate: each with the stretch that it begins. */
const BREAKS = [/\/+(.*)/g, /(\([^(]*)/g, /(?: -|- ) *(.+)/g, /\.+ *([^.]+)/g, / +([^ ]+)/g];

/**
 * What may be a number in a candidate, the likeliest first: all of it, then for each kind of break what stands before the
 * first one, and what each one begins.
 */
export function* partsOf(candidate: string): Generator<Part> {
	yield { from: 0, to: candidate.length };
	for (const pattern of BREAKS) {
		let isFirst = true;
		for (const match of candidate.matchAll(pattern)) {
			const [all, begun = ''] = match;
			if (isFirst && match.index > 0) yield trimmed(candidate, 0, match.index);
			isFirst = false;
			const from = match.index + all.length - begun.length;
			yield trimmed(candidate, from, from + begun.length);
		}
	}
}

/** Without the separators at its end. */
function trimmed(candidate: string, from: number, to: number): Part {
	const { length } = candidate.slice(from, to).replace(/[^\d#]+$/, '');
	return { from, to: from + length };
}
