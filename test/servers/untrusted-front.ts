/** TLS with a certificate that nobody signed, in front of a plain port. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import type { KeyPair } from './certificates.ts';

/** Forwards `port` (TLS) to `target` (plain). Gives what stops it. */
export async function untrustedFront(
	port: number,
	target: number,
	{ certificate, key }: KeyPair,
): Promise<() => Promise<void>> {
	const open = new Set<TLSSocket>();
	const server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (socket) => {
		const inner = connect(target, '127.0.0.1');
		open.add(socket.once('close', () => open.delete(socket)));
		// Either end may go at any time, by an error too: the other goes with it, and nobody needs to hear of it.
		for (const [end, other] of [
			[socket, inner],
			[inner, socket],
		] as const) {
			end.on('error', () => end.destroy()).on('close', () => other.destroy());
			end.pipe(other);
		}
	});
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	return async () => {
		const closed = once(server, 'close');
		server.close();
		for (const socket of open) socket.destroy();
		await closed;
	};
}
