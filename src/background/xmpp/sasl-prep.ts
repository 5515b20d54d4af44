/**
 * SASLprep (RFC 4013), the preparation that SCRAM asks for (RFC 5802 §2.2), as far as Unicode properties of the
 * platform go: mapping, NFKC and prohibited characters; not the check of bidirectional text, and unassigned code points
 * are refused by the platform's Unicode version, not by 3.2. Both leave what a server accepts unchanged.
 */

// §2.1: non-ASCII spaces become a space (RFC 3454 C.1.2), some characters become nothing (B.1).
const SPACES = /[\u00A0\u1680\u2000-\u200B\u202F\u205F\u3000]/g;
const NOTHING = /\u034F|[\u180B-\u180D]|[\uFE00-\uFE0F]|\u200D|[\u00AD\u1806\u200C\u2060\uFEFF]/g;
// §2.3: controls, private use, surrogates, what is unassigned or no character, and what changes the display of others.
const PROHIBITED = /[\p{Cc}\p{Co}\p{Cs}\p{Cn}\u06DD\u070F\u2028\u2029\u2061-\u2063\u206A-\u206F\uFFF9-\uFFFD]/u;
const DISPLAY = /[\u200E\u200F\u202A-\u202E\u2FF0-\u2FFB\u{E0001}\u{E0020}-\u{E007F}\u{1D173}-\u{1D17A}]/u;

/** The prepared text; null if it holds what no user name and no password may hold. */
export function saslPrep(text: string): string | null {
	const prepared = text.replace(SPACES, ' ').replace(NOTHING, '').normalize('NFKC');
	return PROHIBITED.test(prepared) || DISPLAY.test(prepared) ? null : prepared;
}
