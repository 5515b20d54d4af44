/** What views see: plain, readonly, cloneable data. Times are milliseconds since 1970. */
import type { Reason } from './errors.ts';

export type AccountId = string;
export type CallId = string;
export type MessageId = string;
export type Protocol = 'xmpp' | 'sip';

/** A side's protection, shown in the details of its state. */
export interface Security {
	readonly tls: boolean;
	/** SASL mechanism or digest algorithm: `SCRAM-SHA-256`, `PLAIN`, `Digest MD5`. */
	readonly mechanism: string;
	/** Host and port of the endpoint. */
	readonly host: string;
}

export type Connection =
	| { readonly is: 'off' }
	| { readonly is: 'connecting'; readonly since: number }
	| { readonly is: 'online'; readonly since: number; readonly security: Security }
	| {
			readonly is: 'waiting';
			readonly since: number;
			readonly retryAt: number;
			readonly reason: Reason;
			readonly detail?: string;
	  }
	| { readonly is: 'refused'; readonly since: number; readonly reason: Reason; readonly detail?: string };

/** One account as the views see it: no secret in it. */
export interface AccountView {
	readonly id: AccountId;
	readonly protocol: Protocol;
	/** Bare JID, or the SIP AOR with its scheme (`sip:alice@example.test`). */
	readonly address: string;
	readonly displayName: string;
	/** WebSocket address; empty when it is found by XEP-0156 at each sign-in. */
	readonly endpoint: string;
	/** SIP only: the digest user name where it differs from the AOR's user part. */
	readonly authUser: string;
	/** SIP only. */
	readonly iceServers: readonly IceServer[];
	readonly enabled: boolean;
	readonly connection: Connection;
}

/** A server that finds a way for the sound of calls, without the secret that goes with it. */
export interface IceServer {
	/** `stun:…` or `turn:…`, see `ice-url.ts`. */
	readonly url: string;
	/** Who one is at a TURN server; empty for STUN. */
	readonly username: string;
}

export type Show = 'available' | 'away' | 'dnd' | 'offline';
export interface OwnPresence {
	readonly show: Show;
	readonly status: string;
}

export type Subscription = 'none' | 'to' | 'from' | 'both';
export interface Contact {
	readonly account: AccountId;
	/** Bare JID. */
	readonly jid: string;
	/** Roster name, or the JID's local part. */
	readonly name: string;
	readonly groups: readonly string[];
	readonly subscription: Subscription;
	/** We asked to see their presence and have no answer yet. */
	readonly asked: boolean;
	readonly show: Show;
	readonly status: string;
	readonly unread: number;
	/** Where a voice call reaches them, the preferred one first. */
	readonly numbers: readonly ContactNumber[];
}

export type NumberType = 'cell' | 'work' | 'home' | 'fax' | 'pager' | 'other';
export interface ContactNumber {
	/** To be called: `tel:`, `sip:` or `sips:`. */
	readonly uri: string;
	readonly type: NumberType;
	/** As it is written in its country. */
	readonly shown: string;
	/** They say to be there, and their vCard does not list it. Such numbers come last. */
	readonly claimed?: true;
}

/** What the person wrote down for a contact. */
export interface OwnNumbers {
	/** As it was written. */
	readonly numbers: readonly { readonly written: string; readonly type: NumberType }[];
	/** Also what the contact publishes is used. */
	readonly usesPublished: boolean;
}

/** The contact whose number the other side of a call has. */
export type CallContact = Pick<Contact, 'account' | 'jid' | 'name'>;

export interface SubscriptionRequest {
	readonly account: AccountId;
	readonly jid: string;
	readonly nick: string;
	readonly receivedAt: number;
}

