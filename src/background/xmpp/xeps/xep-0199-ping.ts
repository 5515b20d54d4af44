/** XEP-0199: XMPP Ping, https://xmpp.org/extensions/xep-0199.html */
import { type Element, el, type XmppFeature } from '../feature.ts';

const NS = 'urn:xmpp:ping';

export const ping: XmppFeature = {
	namespaces: [NS],
	attach(stream) {
		stream.onQuery({ type: 'get', name: 'ping', xmlns: NS }, () => null);
	},
};

/** §4.2: whatever is answered, an error included, shows that the other side is there. */
export function pingQuery(): Element {
	return el('ping', { xmlns: NS });
}
