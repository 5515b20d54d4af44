import { afterEach, describe, expect, test, vi } from 'vitest';
import { findEndpoints, readJson, readXrd } from '../../../../../src/background/xmpp/xeps/xep-0156-discovery.ts';

/** §3.1, example 2 (with a safe address before the unsafe one), and §3.2, example 4. */
const XRD = `<?xml version='1.0' encoding='utf-8'?>
<XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'>
  <Link rel="urn:xmpp:alt-connections:xbosh" href="https://web.example.com:5280/bosh" />
  <Link rel="urn:xmpp:alt-connections:websocket" href="wss://web.example.com:443/ws" />
  <Link rel="urn:xmpp:alt-connections:websocket" href="ws://web.example.com:80/ws" />
  <Link rel="urn:xmpp:alt-connections:websocket" href="wss://other.example.com/ws" />
  <Link rel="urn:xmpp:alt-connections:websocket" />
</XRD>`;
const JSON_FILE = `{"links": [
	{"rel": "urn:xmpp:alt-connections:xbosh", "href": "https://web.example.com:5280/bosh"},
	{"rel": "urn:xmpp:alt-connections:websocket", "href": "wss://json.example.com/ws"},
	{"rel": "urn:xmpp:alt-connections:websocket", "href": "ws://web.example.com/ws"},
	{"rel": "urn:xmpp:alt-connections:websocket"}, {}
]}`;
const FOUND = ['wss://web.example.com:443/ws', 'wss://other.example.com/ws'];

test('host-meta names endpoints; unsafe ones are none', () => {
	expect(readXrd(XRD)).toEqual(FOUND);
});

test('host-meta.json does too', () => {
	expect(readJson(JSON_FILE)).toEqual(['wss://json.example.com/ws']);
});

test.each([
	'',
	'<html><body>Not found</body></html>',
	'<XRD/>',
	'{}',
	'{"links": 1}',
	'{"links": [null]}',
	'null',
	'<a>',
])('%j names none', (text) => {
	expect(readXrd(text)).toEqual([]);
	expect(readJson(text)).toEqual([]);
});

describe('findEndpoints', () => {
	afterEach(() => vi.unstubAllGlobals());

	test('asks for both files at the domain, without saying who we are', async () => {
		const fetch = serving({});
		expect(await findEndpoints('example.com')).toEqual([]);
		expect(fetch.mock.calls.map(([url]) => url)).toEqual([
			'https://example.com/.well-known/host-meta.json',
			'https://example.com/.well-known/host-meta',
		]);
		for (const [, init] of fetch.mock.calls) {
			expect(init).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' });
		}
	});

	test.each([
		['JSON first', { 'host-meta.json': JSON_FILE, 'host-meta': XRD }, ['wss://json.example.com/ws']],
		['XML where there is no JSON', { 'host-meta': XRD }, FOUND],
		['XML where the JSON is none', { 'host-meta.json': 'oops', 'host-meta': XRD }, FOUND],
		['nothing of an endless file', { 'host-meta.json': `${' '.repeat(100_001)}${JSON_FILE}` }, []],
	])('takes %s', async (_, files, expected) => {
		serving(files);
		expect(await findEndpoints('example.com')).toEqual(expected);
	});

	test('a server that cannot be asked names none', async () => {
		vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
		expect(await findEndpoints('example.com')).toEqual([]);
	});

	test('ends with its signal', async () => {
		const life = new AbortController();
		vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) => {
			return new Promise((__, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
		});
		const finding = findEndpoints('example.com', life.signal);
		life.abort();
		expect(await finding).toEqual([]);
	});
});

function serving(files: Record<string, string>) {
	const fetch = vi.fn(async (url: string, _init: RequestInit) => {
		const body = files[url.split('/').at(-1) ?? ''];
		return new Response(body ?? 'Not found', { status: body === undefined ? 404 : 200 });
	});
	vi.stubGlobal('fetch', fetch);
	return fetch;
}
