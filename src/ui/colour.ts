/**
 * XEP-0392: Consistent Color Generation, https://xmpp.org/extensions/xep-0392.html; HSLuv (https://www.hsluv.org) for
 * saturation 100, which is the most saturated colour that the screen has for a hue and a lightness.
 */

/** Hue in degrees (§5.1): SHA-1 of the text, its first two bytes, little endian, as a part of the circle. */
export async function hueOf(text: string): Promise<number> {
	const hash = new DataView(await crypto.subtle.digest('SHA-1', new TextEncoder().encode(text)));
	return (hash.getUint16(0, true) / 65_536) * 360;
}

/** Red, green and blue (0 to 1) of a hue. §5.4: "saturation SHOULD be set to 100 and lightness SHOULD be set to 50". */
export function rgbOf(hue: number, lightness = 50): readonly [number, number, number] {
	const angle = (hue / 180) * Math.PI;
	const chroma = mostChroma(angle, lightness);
	const [u, v] = [Math.cos(angle) * chroma, Math.sin(angle) * chroma].map((part) => part / (13 * lightness)) as [
		number,
		number,
	];
	return linear(lightness, u + WHITE_U, v + WHITE_V).map(gamma) as [number, number, number];
}

/** The same as a CSS colour. */
export function cssColour(hue: number, lightness?: number): string {
	return `rgb(${rgbOf(hue, lightness)
		.map((part) => Math.round(part * 255))
		.join(' ')})`;
}

const WHITE_U = 0.19783;
const WHITE_V = 0.4683199;
/** XYZ (D65) to linear sRGB. */
const MATRIX = [
	[3.2409699, -1.5373831, -0.4986107],
	[-0.9692436, 1.8759675, 0.041555],
	[0.05563, -0.2039769, 1.0569715],
] as const;

/** CIE LUV to linear sRGB, for a lightness above 8. */
function linear(lightness: number, u: number, v: number): readonly [number, number, number] {
	const y = ((lightness + 16) / 116) ** 3;
	const x = (9 * y * u) / (4 * v);
	const z = (y * (12 - 3 * u - 20 * v)) / (4 * v);
	return MATRIX.map((row) => row[0] * x + row[1] * y + row[2] * z) as [number, number, number];
}

function gamma(part: number): number {
	return part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055;
}

/** How far one can go from grey along an angle until the first of the three channels is 0 or 1. */
function mostChroma(angle: number, lightness: number): number {
	const inside = (chroma: number) => {
		const along = chroma / (13 * lightness);
		return linear(lightness, WHITE_U + Math.cos(angle) * along, WHITE_V + Math.sin(angle) * along).every(
			(part) => part >= 0 && part <= 1,
		);
	};
	let [low, high] = [0, 300];
	for (let step = 0; step < 24; step++) {
		const middle = (low + high) / 2;
		if (inside(middle)) low = middle;
		else high = middle;
	}
	return low;
}
