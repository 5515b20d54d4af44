import type { Share, Tally } from './score.ts';

/** The tallies as a table, a country a line, and all together last. */
export function tableOf(tallies: ReadonlyMap<string, Tally>): string {
	const rows = [...tallies].map(([region, tally]) => [region, ...cells(tally)]);
	const all = ['all', ...cells(sum([...tallies.values()]))];
	const table = [['', 'national', 'international', 'wrong', 'negatives marked', 'as the reference'], ...rows, all];
	const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
	return table
		.map((row) =>
			row
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}

function cells({ national, international, negatives, reference, wrong }: Tally): string[] {
	return [shown(national), shown(international), String(wrong), shown(negatives), shown(reference)];
}

function shown({ are, of }: Share): string {
	return of === 0 ? '–' : `${((100 * are) / of).toFixed(1)} % (${are}/${of})`;
}

function sum(tallies: readonly Tally[]): Tally {
	const add = (share: (tally: Tally) => Share) => ({
		are: tallies.reduce((total, tally) => total + share(tally).are, 0),
		of: tallies.reduce((total, tally) => total + share(tally).of, 0),
	});
	return {
		national: add(({ national }) => national),
		international: add(({ international }) => international),
		negatives: add(({ negatives }) => negatives),
		reference: add(({ reference }) => reference),
		wrong: tallies.reduce((total, { wrong }) => total + wrong, 0),
	};
}
