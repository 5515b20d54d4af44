/**
 * XEP-0060: Publish-Subscribe, https://xmpp.org/extensions/xep-0060.html, as far as somebody's own nodes (XEP-0163: Personal
 * Eventing Protocol) are read: the last item of a node, asked for or told.
 */
import { type Element, el } from '../feature.ts';

const NS = 'http://jabber.org/protocol/pubsub';
const NS_EVENT = 'http://jabber.org/protocol/pubsub#event';

/** §6.5.7: asks for the last item of a node. */
export function lastItemQuery(node: string): Element {
	return el('pubsub', { xmlns: NS }, el('items', { node, max_items: '1' }));
}

/** What the item in an answer to `lastItemQuery` holds; undefined where there is none. */
export function itemIn(result: Element, node: string): Element | undefined {
	return lastPayload(result.getChild('pubsub', NS)?.getChild('items', NS), node);
}

/**
 * What a message tells of a node (§7.1.2.1): what the new item holds, null when the node is empty now (§7.2.2.1, §8.5.2).
 * Undefined for a message that tells nothing of it.
 */
export function itemTold(message: Element, node: string): Element | null | undefined {
	if (message.attrs.type === 'error') return undefined;
	const event = message.getChild('event', NS_EVENT);
	if (event?.getChild('purge', NS_EVENT)?.attrs.node === node) return null;
	const items = event?.getChild('items', NS_EVENT);
	if (items?.attrs.node !== node) return undefined;
	return lastPayload(items, node) ?? (items.getChild('retract', NS_EVENT) ? null : undefined);
}

function lastPayload(items: Element | undefined, node: string): Element | undefined {
	if (items?.attrs.node !== node) return undefined;
	return items.getChildren('item', items.getNS()).at(-1)?.getChildElements()[0];
}
