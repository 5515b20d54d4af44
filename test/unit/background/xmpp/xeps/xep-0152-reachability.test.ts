import { expect, test } from 'vitest';
import { reachability } from '../../../../../src/background/xmpp/xeps/xep-0152-reachability.ts';
import { attached } from '../attached.ts';

const REACH =
	'<reach xmlns="urn:xmpp:reach:0"><addr uri="tel:+1-303-555-1212"><desc>conference room</desc></addr><addr uri="sip:room123@example.test"/></reach>';
const ADDRESSES = [
	{ written: 'tel:+1-303-555-1212', types: [] },
	{ written: 'sip:room123@example.test', types: [] },
];
const event = (items: string, from = 'juliet@capulet.lit') =>
	`<message from="${from}" type="headline"><event xmlns="http://jabber.org/protocol/pubsub#event"><items node="urn:xmpp:reach:0">${items}</items></event></message>`;

test('C18: §4.1: in presence, for as long as the presence says so', async () => {
	const { receive, told } = attached(reachability);
	await receive(`<presence from="juliet@capulet.lit/balcony">${REACH}</presence>`);
	await receive('<presence from="nurse@capulet.lit/x"/>');
	await receive('<presence from="juliet@capulet.lit/balcony"/>');
	await receive('<presence from="juliet@capulet.lit/balcony"/>');
	await receive(`<presence from="juliet@capulet.lit/chamber">${REACH}</presence>`);
	await receive('<presence from="juliet@capulet.lit/chamber" type="unavailable"/>');
	const from = 'juliet@capulet.lit';
	expect(told.map(([, value]) => value)).toEqual([
		{ from, source: 'balcony', addresses: ADDRESSES },
		{ from, source: 'balcony', addresses: [] },
		{ from, source: 'chamber', addresses: ADDRESSES },
		{ from, source: 'chamber', addresses: [] },
	]);
});

test('C18: §4.2: in PEP, until it is empty', async () => {
	const { receive, told } = attached(reachability);
	await receive(event(`<item id="1">${REACH}</item>`));
	await receive(event('<retract id="1"/>'));
	expect(told).toEqual([
		['reachable', { from: 'juliet@capulet.lit', source: '', addresses: ADDRESSES }],
		['reachable', { from: 'juliet@capulet.lit', source: '', addresses: [] }],
	]);
});

test('§5: says that it is read, and asks to be told', () => {
	expect(reachability.namespaces).toEqual(['urn:xmpp:reach:0', 'urn:xmpp:reach:0+notify']);
});

test.each([
	['our own', `<presence from="romeo@montague.lit/x">${REACH}</presence>`],
	['our own in PEP', event(`<item id="1">${REACH}</item>`, 'romeo@montague.lit')],
	['a resource that plays its account', event(`<item id="1">${REACH}</item>`, 'juliet@capulet.lit/x')],
	['no address', '<presence from="juliet@capulet.lit/x"><reach xmlns="urn:xmpp:reach:0"><addr/></reach></presence>'],
])('nothing is heard of %s', async (_, stanza) => {
	const { receive, told } = attached(reachability);
	await receive(stanza);
	expect(told).toEqual([]);
});
