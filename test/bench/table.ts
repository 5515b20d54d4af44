/** The rows as a table that people read, and what is to be said about targets. */
import { isMet, type Row, type Unit } from './row.ts';

const HEAD = ['what', 'browser', 'ratio', 'absolute', 'target', 'met', 'how'] as const;

/** A Markdown table, aligned so that it can be read as text. */
export function table(rows: readonly Row[]): string {
	const cells = [HEAD, ...rows.map(cellsOf)];
	const widths = HEAD.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
	const isLast = (column: number) => column === HEAD.length - 1; // as long as it happens to be
	const line = (parts: readonly string[]) =>
		`| ${parts.map((part, column) => (isLast(column) ? part : part.padEnd(widths[column] ?? 0))).join(' | ')} |`;
	const rule = `|${widths.map((width, column) => '-'.repeat(isLast(column) ? 5 : width + 2)).join('|')}|`;
	return [line(HEAD), rule, ...cells.slice(1).map(line)].join('\n');
}

/** In a sentence: all targets are met, or which are not. */
export function verdict(rows: readonly Row[]): string {
	const judged = rows.filter((row) => isMet(row) !== null);
	const missed = judged.filter((row) => isMet(row) === false);
	if (judged.length === 0) return 'There are no targets for what was measured.';
	if (missed.length === 0) return `All ${judged.length} targets are met.`;
	const names = missed.map(({ what, browser }) => (browser ? `${what} (${browser})` : what));
	return `MISSED ${missed.length} of ${judged.length} targets: ${names.join('; ')}.`;
}

function cellsOf(row: Row): readonly string[] {
	const { what, browser, ratio, absolute, note } = row;
	return [
		what,
		browser || 'all',
		ratio ? `${figures(ratio.value)} × ${ratio.of}` : '–',
		absolute ? shown(absolute.value, absolute.unit) : '–',
		targetOf(row),
		{ true: 'yes', false: 'NO', null: '–' }[`${isMet(row)}`],
		note,
	];
}

function targetOf({ target, absolute }: Row): string {
	if (!target) return '–';
	const [sign, value] = 'most' in target ? ['≤', target.most] : ['≥', target.least];
	return target.of === 'ratio' ? `${sign} ${value} ×` : `${sign} ${shown(value, absolute?.unit ?? 'ms')}`;
}

function shown(value: number, unit: Unit): string {
	const digits = value >= 10 && unit === 'ms' ? 0 : value < 1 ? 2 : 1;
	const number = Number(value.toFixed(digits));
	return unit === 'round trips' ? `${number}` : `${number} ${unit}`;
}

/** Two figures are as much as such a measurement can tell, one behind the point. */
function figures(value: number): string {
	return value >= 10 ? String(Math.round(value)) : value.toPrecision(value < 1 ? 2 : 3);
}
