import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connect, OPEN_WITHIN } from '../../../../src/background/xmpp/endpoint.ts';
import { FakeSocket } from './fake-socket.ts';

const sockets: (FakeSocket & { readonly url: string; readonly asked: unknown })[] = [];
let endpoints: string[] = [];

beforeEach(() => {
	sockets.length = 0;
	endpoints = ['wss://one.example.com/ws', 'wss://two.example.com/ws'];
	vi.stubGlobal(
		'WebSocket',
		class extends FakeSocket {
			override readyState = 0;
			constructor(url: URL, asked: unknown) {
				super();
				sockets.push(Object.assign(this, { url: url.href, asked }));
			}
		},
	);
	vi.stubGlobal('fetch', async (url: string) => {
		if (!url.includes('.well-known')) throw new TypeError('Failed to fetch');
		const rel = 'urn:xmpp:alt-connections:websocket';
		return new Response(JSON.stringify({ links: endpoints.map((href) => ({ rel, href })) }));
	});
});
afterEach(() => {
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

const never = new AbortController().signal;

async function socket(index: number): Promise<FakeSocket> {
	return vi.waitFor(() => {
		const found = sockets[index];
		if (!found) throw new Error('not yet');
		return found;
	});
}

test('the first endpoint that a domain names', async () => {
	const connecting = connect('example.com', '', never);
	(await socket(0)).open();
	const { url } = await connecting;
	expect(url.href).toBe('wss://one.example.com/ws');
	expect(sockets.map(({ asked }) => asked)).toEqual(['xmpp']);
});

test('the next if that does not open', async () => {
	const connecting = connect('example.com', '', never);
	(await socket(0)).lose();
	(await socket(1)).open();
	expect((await connecting).url.href).toBe('wss://two.example.com/ws');
});

test('one that is typed, and no other', async () => {
	const connecting = connect('example.com', 'ws://localhost:5280/ws', never);
	(await socket(0)).lose();
	await expect(connecting).rejects.toMatchObject({ code: 'unreachable', detail: 'localhost:5280' });
	expect(sockets).toHaveLength(1);
});

test('if none opens, why the first did not', async () => {
	const connecting = connect('example.com', '', never);
	(await socket(0)).lose(1015);
	(await socket(1)).lose();
	await expect(connecting).rejects.toMatchObject({ code: 'certificate-refused', detail: 'one.example.com' });
});

test('if none is named, why not', async () => {
	endpoints = [];
	await expect(connect('example.com', '', never)).rejects.toMatchObject({ code: 'unreachable', detail: 'example.com' });
	vi.stubGlobal('fetch', async () => new Response('hello'));
	await expect(connect('example.com', '', never)).rejects.toMatchObject({ code: 'no-websocket' });
	expect(sockets).toHaveLength(0);
});

test.each([
	['ws://example.com/ws', 'insecure-address'],
	['https://example.com/ws', 'no-websocket'],
	['example.com', 'no-websocket'],
])('%s is refused unopened', async (typed, code) => {
	await expect(connect('example.com', typed, never)).rejects.toMatchObject({ code });
	expect(sockets).toHaveLength(0);
});

test('RFC 7395 §3.1: a server that does not speak XMPP is none', async () => {
	const connecting = connect('example.com', 'wss://example.com/', never);
	const found = await socket(0);
	found.protocol = '';
	found.open();
	await expect(connecting).rejects.toMatchObject({ code: 'no-websocket' });
	expect(found.readyState).toBe(3);
});

describe('silence', () => {
	test('is unreachable', async () => {
		vi.useFakeTimers();
		const connecting = expect(connect('example.com', 'wss://example.com/', never)).rejects.toMatchObject({
			code: 'unreachable',
		});
		await vi.advanceTimersByTimeAsync(OPEN_WITHIN);
		await connecting;
		expect(sockets[0]?.readyState).toBe(3);
	});

	test('ends when it is not wanted any more', async () => {
		const life = new AbortController();
		const connecting = connect('example.com', '', life.signal);
		await socket(0);
		life.abort();
		await expect(connecting).rejects.toThrow();
		expect(sockets.map(({ readyState }) => readyState)).toEqual([3]);
	});
});
