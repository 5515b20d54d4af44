import { decode } from './text.ts';

export interface TelAddress {
	readonly scheme: 'tel';
	/** `tel:+39045…` or `tel:1001`, with `;ext=` and `;phone-context=` if there are any, and nothing else. */
	readonly uri: string;
	/** Digits, `*` and `#`; with `+` in front if `isGlobal`. */
	readonly number: string;
	readonly isGlobal: boolean;
	/** The extension's digits: never part of `number`. */
	readonly ext?: string;
}

/** Longer than any number with its separators; it also bounds what the pattern below can cost. */
const LONGEST = 128;
/** Digits and RFC 3966's visual separators, the others people write (space, slash, dashes), then maybe an extension. */
const WRITTEN = /^(\(?\+?[\d*#(][\d*#\s.()/\u2010-\u2015\u2212-]*?)(?:\s*(?:,+|ext\.?|x)\s*(\d{1,20})#?)?$/i;

/** A `tel:` URI without its scheme (RFC 3966 §3), or a number as people write it; null if it is none. */
export function parseTel(text: string): TelAddress | null {
	const [subscriber = '', ...parameters] = (text.replace(/^\/\//, '').split('?')[0] ?? '').split(';');
	if (subscriber.length > LONGEST) return null;
	// A mandatory parameter that is not understood forbids to use the URI, and we understand none.
	if (parameters.some((parameter) => /^m-/i.test(parameter))) return null;
	const [, written = '', writtenExt] = WRITTEN.exec(decode(subscriber)?.normalize('NFKC').trim() ?? '') ?? [];
	const number = written.replace(/[^\d*#+]/g, '');
	if (!/^(?:\+\d{3,17}|[\d*#]{1,32})$/.test(number)) return null;
	const isGlobal = number.startsWith('+');
	const ext = parameter(parameters, 'ext')?.replace(/[-.()]/g, '') ?? writtenExt;
	if (ext !== undefined && !/^\d{1,20}$/.test(ext)) return null;
	const context = isGlobal ? '' : contextOf(parameters);
	if (context === null) return null;
	const uri = `tel:${number}${ext === undefined ? '' : `;ext=${ext}`}${context}`;
	return { scheme: 'tel', uri, number, isGlobal, ...(ext === undefined ? {} : { ext }) };
}

/** §5.1.5: the context of a local number is a domain name or the first digits of a global number; null if it is neither. */
function contextOf(parameters: readonly string[]): string | null {
	const context = parameter(parameters, 'phone-context')?.toLowerCase();
	if (context === undefined) return '';
	if (/^\+[\d.()-]+$/.test(context)) return `;phone-context=${context.replace(/[.()-]/g, '')}`;
	return /^[a-z\d.-]{1,253}$/.test(context) ? `;phone-context=${context}` : null;
}

function parameter(parameters: readonly string[], name: string): string | undefined {
	return parameters.find((parameter) => parameter.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
}
