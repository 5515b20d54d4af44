/** XEP-0152: Reachability Addresses, https://xmpp.org/extensions/xep-0152.html: read, in presence (§4.1) and PEP (§4.2) */
import { type Element, type PublishedAddress, publishedAddresses, type XmppFeature } from '../feature.ts';

const NS = 'urn:xmpp:reach:0';

export const reachability: XmppFeature = {
	// The second asks the servers of contacts for what they publish in their nodes (XEP-0163 §4.3.2).
	namespaces: [NS, `${NS}+notify`],
	attach(stream, events) {
		/** Full JIDs whose presence carries addresses: what the next one does not repeat is over. */
		const telling = new Set<string>();
		stream.onPresence((presence, { bare, resource }) => {
			const source = `${bare}/${resource}`;
			const addresses = presence.attrs.type === undefined ? readReach(presence.getChild('reach', NS)) : [];
			if (bare === stream.self || (addresses.length === 0 && !telling.delete(source))) return;
			if (addresses.length > 0) telling.add(source);
			events.reachable({ from: bare, source: resource, addresses });
		});
		stream.onItem(NS, (reach, { bare }) => {
			if (bare !== stream.self) events.reachable({ from: bare, source: '', addresses: readReach(reach) });
		});
	},
};

/** §3: each `addr` has a URI; what it says in words is not for us. */
function readReach(reach: Element | null | undefined): PublishedAddress[] {
	if (!reach?.is('reach', NS)) return [];
	const uris = reach.getChildren('addr', NS).map(({ attrs: { uri } }) => uri as string | undefined);
	return publishedAddresses(uris.map((written) => ({ written, types: [], preference: 100 })));
}
