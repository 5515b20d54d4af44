import { describe, expect, test } from 'vitest';
import { deliveryReceipts } from '../../../../../src/background/xmpp/xeps/xep-0184-delivery-receipts.ts';
import { attached } from '../attached.ts';

const REQUEST = '<request xmlns="urn:xmpp:receipts"/>';

test('acknowledges a message that asks for it', async () => {
	const { receive, sent } = attached(deliveryReceipts);
	await receive(`<message from="juliet@capulet.lit/balcony" type="chat" id="m1"><body>hi</body>${REQUEST}</message>`);
	expect(sent).toEqual([
		'<message xmlns="jabber:client" type="chat" to="juliet@capulet.lit/balcony"><received xmlns="urn:xmpp:receipts" id="m1"/></message>',
	]);
});

describe('does not acknowledge', () => {
	test.each([
		['a message that does not ask', '<message from="juliet@capulet.lit/x" id="m1"><body>hi</body></message>'],
		['one without an id', `<message from="juliet@capulet.lit/x">${REQUEST}</message>`],
		['an error', `<message from="juliet@capulet.lit/x" id="m1" type="error">${REQUEST}</message>`],
		['a message to many', `<message from="juliet@capulet.lit/x" id="m1" type="groupchat">${REQUEST}</message>`],
		[
			'an acknowledgement',
			`<message from="juliet@capulet.lit/x" id="m1"><received xmlns="urn:xmpp:receipts" id="m0"/>${REQUEST}</message>`,
		],
		['a stranger', `<message from="paris@capulet.lit/x" id="m1"><body>hi</body>${REQUEST}</message>`],
	])('%s', async (_, message) => {
		const { receive, sent } = attached(deliveryReceipts);
		await receive(message);
		expect(sent).toEqual([]);
	});
});

test('tells whose acknowledgement it is', async () => {
	const { receive, told } = attached(deliveryReceipts);
	await receive('<message from="juliet@capulet.lit/x"><received xmlns="urn:xmpp:receipts" id="m1"/></message>');
	expect(told).toEqual([['delivered', { from: 'juliet@capulet.lit', id: 'm1' }]]);
});

test.each([
	'<message from="juliet@capulet.lit/x" type="error"><received xmlns="urn:xmpp:receipts" id="m1"/></message>',
	'<message from="juliet@capulet.lit/x"><received xmlns="urn:xmpp:receipts"/></message>',
	'<message from="juliet@capulet.lit/x"><received xmlns="urn:other" id="m1"/></message>',
	'<message from="@/"><received xmlns="urn:xmpp:receipts" id="m1"/></message>',
])('%s is none', async (message) => {
	const { receive, told } = attached(deliveryReceipts);
	await receive(message);
	expect(told).toEqual([]);
});

test('asks for one', () => {
	expect(attached(deliveryReceipts).complete('message', '<message id="m1"/>')).toBe(
		`<message id="m1" xmlns="jabber:client">${REQUEST}</message>`,
	);
});
