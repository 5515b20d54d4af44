/** Asks the background which candidates are numbers: in batches, each text once. */
import type { Ask } from './ask.ts';
import type { Candidate } from './candidate.ts';

const BATCH = 100;
/** More texts than an honest page has, mostly. The judge is shared: beyond them the page has half of its time at most. */
const MANY = 10_000;
/** Texts remembered; a page with more of them asks again for those it shows again. */
const MEMORY = 5000;

/** Takes candidates; `judged` hears of each that is a number, at once if its text is known. */
export function createJudging(ask: Ask, judged: (candidate: Candidate, number: string) => void, signal: AbortSignal) {
	const known = new Map<string, string | null>();
	const waiting = new Map<string, Candidate[]>();
	let isAsking = false;
	let asked = 0;

	async function askAll(): Promise<void> {
		isAsking = true;
		// The rest of the slice that found the first one comes along.
		await Promise.resolve();
		while (waiting.size > 0 && !signal.aborted) {
			const began = performance.now();
			await askBatch();
			if (asked > MANY) await pause(performance.now() - began);
		}
		isAsking = false;
	}
	async function askBatch(): Promise<void> {
		const batch = [...waiting].slice(0, BATCH);
		for (const [written] of batch) waiting.delete(written);
		asked += batch.length;
		const numbers = await ask('numbers.judge', { candidates: batch.map(([written]) => written) });
		batch.forEach(([written, candidates], i) => {
			const number = numbers?.[i];
			if (number === undefined) return;
			if (known.size >= MEMORY) known.clear();
			known.set(written, number);
			if (number !== null) for (const candidate of candidates) judged(candidate, number);
		});
	}

	return function take(candidate: Candidate): void {
		const { written } = candidate;
		const number = known.get(written);
		if (number) judged(candidate, number);
		if (number !== undefined) return;
		const others = waiting.get(written);
		if (others) others.push(candidate);
		else waiting.set(written, [candidate]);
		if (!isAsking) void askAll();
	};
}

function pause(milliseconds: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
