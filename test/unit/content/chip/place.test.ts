import { describe, expect, test } from 'vitest';
import { placeFor } from '../../../../src/content/chip/place.ts';

const WINDOW = { width: 800, height: 600 };
const CHIP = { width: 300, height: 140 };
const line = (left: number, top: number, width = 100) => ({ left, top, right: left + width, bottom: top + 20 });
const place = (boxes: ReturnType<typeof line>[], isRightToLeft = false, window = WINDOW) =>
	placeFor(boxes, CHIP, window, isRightToLeft);

describe('where the chip stands', () => {
	test('below, from the start of the number', () => {
		expect(place([line(100, 200)])).toEqual({ left: 100, top: 226 });
	});

	test('in text from right to left, its right edge at the right edge of the number', () => {
		expect(place([line(400, 200)], true)).toEqual({ left: 200, top: 226 });
	});

	test('above where below is no room', () => {
		expect(place([line(100, 500)])).toEqual({ left: 100, top: 354 });
	});

	test('where more room is when neither is enough, and all of it in the window', () => {
		const low = { width: 800, height: 200 };
		expect(place([line(100, 40)], false, low)).toEqual({ left: 100, top: 52 });
		expect(place([line(100, 140)], false, low)).toEqual({ left: 100, top: 8 });
	});

	test('not beyond the edges of the window', () => {
		expect(place([line(700, 200)])).toEqual({ left: 492, top: 226 });
		expect(place([line(-50, 200)])).toEqual({ left: 8, top: 226 });
		expect(place([line(0, 200, 20)], true)).toEqual({ left: 8, top: 226 });
	});

	test('under the last of two lines, or over the first', () => {
		expect(place([line(700, 200), line(8, 220)])).toEqual({ left: 8, top: 246 });
		expect(place([line(8, 480), line(8, 500)])).toEqual({ left: 8, top: 334 });
	});

	test('at what is in the window; nowhere when nothing is', () => {
		expect(place([line(100, -30), line(100, 10)])).toEqual({ left: 100, top: 36 });
		for (const out of [line(100, -20), line(100, 600), line(-100, 200), line(800, 200), line(100, 200, 0)])
			expect(place([out])).toBeUndefined();
		expect(place([])).toBeUndefined();
	});
});
