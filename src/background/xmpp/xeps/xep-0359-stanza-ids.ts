/** XEP-0359: Unique and Stable Stanza IDs, https://xmpp.org/extensions/xep-0359.html */
import { type Element, el, parseJid, type XmppFeature } from '../feature.ts';

const NS = 'urn:xmpp:sid:0';

export const stanzaIds: XmppFeature = {
	namespaces: [NS],
	attach(stream) {
		// §3.2: the id that survives whatever rewrites the stanza's own.
		stream.onSending('message', (message) => message.append(el('origin-id', { xmlns: NS, id: message.attrs.id })));
	},
};

/** The sender's id. */
export function originId(message: Element): string | undefined {
	return message.getChild('origin-id', NS)?.attrs.id;
}

/** The id that `by` (our own server) gave it. §6: those of others prove nothing. */
export function stanzaId(message: Element, by: string): string | undefined {
	const ids = message.getChildren('stanza-id', NS);
	return ids.find(({ attrs }) => parseJid(attrs.by)?.bare === by)?.attrs.id;
}
