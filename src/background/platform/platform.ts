/** What the sessions need from the browser. `local.ts` does it; `remote.ts` has the worker do it (Chrome). */
import type { ErrorCode } from '../../shared/errors.ts';
import type { AccountId, CallId } from '../../shared/state.ts';

/** A system notification, as data: its words are looked up where `i18n` exists. Ids: `call:<id>`, `chat:<account>:<jid>`, … */
export type Notice =
	| { readonly kind: 'incoming-call'; readonly call: CallId; readonly from: string }
	| { readonly kind: 'missed-call'; readonly call: CallId; readonly from: string }
	| {
			readonly kind: 'message';
			readonly account: AccountId;
			readonly jid: string;
			readonly from: string;
			readonly body: string;
	  }
	| { readonly kind: 'subscription'; readonly account: AccountId; readonly jid: string }
	/** The microphone reaches the call no more. */
	| { readonly kind: 'not-heard'; readonly call: CallId }
	/** What a click on a page or in a menu asked for could not be done. */
	| { readonly kind: 'problem'; readonly code: ErrorCode };

export interface Badge {
	/** Unread messages and missed calls together; 0 shows nothing. */
	readonly count: number;
	/** Message keys of the two states' words, for the icon's title. */
	readonly chat: string;
	readonly calls: string;
	/** `off` changes the icon's shape. */
	readonly icon: 'ready' | 'off' | 'call';
}

/** In which pages our scripts run, of those that the person allowed. Sites stand for their subdomains too. */
export interface PagesPlan {
	/** False: in none. */
	readonly marks: boolean;
	readonly off: readonly string[];
	/** Within sites that are off. */
	readonly on: readonly string[];
	/** Where short numbers may be extensions. */
	readonly internal: readonly string[];
	/** Also in pages that ask to be left alone. */
	readonly anyway: 'all' | readonly string[];
}

export type View = 'call' | 'conversation' | 'options' | 'welcome';

export interface Platform {
	notify(notice: Notice): void;
	clearNotice(id: string): void;
	badge(badge: Badge): void;
	/** Opens the view, or brings its window to the front; `query` is its address's query. */
	open(view: View, query: Readonly<Record<string, string>>): void;
	/** Closes the one window of the view, if it is open: after every `open` before it, before every one after it. */
	close(view: Extract<View, 'call'>): void;
	/** Our scripts run by this plan from now on; in pages of `sites` that are open, at once. Null: in all that are open. */
	pages(plan: PagesPlan, sites: readonly string[] | null): void;
	/** While an account is signed in: Firefox must be asked again and again to keep the event page. */
	keepAwake(on: boolean): void;
}
