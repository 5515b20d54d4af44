import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ANSWER_WITHIN, createRequests } from '../../../../src/background/xmpp/requests.ts';
import { createRouter } from '../../../../src/background/xmpp/router.ts';
import { type Element, el } from '../../../../src/background/xmpp/xml.ts';
import { parsed, ROMEO } from './attached.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start() {
	const sent: Element[] = [];
	const requests = createRequests(ROMEO, (iq) => sent.push(iq));
	const { answered } = requests;
	const options = { self: ROMEO, namespaces: [], send: () => {}, answered, isTrusted: () => false };
	const router = createRouter(options);
	const receive = (text: string) => router.take(parsed(text.replace('ID', sent.at(-1)?.attrs.id)));
	return { sent, requests, receive };
}

test('asks, and gives the result', async () => {
	const { sent, requests, receive } = start();
	const answer = requests.ask('get', el('query', { xmlns: 'jabber:iq:roster' }));
	const id = sent[0]?.attrs.id;
	expect(String(sent[0])).toBe(
		`<iq xmlns="jabber:client" type="get" id="${id}"><query xmlns="jabber:iq:roster"/></iq>`,
	);
	await receive('<iq type="result" id="ID"><query xmlns="jabber:iq:roster"/></iq>');
	expect((await answer).getChild('query')).toBeDefined();
	expect(vi.getTimerCount()).toBe(0);
});

test('an error is refused in the words of who refused', async () => {
	const { requests, receive } = start();
	const answer = requests.ask('set', el('query'), 'juliet@capulet.lit');
	const settled = expect(answer).rejects.toMatchObject({ code: 'refused', detail: 'Go away.' });
	await receive(
		'<iq type="error" id="ID" from="juliet@capulet.lit"><error type="auth"><forbidden xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/><text xmlns="urn:ietf:params:xml:ns:xmpp-stanzas">Go away.</text></error></iq>',
	);
	await settled;
});

test('an error without words, or without an error in it, is refused too', async () => {
	const { requests, receive } = start();
	const first = expect(requests.ask('get', el('query'))).rejects.toMatchObject({ detail: 'item-not-found' });
	await receive(
		'<iq type="error" id="ID"><error type="cancel"><item-not-found xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></iq>',
	);
	await first;
	const second = expect(requests.ask('get', el('query'))).rejects.toMatchObject({ detail: 'undefined-condition' });
	await receive('<iq type="error" id="ID"/>');
	await second;
});

describe('who may answer', () => {
	test.each([
		[undefined, ''],
		[undefined, ' from="romeo@montague.lit"'],
		[undefined, ' from="Romeo@montague.lit/orchard"'],
		[undefined, ' from="montague.lit"'],
		['juliet@capulet.lit', ' from="Juliet@capulet.lit"'],
		['romeo@montague.lit', ''],
	])('to %s: <iq%s>', async (to, from) => {
		const { requests, receive } = start();
		const answer = requests.ask('get', el('query'), to);
		await receive(`<iq type="result" id="ID"${from}/>`);
		expect((await answer).attrs.type).toBe('result');
	});

	test.each([
		[undefined, ' from="juliet@capulet.lit"'],
		[undefined, ' from="capulet.lit"'],
		['juliet@capulet.lit', ''],
		['juliet@capulet.lit', ' from="capulet.lit"'],
		['juliet@capulet.lit', ' from="montague.lit"'],
	])('nobody else, to %s: <iq%s>', async (to, from) => {
		const { requests, receive } = start();
		const answer = expect(requests.ask('get', el('query'), to)).rejects.toMatchObject({ code: 'not-connected' });
		await receive(`<iq type="result" id="ID"${from}/>`);
		await vi.advanceTimersByTimeAsync(ANSWER_WITHIN);
		await answer;
	});
});

test('an answer that stays away is no connection', async () => {
	const { requests } = start();
	const answer = expect(requests.ask('get', el('query'))).rejects.toMatchObject({ code: 'not-connected' });
	await vi.advanceTimersByTimeAsync(ANSWER_WITHIN);
	await answer;
});

test('what cannot be answered any more is no connection', async () => {
	const { requests, receive } = start();
	const answer = expect(requests.ask('get', el('query'))).rejects.toMatchObject({ code: 'not-connected' });
	requests.forget();
	await answer;
	await receive('<iq type="result" id="ID"/>'); // nobody waits for it
	expect(vi.getTimerCount()).toBe(0);
});
