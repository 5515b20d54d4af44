/** A line of the table that `npm run bench` makes. */

export interface Row {
	/** What was measured, as a person reads it. */
	readonly what: string;
	/** Empty where it is the same in every browser. */
	readonly browser: string;
	/** How many times as long as something that was measured beside it, in this run. */
	readonly ratio?: { readonly value: number; readonly of: string };
	readonly absolute?: { readonly value: number; readonly unit: Unit };
	/** The most, or the least, that the ratio or the absolute value may be. */
	readonly target?: ({ readonly most: number } | { readonly least: number }) & { readonly of: 'ratio' | 'absolute' };
	/** How it came to be: samples, parts, what the other side of the ratio took. */
	readonly note: string;
}

export type Unit = 'ms' | 'kB' | 'round trips' | 'MB' | 'tasks' | 'scripts';

/** Whether the target is met; null where there is none. */
export function isMet(row: Row): boolean | null {
	if (!row.target) return null;
	const value = row[row.target.of]?.value;
	if (value === undefined) return false;
	return 'most' in row.target ? value <= row.target.most : value >= row.target.least;
}

/** The middle of the samples: what one of them met by chance counts for nothing. Throws when there is none. */
export function median(samples: readonly number[]): number {
	const sorted = samples.toSorted((a, b) => a - b);
	const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
	if (low === undefined || high === undefined) throw new Error('no samples');
	return (low + high) / 2;
}

/** Milliseconds as a note says them: `12 ms`, and `0.4 ms` where that would be nothing. */
export function ms(value: number): string {
	return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}
