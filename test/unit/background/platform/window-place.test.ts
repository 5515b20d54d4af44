import { expect, test } from 'vitest';
import { placeOver } from '../../../../src/background/platform/window-place.ts';

const size = { width: 376, height: 600, beside: 0 };
const browser = { left: 800, top: 40, width: 800, height: 860, state: 'normal' };

test('a small window lies within the browser’s window, at its right', () => {
	expect(placeOver(browser, size)).toEqual({ left: 1200, top: 152 });
});

test('a conversation leaves a call to be seen, as far as there is room', () => {
	const conversation = { width: 420, height: 640, beside: 400 };
	expect(placeOver({ ...browser, width: 1600 }, conversation)?.left).toBe(800 + 1600 - 420 - 24 - 400);
	expect(placeOver(browser, conversation)?.left).toBe(824);
});

test('and not beyond its bottom', () => {
	expect(placeOver({ ...browser, height: 640 }, size)).toEqual({ left: 1200, top: 80 });
});

test('also on a screen to the left of the first one', () => {
	expect(placeOver({ ...browser, left: -1600, state: 'maximized' }, size)).toEqual({ left: -1200, top: 152 });
});

test.each([
	['is minimized', { ...browser, left: -32_000, top: -32_000, state: 'minimized' }],
	['is too narrow', { ...browser, width: 400 }],
	['is too low', { ...browser, height: 599 }],
	['does not say where it is', { state: 'normal' }],
])('the browser chooses when its window %s', (_, under) => {
	expect(placeOver(under, size)).toBeUndefined();
});
