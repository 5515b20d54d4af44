/** What an XMPP session is to the rest of the session document: the contract of this folder. */
import type { Connection, OwnPresence, Show, Subscription } from '../../shared/state.ts';

export type ScramMechanism = 'SCRAM-SHA-256' | 'SCRAM-SHA-1';

/**
 * What is kept instead of the password (RFC 5802 §3): usable only for this server's salt and iteration count.
 * Binary values in base64.
 */
export interface ScramKeys {
	readonly kind: 'scram';
	readonly mechanism: ScramMechanism;
	readonly salt: string;
	readonly iterations: number;
	readonly clientKey: string;
	readonly serverKey: string;
}
export type XmppCredential =
	| { readonly kind: 'password'; readonly password: string }
	| ScramKeys
	| { readonly kind: 'none' };

export interface XmppAccount {
	/** Bare JID. */
	readonly jid: string;
	/** `wss:` address, or empty: found by XEP-0156 at each connection. */
	readonly endpoint: string;
	readonly credential: XmppCredential;
	/** The strongest mechanism that the server ever offered; empty at first. Never below it silently. */
	readonly strongest: string;
}

export interface RosterItem {
	readonly jid: string;
	readonly name: string;
	readonly groups: readonly string[];
	readonly subscription: Subscription;
	/** `ask='subscribe'`. */
	readonly asked: boolean;
}

export interface OutgoingMessage {
	/** Stanza id and XEP-0359 origin-id. */
	readonly id: string;
	/** Bare JID. */
	readonly to: string;
	readonly body: string;
	/** When it was written, ms since 1970. */
	readonly at: number;
	/** When it was first put on the wire; 0: never. Only such a one can have arrived without our knowing. */
	readonly attemptedAt: number;
}

export interface IncomingMessage {
	/** The sender's origin-id if it has one, else the stanza id, else one of ours. The same message has the same id again. */
	readonly id: string;
	/** Bare JID of the sender. */
	readonly from: string;
	readonly body: string;
	/** When it was sent (XEP-0203 where delayed). */
	readonly at: number;
}

/** XEP-0198 state, enough to resume in another document. Opaque to whoever stores it; JSON-able. */
export interface StreamState {
	readonly [key: string]: unknown;
}

/** What outlives the document, handed in by the composition root. Each promise resolves when it is on disk. */
export interface XmppMemory {
	loadRoster(): Promise<{ readonly version: string; readonly items: readonly RosterItem[] }>;
	/** `items: null` keeps what is stored and applies `set`/`removed`; otherwise replaces the whole roster. */
	saveRoster(change: {
		readonly version: string;
		readonly items: readonly RosterItem[] | null;
		readonly set: readonly RosterItem[];
		readonly removed: readonly string[];
	}): Promise<void>;
	loadStream(): Promise<StreamState | null>;
	saveStream(state: StreamState | null): Promise<void>;
	/** The account's outbox, oldest first. */
	outbox(): Promise<readonly OutgoingMessage[]>;
	/** Records the first attempt: before it is put on the wire. */
	attempted(id: string, at: number): Promise<void>;
	/** Stores an incoming message; idempotent by sender and id. Only then is it counted as handled (XEP-0198). */
	received(message: IncomingMessage): Promise<void>;
	/** The server has it (acknowledged, or found in the archive): it leaves the outbox. */
	sent(id: string): Promise<void>;
}

/** What the session tells, in the application's words. */
export interface XmppEvents {
	connection(connection: Connection): void;
	/** Learned at sign-in, to be kept: keys (null: PLAIN, nothing to keep), and the strongest mechanism offered so far. */
	credential(learned: { readonly keys: ScramKeys | null; readonly strongest: string }): void;
	/** The whole roster (`items`), or a push. */
	roster(change: {
		readonly items: readonly RosterItem[] | null;
		readonly set: readonly RosterItem[];
		readonly removed: readonly string[];
	}): void;
	/** One resource of a contact. `offline` when it is gone. Presences of all resources are forgotten when the stream is lost for good. */
	presence(presence: {
		readonly from: string;
		readonly resource: string;
		readonly show: Show;
		readonly status: string;
		readonly priority: number;
	}): void;
	subscriptionRequest(request: { readonly from: string; readonly nick: string }): void;
	/** XEP-0184, from the peer. */
	delivered(receipt: { readonly from: string; readonly id: string }): void;
	/** An error came back for a message. */
	bounced(bounce: { readonly from: string; readonly id: string; readonly text: string }): void;
	/** XEP-0153: the hash of somebody's picture; empty for none. Another one than before: their vCard has changed. */
	photo(photo: { readonly from: string; readonly hash: string }): void;
	/** XEP-0152: where somebody says to be reached now, in place of what the same `source` said before: a resource, or '' for PEP. */
	reachable(reach: {
		readonly from: string;
		readonly source: string;
		readonly addresses: readonly PublishedAddress[];
	}): void;
}

/** What a published address is for (RFC 6350 §6.4.1). `voice` goes without saying where nothing else is said. */
export type AddressType = 'cell' | 'work' | 'home' | 'fax' | 'pager' | 'modem' | 'textphone' | 'voice' | 'video';

/** A way to call somebody, as they published it. */
export interface PublishedAddress {
	/** A number or a URI, or anything else: nothing was checked but its length. */
	readonly written: string;
	readonly types: readonly AddressType[];
}

/** A live session: from start to close it keeps itself connected, with back-off. */
export interface XmppSession {
	/** Connects now, whatever the back-off says; also out of `refused`. */
	retry(): void;
	setPresence(presence: OwnPresence): void;
	/** The outbox has something new. */
	flush(): void;
	/** Rejects with `not-connected` or `refused` (with the server's words as detail). */
	addContact(jid: string, name: string): Promise<void>;
	renameContact(jid: string, name: string): Promise<void>;
	removeContact(jid: string): Promise<void>;
	acceptSubscription(jid: string): Promise<void>;
	refuseSubscription(jid: string): Promise<void>;
	/** The addresses in somebody's vCard, preferred ones first. None where none is given to us. Rejects with `not-connected`. */
	fetchVcard(jid: string): Promise<readonly PublishedAddress[]>;
	/** Unavailable presence, end of the stream; the stored stream state is dropped. */
	close(): Promise<void>;
}

/** `startXmppSession` in `client.ts` is of this type. */
export type StartXmppSession = (
	account: XmppAccount,
	memory: XmppMemory,
	events: XmppEvents,
	options: XmppOptions,
) => XmppSession;

export interface XmppOptions {
	readonly presence: OwnPresence;
	/** PLAIN over TLS is accepted when nothing better was ever offered; only while a person signs in or typed the password in this session. */
	readonly allowPlain: boolean;
}
