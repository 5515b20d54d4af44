/** A UDP port that swallows everything: a STUN or TURN server that is dead (a closed port would refuse at once). */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** Gives what stops it. */
export async function blackHole(port: number): Promise<() => Promise<void>> {
	const socket = createSocket('udp4');
	socket.bind(port, '127.0.0.1');
	await once(socket, 'listening');
	return () => new Promise((resolve) => socket.close(() => resolve()));
}
