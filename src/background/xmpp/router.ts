/** Incoming stanzas to whom they concern. Hostile ones are dropped here or answered with an error (RFC 6120 §8). */
import type { Problem, Query, QueryAnswer, Sender, XmppStream } from './feature.ts';
import { parseJid } from './jid.ts';
import { itemTold } from './xeps/xep-0060-publish-subscribe.ts';
import { Element, el } from './xml.ts';

const NS_CLIENT = 'jabber:client';
const NS_STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas';

type TakeMessage = Parameters<XmppStream['onMessage']>[0];
type TakeItem = Parameters<XmppStream['onItem']>[1];
type TakePresence = Parameters<XmppStream['onPresence']>[0];
type AnswerQuery = Parameters<XmppStream['onQuery']>[1];
type Add = (stanza: Element) => void;

export interface RouterOptions {
	readonly self: string;
	readonly namespaces: readonly string[];
	readonly send: (stanza: Element) => void;
	/** A result or an error came, from there. */
	readonly answered: (iq: Element, from: Sender) => void;
	readonly isTrusted: (bare: string) => boolean;
}

export interface Router extends XmppStream {
	/** Takes any stanza. Rejects only with what a handler rejects with: nothing in a stanza makes it do so. */
	take(stanza: Element): Promise<void>;
	/** Lets the features add to what is about to be sent. */
	complete(kind: 'message' | 'presence', stanza: Element): Element;
}

export function createRouter({ self, namespaces, send, answered, isTrusted }: RouterOptions): Router {
	const messages: TakeMessage[] = [];
	const presences: TakePresence[] = [];
	const items: { readonly node: string; readonly take: TakeItem }[] = [];
	const queries: { readonly query: Query; readonly answer: AnswerQuery }[] = [];
	const additions: Record<'message' | 'presence', Add[]> = { message: [], presence: [] };

	const reply = async (iq: Element, from: Sender) => {
		const children = iq.getChildElements();
		const [child] = children;
		// §8.2.3: a request MUST contain exactly one child element.
		if (!child || children.length > 1) return { type: 'modify', condition: 'bad-request' } as const;
		const { type } = iq.attrs;
		const found = queries.find(({ query }) => query.type === type && child.is(query.name, query.xmlns));
		// §8.4: what is not understood is answered with <service-unavailable/>.
		return found ? found.answer(child, from) : ({ type: 'cancel', condition: 'service-unavailable' } as const);
	};
	const takeItems = (message: Element, from: Sender) => {
		// XEP-0163 §4.3.1: they come from the account itself, whose server checks who publishes.
		if (from.resource !== '') return;
		for (const { node, take } of items) {
			const payload = itemTold(message, node);
			if (payload !== undefined) take(payload, from);
		}
	};
	const takeIq = async (iq: Element, from: Sender) => {
		const { type, id } = iq.attrs;
		if (typeof id !== 'string' || id === '') return;
		if (type === 'result' || type === 'error') answered(iq, from);
		if (type === 'get' || type === 'set') send(answerTo(iq, await reply(iq, from)));
	};

	return {
		self,
		namespaces,
		send,
		isTrusted,
		onMessage: (take) => void messages.push(take),
		onPresence: (take) => void presences.push(take),
		onItem: (node, take) => void items.push({ node, take }),
		onQuery: (query, answer) => void queries.push({ query, answer }),
		onSending: (kind, add) => void additions[kind].push(add),
		complete(kind, stanza) {
			for (const add of additions[kind]) add(stanza);
			return stanza;
		},
		async take(stanza) {
			const from = senderOf(stanza, self);
			if (!from || stanza.getNS() !== NS_CLIENT) return;
			const name = stanza.getName();
			if (name === 'iq') await takeIq(stanza, from);
			if (name === 'presence') for (const take of presences) take(stanza, from);
			if (name === 'message') for (const take of messages) await take(stanza, from);
			if (name === 'message') takeItems(stanza, from);
		},
	};
}

/** Whether it counts in XEP-0198: "stanzas", whatever is in them. */
export function isStanza(element: Element): boolean {
	return ['message', 'presence', 'iq'].includes(element.name) && element.getNS() === NS_CLIENT;
}

/** A stanza error. */
export function errorElement({ type, condition }: Problem): Element {
	return el('error', { type }, el(condition, { xmlns: NS_STANZAS }));
}

/** The condition and the words of a stanza of type error (RFC 6120 §8.3); the words are empty where there are none. */
export function readError(stanza: Element): { readonly condition: string; readonly text: string } {
	const error = stanza.getChild('error', NS_CLIENT);
	const condition = error?.getChildElements().find((child) => child.getNS() === NS_STANZAS && child.name !== 'text');
	const text = error?.getChildText('text', NS_STANZAS)?.trim() ?? '';
	return { condition: condition?.getName() ?? 'undefined-condition', text };
}

function senderOf(stanza: Element, self: string): Sender | null {
	const { from } = stanza.attrs;
	if (from === undefined) return { address: '', bare: self, resource: '' };
	const jid = parseJid(from);
	return jid && { address: from, ...jid };
}

function answerTo(iq: Element, answer: QueryAnswer): Element {
	const { id, from } = iq.attrs;
	const isProblem = answer !== null && !(answer instanceof Element);
	const content = isProblem ? errorElement(answer) : answer;
	return el('iq', { xmlns: NS_CLIENT, type: isProblem ? 'error' : 'result', id, to: from }, content);
}
