/** From an account's address to an open WebSocket. */
import { AppError } from '../../shared/errors.ts';
import { checkEndpoint, probeEndpoint } from '../endpoint-probe.ts';
import { findEndpoints } from './xeps/xep-0156-discovery.ts';

/** How long a WebSocket may take to open, in ms. */
export const OPEN_WITHIN = 15_000;
/** What a failed WebSocket says in every browser (RFC 6455 §7.4.1): that it says nothing. */
const NO_REASON = 1006;

export interface OpenSocket {
	readonly socket: WebSocket;
	readonly url: URL;
}

/**
 * Opens the first endpoint of a domain that opens. Throws AppError with the reason why there is none.
 * @param typed an endpoint to be used instead of those that the domain names; empty: none
 */
export async function connect(domain: string, typed: string, signal: AbortSignal): Promise<OpenSocket> {
	const endpoints = typed ? [typed] : await findEndpoints(domain, signal);
	let problem: unknown;
	for (const endpoint of endpoints) {
		try {
			return await openSocket(endpoint, signal);
		} catch (cause) {
			problem ??= cause;
		}
	}
	throw problem ?? new AppError(await probeEndpoint(new URL(`wss://${domain}`), NO_REASON), { detail: domain });
}

async function openSocket(endpoint: string, signal: AbortSignal): Promise<OpenSocket> {
	const checked = checkEndpoint(endpoint);
	if ('reason' in checked) throw new AppError(checked.reason, { detail: endpoint });
	const { url } = checked;
	signal.throwIfAborted();
	const socket = new WebSocket(url, 'xmpp');
	const closeCode = await opened(socket, signal);
	signal.throwIfAborted();
	if (closeCode !== null) throw new AppError(await probeEndpoint(url, closeCode), { detail: url.host });
	// RFC 7395 §3.1: the server MUST agree to the subprotocol, or it is no XMPP server.
	if (socket.protocol === 'xmpp') return { socket, url };
	socket.close();
	throw new AppError('no-websocket', { detail: url.host });
}

/** Null once it is open; else the close code, 0 for silence. */
function opened(socket: WebSocket, signal: AbortSignal): Promise<number | null> {
	return new Promise((resolve) => {
		const finish = (closeCode: number | null) => {
			clearTimeout(timer);
			signal.removeEventListener('abort', giveUp);
			if (closeCode !== null) socket.close();
			resolve(closeCode);
		};
		const giveUp = () => finish(0);
		const timer = setTimeout(giveUp, OPEN_WITHIN);
		signal.addEventListener('abort', giveUp);
		socket.addEventListener('open', () => finish(null));
		socket.addEventListener('close', ({ code }) => finish(code));
		socket.addEventListener('error', () => {}); // the close event follows, and tells as much
	});
}
