/** Ways to call somebody, as they stand in what that person publishes: bounded here, and made sense of elsewhere. */
import type { AddressType, PublishedAddress } from './session.ts';

/** A property of a vCard; `preference` as in RFC 6350 §5.3: 1 is the first choice, 100 the last. */
export interface Property {
	readonly written: string | null | undefined;
	readonly types: readonly string[];
	readonly preference: number;
}

/** Longer is no address, and nobody has more of them. */
const LONGEST = 256;
const MOST = 16;
const TYPES: readonly AddressType[] = ['cell', 'work', 'home', 'fax', 'pager', 'modem', 'textphone', 'voice', 'video'];

/** Those that could be addresses, the preferred ones first; types that mean nothing here are left out. */
export function publishedAddresses(properties: readonly Property[]): PublishedAddress[] {
	return properties
		.map(({ written, types, preference }) => ({ written: written?.trim() ?? '', types: known(types), preference }))
		.filter(({ written }) => written !== '' && written.length <= LONGEST)
		.sort((a, b) => a.preference - b.preference)
		.slice(0, MOST)
		.map(({ written, types }) => ({ written, types }));
}

/** Whether a URI in a field for any kind of URI leads to a phone. */
export function isCallable(uri: string | null | undefined): boolean {
	return /^\s*(?:sips?|tel):/i.test(uri ?? '');
}

function known(types: readonly string[]): AddressType[] {
	const named = new Set(types.map((type) => type.trim().toLowerCase()));
	return TYPES.filter((type) => named.has(type));
}
