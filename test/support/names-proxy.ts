/** A CONNECT proxy (RFC 9110 §9.3.6) that leads port 443 of the test names to the web server of the tests, and nothing else. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream';

export async function namesProxy(webPort: number): Promise<{ readonly port: number; close(): Promise<void> }> {
	const open = new Set<Socket>();
	const server = createServer((_, response) => response.writeHead(405).end());
	server.on('connect', (request, socket: Socket) => {
		open.add(socket.once('close', () => open.delete(socket)));
		if (!/(^|\.)example\.test:443$/.test(request.url ?? '')) {
			socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
			return;
		}
		const web = connect(webPort, '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
			pipeline(web, socket, () => socket.destroy());
			pipeline(socket, web, () => web.destroy());
		});
		web.on('error', () => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		port: (server.address() as AddressInfo).port,
		async close() {
			const closed = once(server, 'close');
			server.close();
			for (const socket of open) socket.destroy();
			await closed;
		},
	};
}
