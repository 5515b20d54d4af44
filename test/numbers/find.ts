import { judge } from '../../src/background/numbers/judge.ts';
import { numbersIn } from '../../src/content/gate.ts';

export interface Number {
	/** As it stands in the text, with its extension. */
	readonly raw: string;
	/** UTF-16 offset in the text. */
	readonly start: number;
	readonly e164: string;
	readonly ext?: string;
}

/** The numbers of a text as a page would have them marked, where a line feed ends a line. `region`: ISO 3166-1 alpha-2. */
export function find(text: string, region: string): Number[] {
	const candidates = [...numbersIn(text, () => true)].filter((found) => found !== undefined);
	const judged = judge(candidates, { country: region });
	return candidates.flatMap((candidate, i) =>
		(judged[i] ?? []).flatMap(({ from, to, target }) => {
			const [, e164, ext] = /^tel:(\+\d+)(?:;ext=(\d+))?$/.exec(target) ?? [];
			if (e164 === undefined) return [];
			const start = candidate.start + from;
			return [{ raw: text.slice(start, candidate.start + to), start, e164, ...(ext === undefined ? {} : { ext }) }];
		}),
	);
}
