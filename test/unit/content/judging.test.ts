import { afterEach, expect, test, vi } from 'vitest';
import type { Ask } from '../../../src/content/ask.ts';
import type { Candidate } from '../../../src/content/candidate.ts';
import { createJudging } from '../../../src/content/judging.ts';

afterEach(() => {
	vi.useRealTimers();
});

/** A judge to whom what begins with `+1` is a number, whose answers come when the test lets them. */
function start() {
	const life = new AbortController();
	const batches: (readonly string[])[] = [];
	const answers: ((ok: boolean) => void)[] = [];
	const judged: string[] = [];
	const ask = (_name: string, { candidates }: { candidates: string[] }) => {
		batches.push(candidates);
		const numbers = candidates.map((written) => (written.startsWith('+1') ? `${written}!` : null));
		return new Promise((resolve) => answers.push((ok) => resolve(ok ? numbers : undefined)));
	};
	const take = createJudging(ask as Ask, ({ raw }, number) => judged.push(`${raw}=${number}`), life.signal);
	return {
		life,
		batches,
		judged,
		take: (written: string, raw = written) => take({ written, raw } as Candidate),
		/** Answers the oldest question, and lets all that follows from it happen within so many milliseconds. */
		async answer(ok = true, within = 1000) {
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

test('a hundred at a time, one batch after the other', async () => {
	vi.useFakeTimers();
	const { take, batches, judged, answer } = start();
	for (let i = 0; i < 250; i++) take(`+1${i}`);
	await vi.advanceTimersByTimeAsync(300);
	expect(batches.map(({ length }) => length)).toEqual([100]);
	for (let i = 0; i < 3; i++) await answer(true, 0);
	expect(batches.map(({ length }) => length)).toEqual([100, 100, 50]);
	expect(judged).toHaveLength(250);
});

test('a page with more than ten thousand waits as long as each answer took', async () => {
	vi.useFakeTimers();
	const { take, batches, answer } = start();
	for (let i = 0; i < 10_300; i++) take(`+1${i}`);
	await vi.advanceTimersByTimeAsync(0);
	for (let i = 0; i < 100; i++) await answer(true, 0);
	expect(batches).toHaveLength(101);
	await vi.advanceTimersByTimeAsync(300);
	await answer(true, 299);
	expect(batches).toHaveLength(101);
	await vi.advanceTimersByTimeAsync(1);
	expect(batches).toHaveLength(102);
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
	for (let i = 0; i <= 50; i++) await answer();
	expect(batches).toHaveLength(51);
	take('+15000');
	await vi.advanceTimersByTimeAsync(0);
	expect(batches).toHaveLength(51);
	take('+10');
	await vi.advanceTimersByTimeAsync(0);
	expect(batches).toHaveLength(52);
});

test('asks no more when its life is over', async () => {
	vi.useFakeTimers();
	const { take, batches, life, answer } = start();
	for (let i = 0; i < 150; i++) take(`+1${i}`);
	await vi.advanceTimersByTimeAsync(0);
	life.abort();
	await answer();
	expect(batches).toHaveLength(1);
});
