/** XEP-0292: vCard4 Over XMPP, https://xmpp.org/extensions/xep-0292.html, in the XML of RFC 6351 */
import { type Element, isCallable, type PublishedAddress, publishedAddresses } from '../feature.ts';

const NS = 'urn:ietf:params:xml:ns:vcard-4.0';
/** §4.1: where everybody keeps their own. */
export const VCARD4_NODE = 'urn:xmpp:vcard4';

/** The ways to call in a vCard, which is what an item of the node holds: each `tel`, and an `impp` or `url` that is one. */
export function readVcard4(vcard: Element | undefined): PublishedAddress[] {
	if (!vcard?.is('vcard', NS)) return [];
	// RFC 6351 §5: properties may stand in groups.
	const places = [vcard, ...vcard.getChildren('group', NS)];
	const properties = (name: string) => places.flatMap((place) => place.getChildren(name, NS)).map(readProperty);
	const uris = [...properties('impp'), ...properties('url')].filter(({ written }) => isCallable(written));
	return publishedAddresses([...properties('tel'), ...uris]);
}

/** RFC 6351 §5: the value is in a child named for its kind, the parameters in `parameters`. */
function readProperty(property: Element) {
	const parameters = property.getChild('parameters', NS);
	const types = (parameters?.getChild('type', NS)?.getChildren('text', NS) ?? []).map((text) => text.getText());
	const preference = Number(parameters?.getChild('pref', NS)?.getChildText('integer', NS) ?? 100);
	return {
		written: property.getChildText('uri', NS) ?? property.getChildText('text', NS),
		types,
		preference: preference >= 1 && preference <= 100 ? preference : 100,
	};
}
