/** A way to the server that breaks where a test says. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Cutter {
	/** A plain WebSocket address on this machine. */
	readonly url: string;
	/** Connections so far. */
	readonly connections: number;
	/** Breaks what is open, now. */
	cut(): void;
	/** Breaks what is open once this many bytes more went to the server; the rest does not arrive. */
	cutAfter(bytes: number): void;
	/** The next connections are refused, or not any more. */
	refuse(on: boolean): void;
	/** Nothing gets through any more in what is open, and nothing says so. */
	swallow(): void;
	stop(): Promise<void>;
}

/** @param port of the server's plain WebSocket */
export async function cutter(port: number, path = 'xmpp-websocket'): Promise<Cutter> {
	const pairs = new Set<readonly [Socket, Socket]>();
	let left = Number.POSITIVE_INFINITY;
	let isRefusing = false;
	let isSwallowing = false;
	let connections = 0;
	const cut = () => {
		left = Number.POSITIVE_INFINITY;
		for (const pair of pairs) for (const socket of pair) socket.destroy();
		pairs.clear();
	};
	const server = createServer((client) => {
		if (isRefusing) return void client.destroy();
		connections++;
		isSwallowing = false;
		const upstream = connect(port, '127.0.0.1');
		pairs.add([client, upstream]);
		client.on('data', (bytes) => {
			if (isSwallowing) return;
			const passed = bytes.subarray(0, left);
			left -= passed.length;
			upstream.write(passed, () => left <= 0 && cut());
		});
		upstream.on('data', (bytes) => !isSwallowing && client.write(bytes));
		for (const [socket, other] of [
			[client, upstream],
			[upstream, client],
		] as const) {
			socket.on('close', () => other.destroy());
			socket.on('error', () => other.destroy()); // one end is gone, as it happens on the way
		}
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`,
		get connections() {
			return connections;
		},
		cut,
		cutAfter(bytes) {
			left = bytes;
		},
		refuse(on) {
			isRefusing = on;
		},
		swallow() {
			isSwallowing = true;
		},
		async stop() {
			const closed = once(server, 'close');
			server.close();
			cut();
			await closed;
		},
	};
}
