import { expect, test } from 'vitest';
import { longOfOurs } from '../../bench/numbers-stream.ts';
import { callable, densePage, numbersPage, plainPage } from '../../bench/pages.ts';

test('pages are as large as asked for, have what they should, and are the same each time', () => {
	for (const make of [plainPage, densePage]) {
		expect(make(200_000).length).toBeGreaterThan(200_000);
		expect(make(200_000).length).toBeLessThan(210_000);
		const [first, second] = [make(200_000), make(200_000)];
		expect(first === second).toBe(true);
	}
	expect(/\d{6}/.test(plainPage(200_000))).toBe(false);
	expect(numbersPage(4_001).match(/\+\d/g)).toHaveLength(4_001);
	expect(new Set(Array.from({ length: 4_001 }, (_, index) => callable(index))).size).toBe(4_000);
});

test('a long task is ours if it were none without our stretches in it', () => {
	const long = [{ start: 100, took: 60 }];
	const stretch = (start: number, took: number) => ({ by: 'idle', start, took });
	expect(longOfOurs({ long, ours: [] })).toBe(0);
	expect(longOfOurs({ long, ours: [stretch(10, 20), stretch(170, 20)] })).toBe(0);
	expect(longOfOurs({ long, ours: [stretch(110, 4), stretch(130, 5)] })).toBe(0);
	expect(longOfOurs({ long, ours: [stretch(110, 4), stretch(130, 7)] })).toBe(1);
});
