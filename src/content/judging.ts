/** Asks the background what is in the candidates: in batches, each text once. */
import type { Input, Judged, Judgement } from '../shared/commands.ts';
import type { Candidate } from './candidate.ts';

const BATCH = 200;
/** More texts than an honest page has, mostly. The judge is shared: beyond them the page has half of its time at most. */
const MANY = 100_000;
/** Texts remembered; a page with more of them asks again for those it shows again. */
const MEMORY = 5000;

type Judge = (candidates: Input<'numbers.judge'>['candidates']) => Promise<Judgement | undefined>;

/** What judging tells. */
export interface Verdicts {
	/** There is a number or an address in the candidate; at once if its text is known. */
	judged(candidate: Candidate, judged: Judged): void;
	/** The person wants nothing to be found on this page. */
	off(): void;
}

/** Takes candidates, until the signal. */
export function createJudging(judge: Judge, { judged, off }: Verdicts, signal: AbortSignal) {
	const known = new Map<string, readonly Judged[]>();
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
			if (asked > MANY) await new Promise((resolve) => setTimeout(resolve, performance.now() - began));
		}
		isAsking = false;
	}
	async function askBatch(): Promise<void> {
		const batch: [key: string, candidates: Candidate[]][] = [];
		for (const entry of waiting) if (batch.push(entry) === BATCH) break;
		asked += batch.length;
		const judgement = await judge(batch.flatMap(([, [first]]) => first?.found ?? []));
		if (judgement?.off) return off();
		for (const [i, [key, candidates]] of batch.entries()) {
			waiting.delete(key);
			const numbers = judgement?.judged[i];
			if (!numbers) continue;
			if (known.size >= MEMORY) known.clear();
			known.set(key, numbers);
			for (const candidate of candidates) for (const number of numbers) judged(candidate, number);
		}
	}

	return function take(candidate: Candidate): void {
		const { before, written, after } = candidate.found;
		const key = `${before}\0${written}\0${after}`;
		const numbers = known.get(key);
		for (const number of numbers ?? []) judged(candidate, number);
		if (numbers) return;
		const others = waiting.get(key);
		if (others) others.push(candidate);
		else waiting.set(key, [candidate]);
		if (!isAsking) void askAll();
	};
}
