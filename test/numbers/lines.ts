import { createInterface } from 'node:readline';

/** One text, with the country (ISO 3166-1 alpha-2; ZZ: none) whose numbers may stand in it without a country code. */
export interface Line {
	readonly text: string;
	readonly region: string;
	/** What is in it. */
	readonly numbers?: readonly Expected[];
	/** In place of `numbers`: what a reference finds in it. */
	readonly strict?: readonly Expected[];
}

export interface Expected {
	readonly raw: string;
	readonly e164: string;
	readonly ext?: string;
}

/** The JSON lines of a stream, as they come. Throws for a line that is not JSON; empty ones are passed over. */
export async function* linesOf(stream: NodeJS.ReadableStream): AsyncGenerator<Line> {
	for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }))
		if (line.trim()) yield JSON.parse(line) as Line;
}
