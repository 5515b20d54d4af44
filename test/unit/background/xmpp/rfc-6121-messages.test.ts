import { describe, expect, test } from 'vitest';
import { attachMessages, chatMessage } from '../../../../src/background/xmpp/rfc-6121-messages.ts';
import type { IncomingMessage } from '../../../../src/background/xmpp/session.ts';
import { features } from '../../../../src/background/xmpp/xeps/index.ts';
import { attached } from './attached.ts';

const NOT_FOUND = '<error type="cancel"><item-not-found xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error>';

function start() {
	const received: IncomingMessage[] = [];
	const memory = {
		received: async (message: IncomingMessage) => {
			received.push(message);
		},
	};
	return { received, ...attached((router, events) => attachMessages(router, memory, events)) };
}

describe('what comes in', () => {
	test.each(['chat', 'normal', 'unknown', undefined])('of type %s is stored', async (type) => {
		const { receive, received } = start();
		const before = Date.now();
		await receive(
			`<message from="Juliet@capulet.lit/balcony" id="m1"${type ? ` type="${type}"` : ''}><body>Art thou not Romeo?</body></message>`,
		);
		expect(received).toEqual([
			{ id: 'm1', from: 'juliet@capulet.lit', body: 'Art thou not Romeo?', at: expect.any(Number) },
		]);
		expect(received[0]?.at).toBeGreaterThanOrEqual(before);
	});

	test.each([
		[
			'its origin-id',
			'<origin-id xmlns="urn:xmpp:sid:0" id="o1"/><stanza-id xmlns="urn:xmpp:sid:0" by="romeo@montague.lit" id="s1"/>',
			' id="m1"',
			'o1',
		],
		['its id', '<stanza-id xmlns="urn:xmpp:sid:0" by="romeo@montague.lit" id="s1"/>', ' id="m1"', 'm1'],
		['our server’s id', '<stanza-id xmlns="urn:xmpp:sid:0" by="romeo@montague.lit" id="s1"/>', '', 's1'],
		[
			'its id where the origin-id is endless',
			`<origin-id xmlns="urn:xmpp:sid:0" id="${'x'.repeat(1025)}"/>`,
			' id="m1"',
			'm1',
		],
	])('is known by %s', async (_, ids, attribute, id) => {
		const { receive, received } = start();
		await receive(`<message from="juliet@capulet.lit/x"${attribute}><body>hi</body>${ids}</message>`);
		expect(received[0]?.id).toBe(id);
	});

	test('or by one of ours', async () => {
		const { receive, received } = start();
		await receive('<message from="juliet@capulet.lit/x"><body>hi</body></message>');
		await receive('<message from="juliet@capulet.lit/x"><body>hi</body></message>');
		expect(received[0]?.id).toMatch(/^[\da-f-]{36}$/);
		expect(received[0]?.id).not.toBe(received[1]?.id);
	});

	test('has the time when it was sent', async () => {
		const { receive, received } = start();
		await receive(
			'<message from="juliet@capulet.lit/x"><body>hi</body><delay xmlns="urn:xmpp:delay" stamp="2002-09-10T23:08:25Z"/></message>',
		);
		expect(received[0]?.at).toBe(Date.parse('2002-09-10T23:08:25Z'));
	});

	test.each([
		'<message from="juliet@capulet.lit/x" id="m1"/>',
		'<message from="juliet@capulet.lit/x" id="m1"><body/></message>',
		'<message from="juliet@capulet.lit/x" id="m1"><body xmlns="http://www.w3.org/1999/xhtml">hi</body></message>',
		'<message from="room@capulet.lit/x" id="m1" type="groupchat"><body>hi</body></message>',
		'<message from="news@capulet.lit" id="m1" type="headline"><body>hi</body></message>',
		`<message from="juliet@capulet.lit/x" id="m1" type="error"><body>hi</body>${NOT_FOUND}</message>`,
		'<message from="not a jid" id="m1"><body>hi</body></message>',
	])('%s is nothing to read', async (message) => {
		const { receive, received } = start();
		await receive(message);
		expect(received).toEqual([]);
	});

	test('is handled only when it is stored', async () => {
		const { receive } = attached((router, events) => {
			attachMessages(router, { received: () => Promise.reject(new Error('full')) }, events);
			for (const feature of features) feature.attach?.(router, events);
		});
		await expect(receive('<message from="juliet@capulet.lit/x"><body>hi</body></message>')).rejects.toThrow('full');
	});
});

test('nothing is acknowledged before it is stored', async () => {
	let store = () => {};
	const stored = new Promise<void>((resolve) => {
		store = resolve;
	});
	const { receive, sent } = attached((router, events) => {
		attachMessages(router, { received: () => stored }, events);
		for (const feature of features) feature.attach?.(router, events);
	});
	const handled = receive(
		'<message from="juliet@capulet.lit/x" id="m1"><body>hi</body><request xmlns="urn:xmpp:receipts"/></message>',
	);
	await new Promise((resolve) => setImmediate(resolve));
	expect(sent).toEqual([]);
	store();
	await handled;
	expect(sent).toHaveLength(1);
});

describe('what comes back', () => {
	test.each([
		[NOT_FOUND, 'item-not-found'],
		[
			NOT_FOUND.replace('</error>', '<text xmlns="urn:ietf:params:xml:ns:xmpp-stanzas">Nobody here.</text></error>'),
			'Nobody here.',
		],
		['', 'undefined-condition'],
	])('is told with its words: %s', async (error, text) => {
		const { receive, told } = start();
		await receive(`<message from="juliet@capulet.lit" id="m1" type="error"><body>hi</body>${error}</message>`);
		expect(told).toEqual([['bounced', { from: 'juliet@capulet.lit', id: 'm1', text }]]);
	});

	test('without an id is nothing of ours', async () => {
		const { receive, told } = start();
		await receive(`<message from="juliet@capulet.lit" type="error">${NOT_FOUND}</message>`);
		expect(told).toEqual([]);
	});
});

test('what goes out', () => {
	const { complete } = attached((router, events) => {
		for (const feature of features) feature.attach?.(router, events);
	});
	const message = chatMessage({
		id: 'm1',
		to: 'juliet@capulet.lit',
		body: 'Neither, <fair> saint',
		at: 1,
		attemptedAt: 0,
	});
	expect(complete('message', String(message))).toBe(
		'<message xmlns="jabber:client" type="chat" id="m1" to="juliet@capulet.lit"><body>Neither, &lt;fair&gt; saint</body><request xmlns="urn:xmpp:receipts"/><origin-id xmlns="urn:xmpp:sid:0" id="m1"/></message>',
	);
});
