/**
 * A WebSocket front that stands between a client and a server and writes down what passes. It speaks TLS with the test
 * certificate to both, as the server behind it does; what the client sends is passed on in order and unchanged.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket as WsSocket } from 'ws';
import type { Certificates } from '../servers/certificates.ts';
import { webSocketFor } from '../support/node-web.ts';

/** A message on its way. */
export interface Passed {
	readonly by: 'client' | 'server';
	readonly text: string;
	/** Milliseconds since 1970, as `Date.now()` has them in a browser on this machine. */
	readonly at: number;
}

/** One connection. */
export interface Line {
	readonly passed: readonly Passed[];
	/** Breaks it without a goodbye. */
	cut(): void;
	/** Keeps back what the server sends from now on, until it is released. */
	hold(): Held;
}

/** What the server has sent, and the client has not got yet. */
export interface Held {
	readonly count: number;
	/** Passes it on evenly over that many ms, and then what comes as it comes. */
	release(duration: number): Promise<void>;
}

export interface Wire {
	/** In place of the server's address. */
	readonly url: string;
	/** Every connection since the start, oldest first. */
	readonly lines: readonly Line[];
	/** The oldest message since `after` that is as described, if there is one. */
	find(after: number, isIt: (message: Passed) => boolean): Passed | undefined;
	close(): Promise<void>;
}

/** In front of `target`, a `wss:` address by a name of the tests. */
export async function wire(target: string, certificates: Certificates): Promise<Wire> {
	const server = createServer({ cert: readFileSync(certificates.certificate), key: readFileSync(certificates.key) });
	const sockets = new WebSocketServer({ server });
	const Upstream = webSocketFor({ certificates });
	const lines: Line[] = [];
	sockets.on('connection', (client, request) => {
		const protocol = request.headers['sec-websocket-protocol'] ?? '';
		lines.push(join(client, new Upstream(target, protocol)));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const url = new URL(target);
	url.port = String((server.address() as AddressInfo).port);
	return {
		url: url.href,
		lines,
		find(after, isIt) {
			const all = lines.flatMap(({ passed }) => passed).sort((a, b) => a.at - b.at);
			return all.find((message) => message.at >= after && isIt(message));
		},
		async close() {
			for (const client of sockets.clients) client.terminate();
			const closed = once(server, 'close');
			server.close();
			await closed;
		},
	};
}

/** `WebSocket.OPEN`; Node 20 has no `WebSocket` to ask. */
const OPEN = 1;

function join(client: WsSocket, upstream: WebSocket): Line {
	const passed: Passed[] = [];
	const early: string[] = [];
	let held: string[] | null = null;
	const note = (by: Passed['by'], text: string) =>
		void passed.push({ by, text, at: performance.timeOrigin + performance.now() });
	const toClient = (text: string) => {
		note('server', text);
		client.send(text);
	};
	client.on('message', (data) => {
		note('client', String(data));
		if (upstream.readyState === OPEN) upstream.send(String(data));
		else early.push(String(data));
	});
	upstream.addEventListener('message', ({ data }) => {
		if (held) held.push(String(data));
		else toClient(String(data));
	});
	upstream.addEventListener('open', () => {
		for (const text of early.splice(0)) upstream.send(text);
	});
	client.on('close', () => upstream.close());
	client.on('error', () => upstream.close());
	upstream.addEventListener('close', () => client.close());
	upstream.addEventListener('error', () => client.terminate());
	return {
		passed,
		cut: () => client.terminate(),
		hold() {
			const kept: string[] = [];
			held = kept;
			return {
				get count() {
					return kept.length;
				},
				async release(duration) {
					const before = kept.length;
					await evenly(before, duration, (from, to) => kept.slice(from, to).forEach(toClient));
					kept.slice(before).forEach(toClient); // what came meanwhile
					held = null;
				},
			};
		},
	};
}

/** Does `count` things in steps over `duration` ms: as many at a time as are due. */
async function evenly(count: number, duration: number, act: (from: number, to: number) => void): Promise<void> {
	const start = performance.now();
	for (let done = 0; done < count; ) {
		const due = Math.min(count, Math.ceil(((performance.now() - start) / duration) * count));
		act(done, due);
		done = due;
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

/**
 * Round trips up to and with the last message that is as described: how often the client had to wait for an answer.
 * Messages that went out together are one flight. Throws when no message is as described.
 */
export function roundTrips({ passed }: Line, isLast: (message: Passed) => boolean): number {
	const last = passed.findLastIndex(isLast);
	if (last < 0) throw new Error('what is counted to did not pass');
	const flights = passed.slice(0, last + 1).filter(({ by }, index) => by !== passed[index - 1]?.by);
	return flights.filter(({ by }) => by === 'server').length;
}
