/** XEP-0184: Message Delivery Receipts, https://xmpp.org/extensions/xep-0184.html */
import { type Element, el, type Sender, type XmppFeature } from '../feature.ts';

const NS = 'urn:xmpp:receipts';

/** Attached after what stores messages: nothing is acknowledged that was not stored. */
export const deliveryReceipts: XmppFeature = {
	namespaces: [NS],
	attach(stream, events) {
		stream.onSending('message', (message) => message.append(el('request', { xmlns: NS })));
		stream.onMessage((message, from) => {
			const id = receivedId(message);
			if (id) events.delivered({ from: from.bare, id });
			// §9: who may not see our presence does not learn by a receipt that we are here.
			if (wantsReceipt(message) && stream.isTrusted(from.bare)) stream.send(receiptFor(message, from));
		});
	},
};

/** The id of the message that this one acknowledges. */
function receivedId(message: Element): string | undefined {
	return message.attrs.type === 'error' ? undefined : message.getChild('received', NS)?.attrs.id;
}

// §5: never acknowledge a message that is an acknowledgement, an error, a groupchat, or has no id.
function wantsReceipt(message: Element): boolean {
	const { type = 'normal', id } = message.attrs;
	if (!id || !['chat', 'normal'].includes(type) || message.getChild('received', NS)) return false;
	return message.getChild('request', NS) !== undefined;
}

/** §5.3: of the same type, so that it is kept for a sender who has gone meanwhile. */
function receiptFor(message: Element, from: Sender): Element {
	const { type, id } = message.attrs;
	return el('message', { xmlns: 'jabber:client', type, to: from.address }, el('received', { xmlns: NS, id }));
}
