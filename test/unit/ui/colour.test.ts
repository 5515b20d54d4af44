import { expect, test } from 'vitest';
import { cssColour, hueOf, rgbOf } from '../../../src/ui/colour.ts';

// XEP-0392 §13.1.1, test vectors without correction for colour vision deficiencies.
test.each([
	['Romeo', 327.255249, [0.865, 0, 0.686]],
	['juliet@capulet.lit', 209.4104, [0, 0.515, 0.573]],
	['😺', 331.199341, [0.872, 0, 0.659]],
	['council', 359.994507, [0.918, 0, 0.394]],
	['Board', 171.430664, [0, 0.527, 0.457]],
])('the colour of %s', async (text, hue, rgb) => {
	expect(await hueOf(text)).toBeCloseTo(hue, 5);
	expect(rgbOf(hue).map((part) => Math.round(part * 1000) / 1000)).toEqual(rgb);
});

test('white letters on an avatar have a contrast of 4.5 for every hue', () => {
	for (let hue = 0; hue < 360; hue++) expect(contrastWithWhite(rgbOf(hue, 48))).toBeGreaterThanOrEqual(4.5);
});

test('a CSS colour', () => {
	expect(cssColour(327.255249)).toBe('rgb(221 0 175)');
});

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrastWithWhite([r, g, b]: readonly [number, number, number]): number {
	const [R, G, B] = [r, g, b].map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [
		number,
		number,
		number,
	];
	return 1.05 / (0.2126 * R + 0.7152 * G + 0.0722 * B + 0.05);
}
