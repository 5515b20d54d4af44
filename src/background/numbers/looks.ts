/** Things that are written in a number's digits and groups, and are none. */

/** A text's part that may be a number, and what stands around it, all plain. */
export interface Place {
	readonly before: string;
	readonly written: string;
	readonly after: string;
}

/** What not even a word like "phone" before it, or a plus, makes a number. */
export function isSurelyElse({ before, written, after }: Place): boolean {
	return (
		/\p{Sc}\s?$/u.test(before) ||
		// More digits follow: a time, a decimal, a range.
		/^(?: ?[%‰°\p{Sc}]|[.,:·]\d)/u.test(after) ||
		/^\+\d{1,3}\.\d{1,8}$/.test(written)
	);
}

/** What looks rather like something else, if no word says that it is a number. */
export function looksElse(place: Place): boolean {
	const { before, written, after } = place;
	return (
		isDated(written) ||
		// Digits as one makes them up.
		/^0?12345678|98765432|^\d*(\d)\1{6}\d*$/.test(written) ||
		isCoordinate(place) ||
		/^0[.~]\d+$|^[1-9]\d{0,2}\.\d{4,}$|^[1-9]\d{3}\/\d{4}$|^(?:19|20)\d\d-\d+$/.test(written) ||
		isZipCode(place) ||
		(/^\d+$/.test(written) && /(?:^|[^A-Za-z])[A-Z]{2} ?$/.test(before)) ||
		// From one time to another.
		/^(?:[01]?\d|2[0-4])\.[0-5]\d ?- ?(?:[01]?\d|2[0-4])\.[0-5]\d/.test(written) ||
		/^\]|^ ?\([a-z]\)|^\/\d{1,2}(?!\d)|^ ?[x×*=+<>] ?\d|^ ?- ?\d/.test(after) ||
		/[=<>\\@]\s?$|`$|\p{L}\/$|\d[.,:']$|[A-Z]{2}-$|\p{Sc}\s?$/u.test(before) ||
		isInternetAddress(place)
	);
}

/** Of the United States, in its long form. */
function isZipCode({ before, written, after }: Place): boolean {
	return /^\d{5}-\d{4}$/.test(written) && (/[A-Z]{2} +$/.test(before) || /^,? +U\.?S/.test(after));
}

/** Day, month and year in either order, or two years. */
function isDated(written: string): boolean {
	return (
		/(?:^|\D)(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d(?!\d)/.test(written) ||
		/(?:^|\D)(?:19|20)\d\d([./-])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)/.test(written) ||
		/^(?:1[89]|20)\d\d[ -]+(?:1[89]|20)\d\d$/.test(written) ||
		/^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[ -]?[0-2]\d[0-5]\d(?:[0-5]\d)?)?$/.test(written)
	);
}

/** One of two decimals: 48.6186, 11.4185. */
function isCoordinate({ before, written, after }: Place): boolean {
	const isDecimal = /^-?\d{1,3}\.\d+$/.test(written);
	return (
		(isDecimal && (/^°?\s?[,;/]\s?-?\d{1,3}\.\d/.test(after) || /\d\.\d+°?\s?[,;/]\s?-?$/.test(before))) ||
		/\.\d{3,}°?\s?[,;]\s?-?\d{1,3}\.$/.test(before)
	);
}

/** In networks that nobody calls, or with a mask or port. */
function isInternetAddress({ written, after }: Place): boolean {
	if (!/^(?:(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])(?:\.(?!$)|$)){4}$/.test(written)) return false;
	return (
		/^(?:10|127|0|22[4-9]|2[3-5]\d|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254)\./.test(written) ||
		/^[/:]\d/.test(after)
	);
}
