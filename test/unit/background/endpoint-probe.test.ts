import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkEndpoint, type ProbeTools, probeEndpoint } from '../../../src/background/endpoint-probe.ts';

const url = new URL('wss://sip.example.test:5063/ws');

/** A host that refuses everything, unless said otherwise. */
function tools(over: Partial<ProbeTools> = {}): ProbeTools & { readonly asked: string[] } {
	const asked: string[] = [];
	return {
		asked,
		isOnline: () => true,
		hasWebRtc: () => true,
		fetch: async (href) => {
			asked.push(href);
			throw new TypeError('Failed to fetch');
		},
		givesUpOn: async (iceServer) => {
			asked.push(iceServer);
			return true;
		},
		...over,
	};
}

describe('probeEndpoint', () => {
	test('asks the endpoint and nobody else', async () => {
		const asking = tools();
		await probeEndpoint(url, 1006, asking);
		expect(asking.asked).toEqual([
			'https://sip.example.test:5063/ws',
			'turn:sip.example.test:5063?transport=tcp',
			'stun:sip.example.test:5063',
		]);
	});

	test('takes the scheme’s port where none is named', async () => {
		const asking = tools();
		await probeEndpoint(new URL('wss://sip.example.test'), 1006, asking);
		expect(asking.asked.slice(1)).toEqual(['turn:sip.example.test:443?transport=tcp', 'stun:sip.example.test:443']);
	});

	test('an answer over HTTP: everything is there but a WebSocket', async () => {
		expect(await probeEndpoint(url, 1006, tools({ fetch: async () => ({}) }))).toBe('no-websocket');
	});

	test('a connection without TLS on it: the certificate', async () => {
		expect(await probeEndpoint(url, 1006, tools({ givesUpOn: async () => false }))).toBe('certificate-refused');
	});

	test('no connection, but a name that resolves: unreachable', async () => {
		const givesUpOn = async (server: string) => server.startsWith('turn:');
		expect(await probeEndpoint(url, 1006, tools({ givesUpOn }))).toBe('unreachable');
	});

	test('no connection and no name: unknown host', async () => {
		expect(await probeEndpoint(url, 1006, tools())).toBe('unknown-host');
	});

	test('a name that resolves for HTTP only is not unknown', async () => {
		const givesUpOn = async (server: string) => server.startsWith('stun:');
		expect(await probeEndpoint(url, 1006, tools({ givesUpOn }))).toBe('certificate-refused');
	});

	test('this machine is never an unknown host', async () => {
		expect(await probeEndpoint(new URL('wss://localhost:1/'), 1006, tools())).toBe('unreachable');
	});

	test('Firefox says by the close code that TLS failed', async () => {
		const asking = tools();
		expect(await probeEndpoint(url, 1015, asking)).toBe('certificate-refused');
		expect(asking.asked).toEqual([]);
	});

	test('silence is unreachable, without asking again', async () => {
		const asking = tools();
		expect(await probeEndpoint(url, 0, asking)).toBe('unreachable');
		expect(asking.asked).toEqual([]);
	});

	test('no network: says so, without asking', async () => {
		const asking = tools({ isOnline: () => false });
		expect(await probeEndpoint(url, 1006, asking)).toBe('browser-offline');
		expect(asking.asked).toEqual([]);
	});

	test('without WebRTC it says no more than it knows', async () => {
		expect(await probeEndpoint(url, 1006, tools({ hasWebRtc: () => false }))).toBe('unreachable');
	});
});

describe('checkEndpoint', () => {
	test.each([
		['wss://sip.example.test/', 'wss://sip.example.test/'],
		['ws://localhost:5062/sip', 'ws://localhost:5062/sip'],
		['ws://127.0.0.1:5062', 'ws://127.0.0.1:5062/'],
		['ws://127.1:5062', 'ws://127.0.0.1:5062/'],
		['ws://[::1]:5062', 'ws://[::1]:5062/'],
		['ws://rig.localhost', 'ws://rig.localhost/'],
	])('%s may be used', (endpoint, href) => {
		expect(checkEndpoint(endpoint)).toEqual({ url: new URL(href) });
	});

	test.each([
		['ws://sip.example.test', 'insecure-address'],
		['ws://127.0.0.1.example.test', 'insecure-address'],
		['ws://localhost.example.test', 'insecure-address'],
		['ws://10.0.0.1', 'insecure-address'],
		['https://sip.example.test', 'no-websocket'],
		['sip.example.test', 'no-websocket'],
		['', 'no-websocket'],
	])('%s may not be used', (endpoint, reason) => {
		expect(checkEndpoint(endpoint)).toEqual({ reason });
	});

	test('no text makes it throw, and none leads to an unprotected host', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					fc.webUrl().map((web) => web.replace(/^https?/, 'ws')),
				),
				(text) => {
					const checked = checkEndpoint(text);
					if ('url' in checked)
						expect(checked.url.href).toMatch(/^(wss:|ws:\/\/(localhost|\S+\.localhost|127\.|\[::1]))/);
				},
			),
		);
	});
});
