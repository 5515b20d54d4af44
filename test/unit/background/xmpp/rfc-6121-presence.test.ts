import { describe, expect, test } from 'vitest';
import { ownPresence, Presences, subscribing } from '../../../../src/background/xmpp/rfc-6121-presence.ts';
import { attached } from './attached.ts';

function start() {
	let presences: Presences | undefined;
	const { receive, told, sent } = attached((router, events) => {
		presences = new Presences(events);
		presences.attach(router);
	});
	if (!presences) throw new Error('not attached');
	return { receive, told, sent, presences };
}

const THERE = { from: 'juliet@capulet.lit', resource: 'balcony', show: 'available', status: '', priority: 0 };

describe('presence of others', () => {
	test.each([
		['', THERE],
		[
			'<show>away</show><status> back soon </status><priority>5</priority>',
			{ ...THERE, show: 'away', status: 'back soon', priority: 5 },
		],
		['<show>xa</show>', { ...THERE, show: 'away' }],
		['<show>dnd</show><priority>-128</priority>', { ...THERE, show: 'dnd', priority: -128 }],
		['<show>chat</show><priority>+7</priority>', { ...THERE, priority: 7 }],
		['<show>dancing</show><priority>high</priority>', THERE],
		['<priority>128</priority>', THERE],
		['<priority>-129</priority>', THERE],
		['<show xmlns="urn:other">dnd</show>', THERE],
		[`<status>${'x'.repeat(2000)}</status>`, { ...THERE, status: 'x'.repeat(1024) }],
	])('%s', async (inside, expected) => {
		const { receive, told } = start();
		await receive(`<presence from="Juliet@capulet.lit/balcony">${inside}</presence>`);
		expect(told).toEqual([['presence', expected]]);
	});

	test('is gone when it says so', async () => {
		const { receive, told } = start();
		await receive(
			'<presence from="juliet@capulet.lit/balcony" type="unavailable"><show>dnd</show><priority>9</priority></presence>',
		);
		expect(told).toEqual([['presence', { ...THERE, show: 'offline' }]]);
	});

	test.each(['error', 'subscribed', 'unsubscribe', 'unsubscribed', 'probe', 'nonsense'])('%s is none', async (type) => {
		const { receive, told } = start();
		await receive(`<presence from="juliet@capulet.lit" type="${type}"/>`);
		expect(told).toEqual([]);
	});

	test('our own other resources are none of them', async () => {
		const { receive, told } = start();
		await receive('<presence from="romeo@montague.lit/other"/>');
		await receive('<presence/>');
		expect(told).toEqual([]);
	});

	test('is told again, and forgotten, by resource', async () => {
		const { receive, told, presences } = start();
		await receive('<presence from="juliet@capulet.lit/balcony"/>');
		await receive('<presence from="juliet@capulet.lit/chamber"><show>away</show></presence>');
		await receive('<presence from="nurse@capulet.lit/x"/>');
		await receive('<presence from="nurse@capulet.lit/x" type="unavailable"/>');
		const chamber = { ...THERE, resource: 'chamber', show: 'away' };
		told.length = 0;
		presences.tellAgain();
		expect(told).toEqual([
			['presence', THERE],
			['presence', chamber],
		]);
		told.length = 0;
		presences.forget();
		expect(told).toEqual([
			['presence', { ...THERE, show: 'offline' }],
			['presence', { ...chamber, show: 'offline' }],
		]);
		told.length = 0;
		presences.forget();
		presences.tellAgain();
		expect(told).toEqual([]);
	});

	test('§4.5.2: a bare JID that is gone is gone with all its resources', async () => {
		const { receive, told, presences } = start();
		await receive('<presence from="juliet@capulet.lit/balcony"/>');
		await receive('<presence from="juliet@capulet.lit" type="unavailable"/>');
		told.length = 0;
		presences.tellAgain();
		expect(told).toEqual([]);
	});
});

test('§3.1: who wants to see ours', async () => {
	const { receive, told } = start();
	await receive(
		'<presence from="Juliet@capulet.lit/x" type="subscribe"><nick xmlns="http://jabber.org/protocol/nick"> Jule </nick></presence>',
	);
	await receive('<presence from="nurse@capulet.lit" type="subscribe"/>');
	await receive('<presence from="romeo@montague.lit" type="subscribe"/>');
	expect(told).toEqual([
		['subscriptionRequest', { from: 'juliet@capulet.lit', nick: 'Jule' }],
		['subscriptionRequest', { from: 'nurse@capulet.lit', nick: '' }],
	]);
});

test.each([
	['available', '', '<presence xmlns="jabber:client"/>'],
	['available', 'here & there', '<presence xmlns="jabber:client"><status>here &amp; there</status></presence>'],
	['away', '', '<presence xmlns="jabber:client"><show>away</show></presence>'],
	['dnd', 'not now', '<presence xmlns="jabber:client"><show>dnd</show><status>not now</status></presence>'],
	['offline', '', '<presence xmlns="jabber:client" type="unavailable"/>'],
] as const)('our own: %s, %j', (show, status, expected) => {
	expect(String(ownPresence({ show, status }))).toBe(expected);
});

test('§3: subscriptions', () => {
	expect(String(subscribing('subscribed', 'juliet@capulet.lit'))).toBe(
		'<presence xmlns="jabber:client" type="subscribed" to="juliet@capulet.lit"/>',
	);
});
