/** What a contact publishes of how to be called, by a client that is not ours. */
import xml, { type Element } from '@xmpp/xml';
import type { BareXmpp } from './bare-xmpp.ts';
import { GiveUp, until } from './until.ts';

/** Resolves when the server has it. */
export async function publish(who: BareXmpp, child: Element): Promise<void> {
	const id = crypto.randomUUID();
	who.send(xml('iq', { type: 'set', id }, child));
	await until('the server took it', () => {
		const answer = who.received.find(({ attrs }) => attrs.id === id);
		if (answer?.attrs.type === 'error') throw new GiveUp(new Error(String(answer)));
		return answer;
	});
}

/** An item of one of their own nodes (XEP-0163). */
export function item(node: string, payload: Element, id = 'current'): Element {
	const published = xml('publish', { node }, xml('item', { id }, payload));
	return xml('pubsub', { xmlns: 'http://jabber.org/protocol/pubsub' }, published);
}

/** XEP-0292, with these numbers: URI and types. */
export function vcard4(...numbers: readonly (readonly [uri: string, ...types: string[]])[]): Element {
	const tels = numbers.map(([uri, ...types]) => {
		const type = xml('type', {}, ...types.map((name) => xml('text', {}, name)));
		return xml('tel', {}, xml('parameters', {}, type), xml('uri', {}, uri));
	});
	return item('urn:xmpp:vcard4', xml('vcard', { xmlns: 'urn:ietf:params:xml:ns:vcard-4.0' }, ...tels));
}

/** XEP-0054, with these numbers as people write them, and a picture of these bytes. */
export function vcardTemp(numbers: readonly (readonly [number: string, ...types: string[]])[], photo = ''): Element {
	const tels = numbers.map(([number, ...types]) =>
		xml('TEL', {}, ...types.map((type) => xml(type)), xml('NUMBER', {}, number)),
	);
	const picture = xml('PHOTO', {}, xml('TYPE', {}, 'image/png'), xml('BINVAL', {}, btoa(photo)));
	return xml('vCard', { xmlns: 'vcard-temp' }, xml('FN', {}, 'Bob'), ...tels, ...(photo ? [picture] : []));
}

/** XEP-0152. */
export function reach(...uris: readonly string[]): Element {
	return xml('reach', { xmlns: 'urn:xmpp:reach:0' }, ...uris.map((uri) => xml('addr', { uri })));
}
