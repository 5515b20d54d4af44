/** RFC 6121 §5: one-to-one messages. */
import type { Sender, XmppStream } from './feature.ts';
import { readError } from './router.ts';
import type { IncomingMessage, OutgoingMessage, XmppEvents, XmppMemory } from './session.ts';
import { sentAt } from './xeps/xep-0203-delayed-delivery.ts';
import { originId, stanzaId } from './xeps/xep-0359-stanza-ids.ts';
import { type Element, el } from './xml.ts';

const NS_CLIENT = 'jabber:client';
const LONGEST_ID = 1024;

/** Stores what comes in before anything else is done with it, and reports what came back. */
export function attachMessages(
	stream: XmppStream,
	memory: Pick<XmppMemory, 'received'>,
	events: Pick<XmppEvents, 'bounced'>,
): void {
	stream.onMessage(async (message, from) => {
		const { type, id } = message.attrs;
		if (type === 'error' && id) {
			const { condition, text } = readError(message);
			events.bounced({ from: from.bare, id, text: text || condition });
		}
		const incoming = readMessage(message, from, stream.self);
		if (incoming) await memory.received(incoming);
	});
}

/** A message with something to read in it, from one person to us (§5.2.2); null for all else. */
function readMessage(message: Element, from: Sender, self: string, now = Date.now()): IncomingMessage | null {
	const { type = 'normal', id } = message.attrs;
	// §5.2.2: a type that is not known is as if it were normal.
	if (['error', 'groupchat', 'headline'].includes(type)) return null;
	const body = message.getChildText('body', NS_CLIENT);
	if (!body) return null;
	const names = [originId(message), id, stanzaId(message, self)];
	const known = names.find((name) => name && name.length <= LONGEST_ID);
	return { id: known ?? crypto.randomUUID(), from: from.bare, body, at: sentAt(message, now) };
}

/** To the bare JID: the server knows where they are. */
export function chatMessage({ id, to, body }: OutgoingMessage): Element {
	return el('message', { xmlns: NS_CLIENT, type: 'chat', id, to }, el('body', {}, body));
}
