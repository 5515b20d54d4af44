/** More than a name or a reason needs; what is longer is cut. */
const LONGEST = 128;

/** Text from the wire as a person may see it: one line, no control or format characters (bidi, zero-width), not long. */
export function plainText(text: string): string {
	const clean = text
		.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
		.replace(/[\p{Cf}\p{Cs}]/gu, '')
		.replace(/\s+/g, ' ')
		.trim();
	return Array.from(clean).slice(0, LONGEST).join('');
}
