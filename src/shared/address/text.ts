/** What no address holds and a text may hide: controls, format characters (bidi and zero-width), lone surrogates, line ends. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** The text without its invisible format characters, which come along with numbers copied from address books, and trimmed. */
export function visible(text: string): string {
	return text.replace(/\p{Cf}/gu, '').trim();
}

/** Is there a character that a person could not see, or that could end a header line? */
export function hasHidden(text: string): boolean {
	return HIDDEN.test(text);
}

/** Percent-decoded UTF-8; null if it is broken or brings in a hidden character (`%0D%0A`). */
export function decode(text: string): string | null {
	const plain = decodeAny(text);
	return plain === null || hasHidden(plain) ? null : plain;
}

/** Percent-decoded UTF-8, whatever it holds; null if it is broken. */
export function decodeAny(text: string): string | null {
	try {
		return decodeURIComponent(text);
	} catch {
		return null;
	}
}
