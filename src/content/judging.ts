/** Asks the background what is in the candidates: in batches, each text once. */
import type { Input, Judged, Judgement } from '../shared/commands.ts';
import type { Candidate } from './candidate.ts';
import type { Found } from './gate.ts';

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
			if (asked > MANY) await pause(performance.now() - began);
		}
		isAsking = false;
	}
	async function askBatch(): Promise<void> {
		const batch: string[] = [];
		const questions: Found[] = [];
		for (const [key, [first]] of waiting) {
			if (!first || batch.push(key) > BATCH) break;
			questions.push(first.found);
		}
		asked += questions.length;
		const judgement = await judge(questions);
		if (judgement?.off) {
			waiting.clear();
			return off();
		}
		for (const i of questions.keys()) answer(batch[i] ?? '', judgement?.judged[i]);
	}
	function answer(key: string, numbers: readonly Judged[] | undefined): void {
		const candidates = waiting.get(key) ?? [];
		waiting.delete(key);
		if (!numbers) return;
		if (known.size >= MEMORY) known.clear();
		known.set(key, numbers);
		for (const candidate of candidates) for (const number of numbers) judged(candidate, number);
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

function pause(milliseconds: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
