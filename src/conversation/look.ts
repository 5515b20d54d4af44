import type { AccountId, Looks } from '../shared/state.ts';

/** Whom a conversation is with: bare JID and our account. */
export interface Who {
	readonly account: AccountId;
	readonly peer: string;
}

/** Messages shown at first, and how many more each time the person goes up to the oldest. */
export const STEP = 50;

export function lookAt(who: Who, count: number = STEP): Looks {
	return { overview: true, conversation: { ...who, count } };
}
