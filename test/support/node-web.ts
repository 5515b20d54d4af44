/**
 * Node's `WebSocket` and `fetch` as a browser of the tests has them: the test CA is trusted, names that end in
 * `example.test` are this machine (port 443: the web server of the set), other names are not found.
 *
 *     const restore = useNodeWeb(servers);   // code that uses globalThis.WebSocket and fetch now reaches the servers
 *     …
 *     restore();
 */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { WebSocket as NodeWebSocket } from 'ws';

/** Of `Servers`; `web` may be left out when nothing asks for port 443. */
export interface NodeWebOptions {
	readonly certificates: { readonly ca: string };
	readonly web?: { readonly port: number };
}

/** Puts `WebSocket` and `fetch` in place of the global ones; gives what puts those back. */
export function useNodeWeb(options: NodeWebOptions): () => void {
	const before = { WebSocket: globalThis.WebSocket, fetch: globalThis.fetch };
	Object.assign(globalThis, { WebSocket: webSocketFor(options), fetch: fetchFor(options) });
	return () => void Object.assign(globalThis, before);
}

/** For code that is given a constructor. */
export function webSocketFor(options: NodeWebOptions): typeof globalThis.WebSocket {
	class TestWebSocket extends NodeWebSocket {
		constructor(url: string | URL, protocols?: string | string[]) {
			super(mapped(new URL(url), options), protocols ?? [], { ca: options.certificates.ca, lookup });
		}
	}
	return TestWebSocket as unknown as typeof globalThis.WebSocket;
}

/** `fetch` for `https:` and `http:`: method, headers, body (text) and signal; no redirects, no cookies. */
export function fetchFor(options: NodeWebOptions): typeof globalThis.fetch {
	return async (input, init) => {
		const asked = new Request(input, init);
		const body = Buffer.from(await asked.arrayBuffer());
		asked.signal.throwIfAborted();
		try {
			return await ask(asked, body, options);
		} catch (cause) {
			asked.signal.throwIfAborted();
			throw new TypeError('fetch failed', { cause }); // as every fetch says, whatever it was
		}
	};
}

async function ask(asked: Request, body: Buffer, options: NodeWebOptions): Promise<Response> {
	const url = mapped(new URL(asked.url), options);
	const { request } = url.protocol === 'https:' ? https : http;
	const headers = { ...Object.fromEntries(asked.headers), host: new URL(asked.url).host };
	const { ca } = options.certificates;
	const out = request(url, { method: asked.method, headers, ca, lookup, signal: asked.signal, agent: false });
	out.end(body);
	const [answer] = (await once(out, 'response')) as [IncomingMessage];
	const status = answer.statusCode ?? 0;
	const content = await answer.toArray();
	const text = Buffer.concat(content as Buffer[]);
	const hasNoBody = status === 204 || status === 304 || asked.method === 'HEAD';
	return new Response(hasNoBody ? null : text, { status, headers: headersOf(answer) });
}

function headersOf(answer: IncomingMessage): [string, string][] {
	return Object.entries(answer.headers).flatMap(([name, value]) =>
		[value ?? []].flat().map((one): [string, string] => [name, one]),
	);
}

/** Port 443 of a test name is the web server's. */
function mapped(url: URL, { web }: NodeWebOptions): URL {
	if (url.port !== '' || !/^(https|wss):$/.test(url.protocol) || !isTestName(url.hostname)) return url;
	if (web) url.port = String(web.port);
	return url;
}

const lookup: LookupFunction = (hostname, options, callback) => {
	const address = { address: '127.0.0.1', family: 4 };
	if (!isTestName(hostname) && hostname !== 'localhost') {
		const error: NodeJS.ErrnoException = new Error(`getaddrinfo ENOTFOUND ${hostname}`);
		error.code = 'ENOTFOUND';
		process.nextTick(callback, error, '', 0);
	} else if (options.all) process.nextTick(callback, null, [address]);
	else process.nextTick(callback, null, address.address, address.family);
};

function isTestName(name: string): boolean {
	return /(^|\.)example\.test$/.test(name);
}
