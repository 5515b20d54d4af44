/** Does a server answer? Each resolves if it does, and rejects if not. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { connect } from 'node:net';

const PATIENCE = 2_000;

/** A TCP connection is accepted. */
export async function acceptsTcp(port: number): Promise<void> {
	const socket = connect({ port, host: '127.0.0.1', signal: AbortSignal.timeout(PATIENCE) });
	try {
		await once(socket, 'connect');
	} finally {
		socket.destroy();
	}
}

/** Any answer but a server error. */
export async function answersHttp(url: string, options: https.RequestOptions = {}): Promise<void> {
	const { get } = url.startsWith('https:') ? https : http;
	const request = get(url, { ...options, agent: false, signal: AbortSignal.timeout(PATIENCE) });
	const [response] = (await once(request, 'response')) as [http.IncomingMessage];
	response.resume();
	if ((response.statusCode ?? 500) >= 500) throw new Error(`${url}: ${response.statusCode}`);
}

/** Sends one UDP datagram and gives the first that comes back. */
export async function askUdp(port: number, question: Uint8Array): Promise<Buffer> {
	const socket = createSocket('udp4');
	try {
		socket.connect(port, '127.0.0.1');
		await once(socket, 'connect');
		const answer = once(socket, 'message', { signal: AbortSignal.timeout(PATIENCE) });
		socket.send(question);
		return (await answer)[0] as Buffer;
	} finally {
		socket.close();
	}
}
