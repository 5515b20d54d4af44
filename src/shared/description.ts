/** What is known about a number or address on a page before it is called. */
import type { AccountId, Show } from './state.ts';

/** What kind of line a number is by the numbering plans; each has a word `kind_<kind>` in `_locales`. */
export const NUMBER_KINDS = [
	'fixed',
	'mobile',
	'toll-free',
	'shared-cost',
	'premium',
	'voip',
	'personal',
	'pager',
	'company',
	'voicemail',
] as const;
export type NumberKind = (typeof NUMBER_KINDS)[number];

/**
 * Why one more click is needed: the call may cost a lot (`premium`), reaches another country than the person's own
 * (`foreign`), or the link's text shows another number than the link dials (`differs`).
 */
export type Cue = 'premium' | 'foreign' | 'differs';

export interface Description {
	/** What is called or written to, as a URI: with it nothing can be read in another way later. */
	readonly target: string;
	/** For a person: an international number in its country's groups, with its extension; an address without its scheme. */
	readonly shown: string;
	/** ISO 3166-1 alpha-2 of the number; empty if it has none. */
	readonly country: string;
	/** Empty if the plans do not say, and for an address. */
	readonly kind: NumberKind | '';
	readonly canCall: boolean;
	readonly canChat: boolean;
	readonly canVideo: boolean;
	/** Whose exactly this number or address is; left out if it is nobody's, or more than one person's. */
	readonly contact?: {
		readonly name: string;
		readonly jid: string;
		readonly account: AccountId;
		readonly show: Show;
	};
	readonly cue: Cue | null;
	/** Country by whose rules the number was read, where it was written without one; else empty. */
	readonly siteCountry: string;
}
