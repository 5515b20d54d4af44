/** What the pages of every framework show, and how they are driven: the same in each, so that one test fits all. */
export interface Row {
	readonly id: string;
	readonly name: string;
	/** The number comes in two parts, as data mostly does: frameworks make a text node of each. */
	readonly country: string;
	readonly rest: string;
}

export const FRAMEWORKS = ['react', 'vue', 'svelte', 'preact'] as const;
export type Framework = (typeof FRAMEWORKS)[number];
/** What the server of a framework does. */
export type Render = (rows: readonly Row[]) => string | Promise<string>;

/** What a page's script gives as `start`. */
export type Start = (root: Element, rows: readonly Row[], how: 'hydrate' | 'mount') => Promise<Running>;

export interface Running {
	/** Resolves when the page shows these. */
	show(rows: readonly Row[]): Promise<void>;
	/** Takes everything out of the page. */
	end(): Promise<void>;
}

/** Called by each component that renders; the witness reports how often. */
export function rendered(): void {
	const counter = globalThis as { renders?: number };
	counter.renders = (counter.renders ?? 0) + 1;
}

/** The numbers that a page shows, in its order: one in a sentence, one in each row, one more from three rows on. */
export function numbersOf(rows: readonly Row[]): string[] {
	const numbers = rows.map(({ country, rest }) => `${country} ${rest}`);
	return [...numbers.slice(0, 1), ...numbers, ...(numbers.length > 2 ? numbers.slice(-1) : [])];
}
