import { afterEach, expect, test, vi } from 'vitest';
import type { Candidate } from '../../../src/content/candidate.ts';
import { createJudging } from '../../../src/content/judging.ts';
import type { Input, Judged, Judgement } from '../../../src/shared/commands.ts';

afterEach(() => {
	vi.useRealTimers();
});

/** A judge to whom what begins with `+1` is a number, whose answers come when the test lets them. */
function start() {
	const life = new AbortController();
	const batches: (readonly string[])[] = [];
	let offs = 0;
	const answers: ((ok: boolean | 'off') => void)[] = [];
	const judged: string[] = [];
	const judge = (candidates: Input<'numbers.judge'>['candidates']) => {
		batches.push(candidates.map(({ written }) => written));
		const numbers = candidates.map(({ written }) =>
			written.startsWith('+1') ? [{ from: 0, to: written.length, target: `${written}!`, cue: false }] : [],
		);
		return new Promise<Judgement | undefined>((resolve) =>
			answers.push((ok) => resolve(ok === 'off' ? { off: true } : ok ? { off: false, judged: numbers } : undefined)),
		);
	};
	const verdicts = {
		judged: (candidate: Candidate, { target }: Judged) => judged.push(`${names.get(candidate)}=${target}`),
		off: () => {
			offs++;
		},
	};
	const names = new Map<Candidate, string>();
	const take = createJudging(judge, verdicts, life.signal);
	return {
		life,
		batches,
		judged,
		offs: () => offs,
		take(written: string, name = written, around = '') {
			const found = { written, before: around, after: '', start: 0, end: written.length };
			const candidate: Candidate = { run: { text: written, pieces: [] }, found };
			names.set(candidate, name);
			take(candidate);
		},
		/** Answers the oldest question, and lets all that follows from it happen within so many milliseconds. */
		async answer(ok: boolean | 'off' = true, within = 1000) {
			answers.shift()?.(ok);
			await vi.advanceTimersByTimeAsync(within);
		},
	};
}

test('asks for all of a slice at once, and each text once', async () => {
	vi.useFakeTimers();
	const { take, batches, judged, answer } = start();
	take('+1', 'a');
	take('+2', 'b');
	take('+1', 'c');
	await vi.advanceTimersByTimeAsync(0);
	expect(batches).toEqual([['+1', '+2']]);
	await answer();
	expect(judged).toEqual(['a=+1!', 'c=+1!']);
	take('+1', 'd');
	take('+2', 'e');
	expect(judged).toEqual(['a=+1!', 'c=+1!', 'd=+1!']);
	await answer();
	expect(batches).toHaveLength(1);
});

test('two hundred at a time, one batch after the other', async () => {
	vi.useFakeTimers();
	const { take, batches, judged, answer } = start();
	for (let i = 0; i < 450; i++) take(`+1${i}`);
	await vi.advanceTimersByTimeAsync(300);
	expect(batches.map(({ length }) => length)).toEqual([200]);
	for (let i = 0; i < 3; i++) await answer(true, 0);
	expect(batches.map(({ length }) => length)).toEqual([200, 200, 50]);
	expect(judged).toHaveLength(450);
});

test('a page with more than a hundred thousand waits as long as each answer took', async () => {
	vi.useFakeTimers();
	const { take, batches, answer } = start();
	for (let i = 0; i < 100_600; i++) take(`+1${i}`);
	await vi.advanceTimersByTimeAsync(0);
	for (let i = 0; i < 500; i++) await answer(true, 0);
	expect(batches).toHaveLength(501);
	await vi.advanceTimersByTimeAsync(300);
	await answer(true, 299);
	expect(batches).toHaveLength(501);
	await vi.advanceTimersByTimeAsync(1);
	expect(batches).toHaveLength(502);
});

test('what got no answer is asked for again when it is found again', async () => {
	vi.useFakeTimers();
	const { take, batches, judged, answer } = start();
	take('+1');
	await vi.advanceTimersByTimeAsync(0);
	await answer(false);
	take('+1');
	await vi.advanceTimersByTimeAsync(0);
	await answer();
	expect(batches).toEqual([['+1'], ['+1']]);
	expect(judged).toEqual(['+1=+1!']);
});

test('remembers a few thousand texts, not all of a page that never ends', async () => {
	vi.useFakeTimers();
	const { take, batches, answer } = start();
	for (let i = 0; i <= 5000; i++) take(`+1${i}`);
	await vi.advanceTimersByTimeAsync(0);
	for (let i = 0; i <= 25; i++) await answer();
	expect(batches).toHaveLength(26);
	take('+15000');
	await vi.advanceTimersByTimeAsync(0);
	expect(batches).toHaveLength(26);
	take('+10');
	await vi.advanceTimersByTimeAsync(0);
	expect(batches).toHaveLength(27);
});

test('asks no more when its life is over', async () => {
	vi.useFakeTimers();
	const { take, batches, life, answer } = start();
	for (let i = 0; i < 250; i++) take(`+1${i}`);
	await vi.advanceTimersByTimeAsync(0);
	life.abort();
	await answer();
	expect(batches).toHaveLength(1);
});

test('what stands around a text may make another one of it', async () => {
	vi.useFakeTimers();
	const { take, batches, judged, answer } = start();
	take('+1', 'a');
	take('+1', 'b', 'ISBN ');
	await vi.advanceTimersByTimeAsync(0);
	expect(batches).toEqual([['+1', '+1']]);
	await answer();
	expect(judged).toEqual(['a=+1!', 'b=+1!']);
});

test('tells when nothing is to be found on this page', async () => {
	vi.useFakeTimers();
	const { take, judged, answer, offs } = start();
	take('+1');
	await vi.advanceTimersByTimeAsync(0);
	await answer('off');
	expect(judged).toEqual([]);
	expect(offs()).toBe(1);
});