/** How a call came to its end; each has a sentence `ended_<code>` in `_locales`. */
export const END_REASONS = [
	'hung-up', // by either side, after it was answered
	'cancelled', // by the caller, before it was answered
	'declined',
	'busy',
	'not-found',
	'no-answer',
	'unavailable', // 480 and its like: known, but not reachable now
	'forbidden',
	'answered-elsewhere',
	'no-media', // 488: no common way to talk
	'no-microphone',
	'microphone-denied',
	'microphone-in-use',
	'lost', // the connection broke
	'failed',
] as const;
export type EndReason = (typeof END_REASONS)[number];

export type CallPhase =
	| { readonly is: 'preparing' } // waiting for the microphone
	| { readonly is: 'calling' } // INVITE sent
	| { readonly is: 'ringing' } // outgoing: 180 received; incoming: waiting for the person
	| { readonly is: 'live' }
	| { readonly is: 'held' } // by us
	| { readonly is: 'ended'; readonly reason: EndReason; readonly detail?: string };

export interface Call {
	readonly id: CallId;
	readonly account: AccountId;
	readonly direction: 'in' | 'out';
	/** The other side as a URI without parameters: `sip:bob@example.test` or `tel:+39045…`. */
	readonly peer: string;
	/** The peer's number as it is written in its country; left out where there is no such number. */
	readonly peerShown?: string;
	/** What the other side calls itself, as text; empty if nothing. */
	readonly peerName: string;
	/** Left out where the peer's number is nobody's, or several people's. */
	readonly contact?: CallContact;
	/** Of the number that we call: sent as tones once it is answered; left out where there is none to be sent. */
	readonly extension?: { readonly digits: string; readonly isDialled: boolean };
	readonly phase: CallPhase;
	readonly muted: boolean;
	/** The microphone reaches the call. False: the person is told that they cannot be heard. */
	readonly heard: boolean;
	/** The other side holds us. */
	readonly heldByPeer: boolean;
	/** The signalling connection is lost; audio may go on. */
	readonly cutOff: boolean;
	readonly startedAt: number;
	/** 0 until answered. */
	readonly answeredAt: number;
	/** 0 until ended. */
	readonly endedAt: number;
}

/** A past call. */
export interface Recent {
	readonly id: CallId;
	readonly account: AccountId;
	readonly direction: 'in' | 'out';
	readonly peer: string;
	readonly peerShown?: string;
	readonly peerName: string;
	readonly contact?: CallContact;
	readonly startedAt: number;
	/** Seconds talked; 0 when never answered. */
	readonly seconds: number;
	readonly reason: EndReason;
	/** Incoming, never answered by us, and not looked at yet. */
	readonly missed: boolean;
}

/** waiting: in the outbox. sent: the server has it. delivered: XEP-0184. failed: it came back. */
export type Delivery = 'waiting' | 'sent' | 'delivered' | 'failed';
export interface Message {
	readonly id: MessageId;
	readonly account: AccountId;
	/** Bare JID of the other side. */
	readonly peer: string;
	readonly direction: 'in' | 'out';
	readonly body: string;
	readonly at: number;
	/** Outgoing only; incoming ones are `delivered`. */
	readonly delivery: Delivery;
	/** Why it failed, in the server's words; empty if nothing. */
	readonly failure: string;
}

export interface Settings {
	/** ISO 3166-1 alpha-2 of the person, for showing and reading national numbers; empty: from the browser's language. */
	readonly country: string;
	readonly ringing: boolean;
	/** What a microphone check on the welcome page found last. */
	readonly microphone: 'unknown' | 'granted' | 'denied';
	/** SIP account that calls go out through, where several could; empty: the first that is ready. */
	readonly callWith: AccountId;
	/** What contacts are told during a call, after which they are told again what they were before; empty: nothing. */
	readonly onThePhone: string;
	/** Numbers and addresses on web pages. */
	readonly pages: {
		readonly marks: boolean;
		/** Also on pages that ask to be left alone (`<meta name="format-detection" content="telephone=no">`). */
		readonly evenIfOptedOut: boolean;
	};
	/** By SIP account; one without dials numbers as they are. */
	readonly dialling: Readonly<Record<AccountId, DialRules>>;
}

