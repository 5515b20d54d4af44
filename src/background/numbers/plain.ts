/** Text as the judge reads it: unit for unit the same, but in plain digits, dashes, parentheses and spaces. */
export function plain(text: string): string {
	return text.replace(/[^\n -~]/g, (unit) => plainUnit(unit));
}

/** Zero-width characters and soft hyphens: seen by nobody, and kept so that offsets stay. */
const UNSEEN = '\u200b';

/** What is written without what nobody sees, and with one space for many. */
export function shown(plainText: string): string {
	return plainText.replaceAll(UNSEEN, '').replace(/ +/g, ' ');
}

/** The zeros of the scripts whose digits the gate knows. */
const ZEROS = [
	0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0x1040, 0x17e0, 0xff10,
];

function plainUnit(unit: string): string {
	if (/[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/.test(unit)) return UNSEEN;
	if (/\s/.test(unit)) return ' ';
	if (/[\u2010-\u2015\u2212\u30fc]/.test(unit)) return '-';
	if (/[\u2053\u223c]/.test(unit)) return '~';
	const code = unit.charCodeAt(0);
	const zero = ZEROS.find((at) => code >= at && code < at + 10);
	if (zero !== undefined) return String(code - zero);
	// Full-width forms of ASCII.
	return code > 0xff00 && code < 0xff5f ? String.fromCharCode(code - 0xfee0) : unit;
}
