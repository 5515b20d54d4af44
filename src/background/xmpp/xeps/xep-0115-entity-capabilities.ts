/** XEP-0115: Entity Capabilities, https://xmpp.org/extensions/xep-0115.html */
import { sha1 } from '@noble/hashes/legacy.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { CLIENT, el, type XmppFeature } from '../feature.ts';

const NS = 'http://jabber.org/protocol/caps';

interface Identity {
	readonly category: string;
	readonly type: string;
	readonly name: string;
}

export const entityCapabilities: XmppFeature = {
	namespaces: [NS],
	attach(stream) {
		const ver = verificationString(CLIENT, stream.namespaces);
		stream.onSending('presence', (presence) => {
			presence.append(el('c', { xmlns: NS, hash: 'sha-1', node: CLIENT.node, ver }));
		});
	},
};

/** §5.1, for an entity with one identity without language, and no data form. */
export function verificationString({ category, type, name }: Identity, namespaces: readonly string[]): string {
	const parts = [`${category}/${type}//${name}`, ...[...new Set(namespaces)].sort()];
	const hash = sha1(utf8ToBytes(parts.map((part) => `${part}<`).join('')));
	return btoa(String.fromCharCode(...hash));
}
