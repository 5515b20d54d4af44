import { describe, expect, test } from 'vitest';
import { bind } from '../../../../src/background/xmpp/rfc-6120-binding.ts';
import { startManaged } from '../../../../src/background/xmpp/xeps/xep-0198-stream-management.ts';
import { parsed } from './attached.ts';
import { talk } from './talk.ts';

const SM = '<sm xmlns="urn:xmpp:sm:3"/>';
const BIND = '<bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/>';
const MANAGED = parsed(`<features>${BIND}${SM}</features>`);
const BARE = parsed(`<features>${BIND}</features>`);
const JID = 'juliet@im.example.com/balcony';
const ENABLED = '<enabled xmlns="urn:xmpp:sm:3" id="sm1" resume="true"/>';
const OLD = { ...startManaged('some-long-sm-id', JID), handled: 5 };

function bound(last: string): string {
	const id = parsed(last).attrs.id;
	return `<iq id="${id}" type="result"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><jid>${JID}</jid></bind></iq>`;
}

describe('a new stream', () => {
	test('RFC 6120 §7.7, XEP-0198 §3: binds a resource, then has stanzas counted', async () => {
		const stream = talk(bound, ENABLED);
		expect(await bind(stream, MANAGED, null, 'balcony')).toEqual({
			is: 'new',
			jid: JID,
			managed: startManaged('sm1', JID),
			h: null,
			early: [],
		});
		expect(stream.sent[0]).toMatch(
			/^<iq xmlns="jabber:client" type="set" id="[^"]+"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><resource>balcony<\/resource><\/bind><\/iq>$/,
		);
		expect(stream.sent[1]).toBe('<enable xmlns="urn:xmpp:sm:3" resume="true"/>');
	});

	test('where there is no stream management, there is none', async () => {
		const stream = talk(bound);
		expect(await bind(stream, BARE, OLD, 'balcony')).toMatchObject({ is: 'new', managed: null });
		expect(stream.sent).toHaveLength(1);
	});

	test.each([
		['<enabled xmlns="urn:xmpp:sm:3" id="sm1" resume="1"/>', startManaged('sm1', JID)],
		['<enabled xmlns="urn:xmpp:sm:3" id="sm1"/>', startManaged('', JID)],
		['<enabled xmlns="urn:xmpp:sm:3" resume="true"/>', startManaged('', JID)],
		['<failed xmlns="urn:xmpp:sm:3"><internal-server-error/></failed>', null],
	])('%s', async (answer, managed) => {
		expect(await bind(talk(bound, answer), MANAGED, null, 'x')).toMatchObject({ managed });
	});

	test('what comes before stanzas are counted is not counted', async () => {
		const stream = talk(
			'<message id="1"/>',
			() => bound(stream.sent[0] ?? ''),
			'<presence/>',
			'<r xmlns="urn:xmpp:sm:3"/>',
			ENABLED,
		);
		const result = await bind(stream, MANAGED, null, 'x');
		expect(result.is === 'new' && result.early.map(({ name }) => name)).toEqual(['message', 'presence', 'r']);
	});

	test.each([
		(last: string) =>
			`<iq type="error" id="${parsed(last).attrs.id}"><error type="wait"><resource-constraint xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></iq>`,
		(last: string) => `<iq type="result" id="${parsed(last).attrs.id}"/>`,
		(last: string) => bound(last).replace('/balcony', ''),
		(last: string) => bound(last).replace('result', 'error'),
	])('is none without a full JID', async (answer) => {
		await expect(bind(talk(answer), MANAGED, null, 'x')).rejects.toMatchObject({ code: 'server-error' });
	});
});

describe('the old stream', () => {
	test('§5: is resumed, with both counts', async () => {
		const stream = talk('<resumed xmlns="urn:xmpp:sm:3" h="7" previd="some-long-sm-id"/>');
		expect(await bind(stream, MANAGED, OLD, 'balcony')).toEqual({ is: 'resumed', h: 7 });
		expect(stream.sent).toEqual(['<resume xmlns="urn:xmpp:sm:3" h="5" previd="some-long-sm-id"/>']);
	});

	test.each([
		['<failed xmlns="urn:xmpp:sm:3" h="7"><item-not-found/></failed>', 7],
		['<failed xmlns="urn:xmpp:sm:3"><item-not-found/></failed>', null],
	])('that is gone is followed by a new one: %s', async (failed, h) => {
		expect(await bind(talk(failed, bound, ENABLED), MANAGED, OLD, 'x')).toMatchObject({ is: 'new', h });
	});

	test.each(['<resumed xmlns="urn:xmpp:sm:3"/>', '<message/>', '<failed/>'])('%s is no answer', async (answer) => {
		await expect(bind(talk(answer), MANAGED, OLD, 'x')).rejects.toMatchObject({ code: 'server-error' });
	});
});
