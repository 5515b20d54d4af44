/** XEP-0153: vCard-Based Avatars, https://xmpp.org/extensions/xep-0153.html: no picture, but the hint that a vCard changed */
import { type Element, el, type XmppFeature } from '../feature.ts';

const NS = 'vcard-temp:x:update';

export const vcardAvatars: XmppFeature = {
	namespaces: [],
	attach(stream, events) {
		stream.onPresence((presence, from) => {
			const hash = presence.attrs.type === undefined ? photoHash(presence) : undefined;
			if (hash !== undefined && from.bare !== stream.self) events.photo({ from: from.bare, hash });
		});
		// §4.1: "ready to advertise" nothing. Without it, the person's other clients would have to stop saying theirs (§4.3).
		stream.onSending('presence', (presence) => presence.append(el('x', { xmlns: NS })));
	},
};

/** §3.2: SHA-1 in hexadecimal, empty for no picture; undefined where nothing is said of it. */
function photoHash(presence: Element): string | undefined {
	const hash = presence.getChild('x', NS)?.getChild('photo', NS)?.getText().trim().toLowerCase();
	return hash !== undefined && /^(?:[\da-f]{40})?$/.test(hash) ? hash : undefined;
}
