/** An HTTPS server for host-meta (XEP-0156) and for the pages of the tests, the same for every name. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import type { KeyPair } from './certificates.ts';

export interface Web {
	readonly port: number;
	readonly isRunning: boolean;
	start(): Promise<void>;
	/** Open connections are cut. */
	kill(): Promise<void>;
	/**
	 * Serves `body` at `path` from now on, on every name; gives its address on `www.example.test` (with the real port).
	 * `headers`, in small letters, are sent over the usual ones.
	 */
	put(path: string, body: string, type?: string, headers?: Readonly<Record<string, string>>): string;
	/** 404 from now on. */
	remove(path: string): void;
	/** Paths asked for so far, with the names they were asked of: `chat.example.test:443/.well-known/host-meta`. */
	readonly asked: readonly string[];
}

export const HOST_META = '/.well-known/host-meta';
export const HOST_META_JSON = '/.well-known/host-meta.json';

export function web(port: number, { certificate, key }: KeyPair): Web {
	const pages = new Map<string, { readonly body: string; readonly headers: Readonly<Record<string, string>> }>();
	const asked: string[] = [];
	const server = https.createServer(
		{ cert: readFileSync(certificate), key: readFileSync(key) },
		(request, response) => {
			const path = new URL(request.url ?? '/', 'https://example.test').pathname;
			asked.push(`${request.headers.host}${path}`);
			const page = pages.get(path);
			// XEP-0156 §2 and §3: CORS, so that a web client may read it.
			const headers = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' };
			if (page) response.writeHead(200, { ...headers, ...page.headers }).end(page.body);
			else response.writeHead(404, headers).end();
		},
	);
	return {
		port,
		asked,
		get isRunning() {
			return server.listening;
		},
		async start() {
			server.listen(port, '127.0.0.1');
			await once(server, 'listening');
		},
		async kill() {
			if (!server.listening) return;
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
		put(path, body, type = 'text/html; charset=utf-8', headers = {}) {
			pages.set(path, { body, headers: { 'content-type': type, ...headers } });
			return `https://www.example.test:${port}${path}`;
		},
		remove: (path) => void pages.delete(path),
	};
}

/** Both formats of XEP-0156, with these WebSocket endpoints in this order. */
export function putHostMeta(to: Web, endpoints: readonly string[]): void {
	const rel = 'urn:xmpp:alt-connections:websocket';
	const links = endpoints.map((href) => `<Link rel="${rel}" href="${href}"/>`).join('');
	to.put(
		HOST_META,
		`<?xml version="1.0"?><XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">${links}</XRD>`,
		'application/xrd+xml',
	);
	to.put(HOST_META_JSON, JSON.stringify({ links: endpoints.map((href) => ({ rel, href })) }), 'application/json');
}
