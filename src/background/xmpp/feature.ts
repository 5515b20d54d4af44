/** What a protocol feature is: one file in `xeps/` that exports one of these, and pure functions. */
import type { XmppEvents } from './session.ts';
import type { Element } from './xml.ts';

export { parseJid } from './jid.ts';
export { isCallable, publishedAddresses } from './published-address.ts';
export type { PublishedAddress, XmppEvents } from './session.ts';
export { type Element, el, parseElement } from './xml.ts';

export interface XmppFeature {
	/** Said in service discovery (XEP-0030), and so in entity capabilities (XEP-0115). */
	readonly namespaces: readonly string[];
	/** Once for each session, whatever streams it then has. */
	attach?(stream: XmppStream, events: XmppEvents): void;
}

/** What we say we are (XEP-0030 identity), and XEP-0115's `node`, which names the software and leads nowhere. */
export const CLIENT = { category: 'client', type: 'web', name: 'Twinline', node: 'https://twinline.invalid' } as const;

/** Who sent a stanza: `bare` is normalised. A stanza without `from` is our own account's (RFC 6120 §8.1.2.1). */
export interface Sender {
	/** As it was written; empty where nothing was. */
	readonly address: string;
	readonly bare: string;
	readonly resource: string;
}

/** An answer to a query: what goes into the result, null for an empty one, or an error. */
export type QueryAnswer = Element | null | Problem;
/** RFC 6120 §8.3. */
export interface Problem {
	readonly type: 'cancel' | 'modify' | 'auth' | 'wait';
	readonly condition: string;
}

/** What a feature can do with the stream. */
export interface XmppStream {
	/** Own bare JID. */
	readonly self: string;
	/** Of all attached features. */
	readonly namespaces: readonly string[];
	/** Each incoming message, in the order of attachment; the next stanza waits for the promise. */
	onMessage(take: (message: Element, from: Sender) => void | Promise<void>): void;
	onPresence(take: (presence: Element, from: Sender) => void): void;
	/** Each new item of somebody's node (XEP-0163): what it holds, null when the node is empty now. */
	onItem(node: string, take: (payload: Element | null, from: Sender) => void): void;
	/** Queries with a child of this name and namespace; the first that is there for one answers it. */
	onQuery(query: Query, answer: (child: Element, from: Sender) => QueryAnswer | Promise<QueryAnswer>): void;
	/** Each outgoing chat message or own presence, to be added to. */
	onSending(kind: 'message' | 'presence', add: (stanza: Element) => void): void;
	send(stanza: Element): void;
	/** Whether this bare JID may see our presence. */
	isTrusted(bare: string): boolean;
}
export interface Query {
	readonly type: 'get' | 'set';
	readonly name: string;
	readonly xmlns: string;
}
