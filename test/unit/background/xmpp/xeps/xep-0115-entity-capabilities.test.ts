import { expect, test } from 'vitest';
import { features } from '../../../../../src/background/xmpp/xeps/index.ts';
import {
	entityCapabilities,
	verificationString,
} from '../../../../../src/background/xmpp/xeps/xep-0115-entity-capabilities.ts';
import { attached } from '../attached.ts';

test('§5.2: the simple example', () => {
	const namespaces = [
		'http://jabber.org/protocol/disco#items',
		'http://jabber.org/protocol/caps',
		'http://jabber.org/protocol/muc',
		'http://jabber.org/protocol/disco#info',
	];
	const exodus = { category: 'client', type: 'pc', name: 'Exodus 0.9.1' };
	expect(verificationString(exodus, namespaces)).toBe('QgayPKawpkPSDYmwT/WM94uAlu0=');
	expect(verificationString(exodus, [...namespaces, ...namespaces])).toBe('QgayPKawpkPSDYmwT/WM94uAlu0=');
});

test('every presence says what we can', () => {
	const ver = verificationString({ category: 'client', type: 'web', name: 'Twinline' }, [
		'http://jabber.org/protocol/caps',
	]);
	expect(attached(entityCapabilities).complete('presence', '<presence/>')).toBe(
		`<presence xmlns="jabber:client"><c xmlns="http://jabber.org/protocol/caps" hash="sha-1" node="https://twinline.invalid" ver="${ver}"/></presence>`,
	);
});

test('what all sessions say they can', () => {
	expect(features.flatMap(({ namespaces }) => namespaces).sort()).toEqual([
		'http://jabber.org/protocol/caps',
		'http://jabber.org/protocol/disco#info',
		'http://jabber.org/protocol/disco#items',
		'urn:xmpp:delay',
		'urn:xmpp:ping',
		'urn:xmpp:reach:0',
		'urn:xmpp:reach:0+notify',
		'urn:xmpp:receipts',
		'urn:xmpp:sid:0',
	]);
});
