/** XEP-0030: Service Discovery, https://xmpp.org/extensions/xep-0030.html */
import { CLIENT, type Element, el, type XmppFeature } from '../feature.ts';

const NS_INFO = 'http://jabber.org/protocol/disco#info';
const NS_ITEMS = 'http://jabber.org/protocol/disco#items';

export const serviceDiscovery: XmppFeature = {
	namespaces: [NS_INFO, NS_ITEMS],
	attach(stream) {
		stream.onQuery({ type: 'get', name: 'query', xmlns: NS_INFO }, ({ attrs: { node } }) =>
			isOurs(node) ? info(stream.namespaces, node) : { type: 'cancel', condition: 'item-not-found' },
		);
		stream.onQuery({ type: 'get', name: 'query', xmlns: NS_ITEMS }, ({ attrs: { node } }) =>
			el('query', { xmlns: NS_ITEMS, node }),
		);
	},
};

/** §3.1: asks an entity what it is and can. */
export function infoQuery(): Element {
	return el('query', { xmlns: NS_INFO });
}

/** The features in an answer to `infoQuery`. */
export function discoveredFeatures(result: Element): string[] {
	const features = result.getChild('query', NS_INFO)?.getChildren('feature') ?? [];
	return features.map((feature) => String(feature.attrs.var ?? ''));
}

function info(namespaces: readonly string[], node: string | undefined): Element {
	const { category, type, name } = CLIENT;
	// §3.1: "every entity MUST have at least one identity".
	const identity = el('identity', { category, type, name });
	return el(
		'query',
		{ xmlns: NS_INFO, node },
		identity,
		...namespaces.map((feature) => el('feature', { var: feature })),
	);
}

/** Nodes are for capabilities (XEP-0115 §6.2), and there is one set of them. */
function isOurs(node: string | undefined): boolean {
	return node === undefined || node.startsWith(`${CLIENT.node}#`);
}
