/** Free loopback ports that no parallel run takes, and that stay ours while a server is down. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

const FIRST = 20_000;
const BLOCK = 40;
// Below 32,768, where the kernel takes the ports of outgoing connections from: none of these can sit on a stopped server's port.
const BLOCKS = 300;

export interface Ports {
	/** A port of the block that is free for TCP and UDP. */
	next(): Promise<number>;
	/** `length` consecutive ports, the first one given; for TURN relays. Not tried for being free. */
	range(length: number): number;
	release(): void;
}

/** Reserves a block of ports for one set of servers. */
export async function reservePorts(): Promise<Ports> {
	const start = Math.floor(Math.random() * BLOCKS);
	for (let tried = 0; tried < BLOCKS; tried++) {
		const first = FIRST + ((start + tried) % BLOCKS) * BLOCK;
		const lock = await lockBlock(first);
		if (lock) return portsOf(first, lock);
	}
	throw new Error('every block of ports is taken');
}

function portsOf(first: number, lock: Server): Ports {
	let upTo = first;
	const take = (length: number) => {
		const port = upTo;
		upTo += length;
		if (upTo > first + BLOCK) throw new Error('the block of ports is used up');
		return port;
	};
	return {
		async next() {
			for (;;) {
				const port = take(1);
				if (await isFree(port)) return port;
			}
		},
		range: take,
		release: () => lock.close(),
	};
}

/** A name in the abstract socket namespace is the lock: the kernel gives it back even after a crash. */
async function lockBlock(first: number): Promise<Server | undefined> {
	const server = createServer();
	if (!(await succeeds(server, () => server.listen(`\0twinline-ports-${first}`)))) return undefined;
	return server.unref();
}

async function isFree(port: number): Promise<boolean> {
	const tcp = createServer();
	const udp = createSocket('udp4');
	const isTcpFree = await succeeds(tcp, () => tcp.listen(port, '127.0.0.1'));
	const isUdpFree = await succeeds(udp, () => udp.bind(port, '127.0.0.1'));
	if (isTcpFree) await new Promise((resolve) => tcp.close(resolve));
	if (isUdpFree) await new Promise<void>((resolve) => udp.close(resolve));
	return isTcpFree && isUdpFree;
}

/** True when `listening` follows, false when the address is in use. */
async function succeeds(socket: NodeJS.EventEmitter, listen: () => void): Promise<boolean> {
	const listening = once(socket, 'listening');
	listen();
	try {
		await listening;
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
		throw error;
	}
}
