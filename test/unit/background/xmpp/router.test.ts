import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attachMessages } from '../../../../src/background/xmpp/rfc-6121-messages.ts';
import { Presences } from '../../../../src/background/xmpp/rfc-6121-presence.ts';
import { errorElement, isStanza, readError } from '../../../../src/background/xmpp/router.ts';
import { features } from '../../../../src/background/xmpp/xeps/index.ts';
import { el, parseElement } from '../../../../src/background/xmpp/xml.ts';
import { attached, parsed, ROMEO } from './attached.ts';

const STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas';

describe('queries', () => {
	const withPing = () =>
		attached((router) =>
			router.onQuery({ type: 'set', name: 'knock', xmlns: 'urn:test' }, (child, { bare }) =>
				child.attrs.loud ? { type: 'wait', condition: 'resource-constraint' } : el('who', { bare }),
			),
		);

	test('are answered, to where they came from', async () => {
		const { receive, sent } = withPing();
		await receive('<iq type="set" id="1" from="Juliet@capulet.lit/x"><knock xmlns="urn:test"/></iq>');
		await receive('<iq type="set" id="2"><knock xmlns="urn:test" loud="1"/></iq>');
		expect(sent).toEqual([
			'<iq xmlns="jabber:client" type="result" id="1" to="Juliet@capulet.lit/x"><who bare="juliet@capulet.lit"/></iq>',
			`<iq xmlns="jabber:client" type="error" id="2"><error type="wait"><resource-constraint xmlns="${STANZAS}"/></error></iq>`,
		]);
	});

	test.each([
		['another type', '<iq type="get" id="1"><knock xmlns="urn:test"/></iq>', 'cancel', 'service-unavailable'],
		['another name', '<iq type="set" id="1"><ring xmlns="urn:test"/></iq>', 'cancel', 'service-unavailable'],
		['another namespace', '<iq type="set" id="1"><knock/></iq>', 'cancel', 'service-unavailable'],
		['no child', '<iq type="set" id="1"/>', 'modify', 'bad-request'],
		['two children', '<iq type="set" id="1"><knock xmlns="urn:test"/><a/></iq>', 'modify', 'bad-request'],
	])('of %s are refused', async (_, iq, type, condition) => {
		const { receive, sent } = withPing();
		await receive(iq);
		expect(sent).toEqual([
			`<iq xmlns="jabber:client" type="error" id="1"><error type="${type}"><${condition} xmlns="${STANZAS}"/></error></iq>`,
		]);
	});

	test.each([
		'<iq type="set"><knock xmlns="urn:test"/></iq>',
		'<iq type="set" id=""><knock xmlns="urn:test"/></iq>',
		'<iq type="set" id="1" from="@"><knock xmlns="urn:test"/></iq>',
		'<iq type="set" id="1" xmlns="jabber:server"><knock xmlns="urn:test"/></iq>',
		'<iq type="other" id="1"><knock xmlns="urn:test"/></iq>',
		'<iq id="1"><knock xmlns="urn:test"/></iq>',
	])('%s is dropped', async (iq) => {
		const { receive, sent } = withPing();
		await receive(iq);
		expect(sent).toEqual([]);
	});
});

test('results and errors are never answered', async () => {
	const { receive, sent, answered } = attached(() => {});
	await receive('<iq type="result" id="1"/>');
	await receive('<iq type="error" id="2"/>');
	expect(sent).toEqual([]);
	expect(answered).toHaveLength(2);
});

test('messages go to everyone in turn, each when the one before is done', async () => {
	const order: string[] = [];
	const { receive } = attached((router) => {
		router.onMessage(async (_, { bare }) => {
			await new Promise((resolve) => setImmediate(resolve));
			order.push(`first ${bare}`);
		});
		router.onMessage(() => void order.push('second'));
	});
	await receive('<message from="juliet@capulet.lit/x"/>');
	await receive('<message/>');
	expect(order).toEqual(['first juliet@capulet.lit', 'second', `first ${ROMEO}`, 'second']);
});

test('nothing that can be sent to us makes it throw', async () => {
	const everything = attached((router, told) => {
		attachMessages(router, { received: async () => {} }, told);
		new Presences(told).attach(router);
		for (const feature of features) feature.attach?.(router, told);
	});
	const attribute = fc.constantFrom(
		...['', ' from="juliet@capulet.lit/x"', ' from="a@b@c"', ' from=""', ' id="1"', ' type="get"', ' type="error"'],
		...[' type="subscribe"', ' type="constructor"', ' to="x"', ' node="a#b"', ' stamp="x"', ' __proto__="x"'],
	);
	const namespace = fc.constantFrom(
		...['', ...features.flatMap(({ namespaces }) => namespaces)].map((ns) => (ns ? ` xmlns="${ns}"` : '')),
	);
	const name = fc.constantFrom(
		...['message', 'presence', 'iq', 'body', 'query', 'received', 'request', 'delay', 'error', 'show', 'ping'],
		...['origin-id', 'stanza-id', 'priority', 'text', 'nick'],
	);
	const { tree } = fc.letrec<{ tree: string }>((tie) => ({
		tree: fc
			.tuple(
				name,
				fc.uniqueArray(attribute, { selector: (a) => a.trim().split('=')[0], maxLength: 3 }),
				namespace,
				fc.oneof(
					fc.constant(''),
					fc.string().map((text) => text.replace(/[<&]/g, '')),
					tie('tree'),
				),
			)
			.map(([tag, attributes, ns, inside]) => `<${tag}${attributes.join('')}${ns}>${inside}</${tag}>`),
	}));
	await fc.assert(
		fc.asyncProperty(tree, async (text) => {
			const element = parseElement(text);
			if (element) await everything.router.take(element);
		}),
		{ numRuns: 2_000 },
	);
});

test('what counts as a stanza', () => {
	const count = (text: string) => isStanza(parsed(text));
	expect(['<message/>', '<presence/>', '<iq/>'].every(count)).toBe(true);
	expect(['<a xmlns="urn:xmpp:sm:3"/>', '<message xmlns="urn:other"/>', '<features/>'].some(count)).toBe(false);
});

test('errors are written and read', () => {
	const problem = errorElement({ type: 'cancel', condition: 'gone' });
	expect(readError(el('iq', { xmlns: 'jabber:client', type: 'error' }, problem))).toEqual({
		condition: 'gone',
		text: '',
	});
	const wordy = `<message type="error"><body>x</body><error type="cancel"><text xmlns="${STANZAS}"> Nobody here. </text><not-found xmlns="urn:app"/><item-not-found xmlns="${STANZAS}"/></error></message>`;
	expect(readError(parsed(wordy))).toEqual({ condition: 'item-not-found', text: 'Nobody here.' });
	expect(readError(parsed('<message type="error"/>'))).toEqual({ condition: 'undefined-condition', text: '' });
});