/** How an account's server wants numbers to be dialled. */
export interface DialRules {
	/** Dialled before every number outside, as 0 is in many offices; empty: nothing. */
	readonly outside: string;
	/** A number that begins so is dialled without it; empty: nothing is taken off. May begin with `+`. */
	readonly strip: string;
	/** Digits from which a number is one outside; shorter ones are extensions. */
	readonly outsideFrom: number;
	/** What becomes of a number's extension: tones once the call is answered, or `;ext=` in the address (RFC 3966 §5.3). */
	readonly extension: 'after-answer' | 'in-address';
}

/** Those of an account for which nothing was set: numbers go as they are. */
export const NO_DIAL_RULES: DialRules = { outside: '', strip: '', outsideFrom: 5, extension: 'after-answer' };

/** What was set about a site and its subdomains. Something left out is as it is elsewhere. */
export interface SiteRule {
	/** Host name. */
	readonly site: string;
	/** Nothing is looked for there. */
	readonly off?: boolean;
	/** ISO 3166-1 alpha-2: where its national numbers are from. */
	readonly country?: string;
	readonly evenIfOptedOut?: boolean;
	/** E.164 numbers that are none there. */
	readonly notNumbers?: readonly string[];
	/** Extensions that are numbers there: `XXXX`, `2XXX`, `200-299`. */
	readonly internal?: readonly string[];
}

/** What a view looks at: it sends this first on each connection, and again whenever that changes. */
export interface Looks {
	readonly overview?: true;
	readonly contacts?: { readonly query: string; readonly from: number; readonly count: number };
	readonly recents?: { readonly from: number; readonly count: number };
	readonly conversation?: { readonly account: AccountId; readonly peer: string; readonly count: number };
	readonly sites?: true;
}

/** A part of a long list: `rows` start at `from`, `total` is the length of the whole. */
export interface Page<Row> {
	readonly from: number;
	readonly total: number;
	readonly rows: readonly Row[];
}

export interface Overview {
	readonly accounts: readonly AccountView[];
	readonly presence: OwnPresence;
	/** Calls that are not over, and those that ended less than a few seconds ago. Oldest first. */
	readonly calls: readonly Call[];
	readonly requests: readonly SubscriptionRequest[];
	readonly unread: number;
	readonly missed: number;
	readonly settings: Settings;
}

export interface Conversation {
	readonly account: AccountId;
	readonly peer: string;
	readonly contact: Contact | undefined;
	readonly ownNumbers: OwnNumbers;
	/** Oldest first; the last `count` of them. */
	readonly messages: readonly Message[];
	/** There are older ones than these. */
	readonly hasOlder: boolean;
	/** Text that a link put into the field, to be sent by the person only. Empty if none. */
	readonly draft: string;
}

export interface Slices {
	readonly overview: Overview;
	readonly contacts: Page<Contact>;
	readonly recents: Page<Recent>;
	readonly conversation: Conversation;
	/** What is set about each site, in the order of their names. */
	readonly sites: readonly SiteRule[];
}

/** The two messages of a window's port (name `window`): the view's, and the session document's. */
export interface LookMessage {
	readonly looks: Looks;
}
export interface PatchMessage {
	/** Each slice that changed, whole. */
	readonly slices: Partial<Slices>;
}

/** The worst of a side's states, for one pill: `off` when it has no account that is switched on. */
export function sideState(accounts: readonly AccountView[], protocol: Protocol): Connection {
	const order: Record<Connection['is'], number> = { refused: 0, waiting: 1, connecting: 2, online: 3, off: 4 };
	const states = accounts.filter((a) => a.protocol === protocol && a.enabled).map((a) => a.connection);
	return states.sort((a, b) => order[a.is] - order[b.is])[0] ?? { is: 'off' };
}
