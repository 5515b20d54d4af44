/**
 * Why a WebSocket could not be opened, as far as a browser lets one know: it says "failed" for everything. Shared by both
 * protocols. What tells the causes apart, in Chromium and in Firefox alike:
 * - a `fetch` of the same host and port that is answered: name, network and certificate are good, there is no WebSocket;
 * - close code 1015 (Firefox only): TLS failed;
 * - a TURN server at the same host and port over TCP: ICE gathers to the end at once if TCP cannot connect, so if it goes
 *   on waiting, it was TLS that failed;
 * - a STUN server at the same host: ICE gathers to the end at once if the name cannot be resolved.
 * Nothing is asked of any host but the endpoint's.
 */
import type { Reason } from '../shared/errors.ts';

export type EndpointProblem = Extract<
	Reason,
	'unknown-host' | 'certificate-refused' | 'no-websocket' | 'unreachable' | 'browser-offline'
>;

/** What the browser does for a probe; to be replaced in tests. */
export interface ProbeTools {
	isOnline(): boolean;
	/** Without it a refused certificate, an unknown host and a refused connection are all `unreachable`. */
	hasWebRtc(): boolean;
	/** As `fetch` does: rejects when there is no answer. */
	fetch(url: string, init: RequestInit): Promise<unknown>;
	/** Whether ICE with this server gathered to the end within `GATHERING_AT_ONCE` ms, and found the server to be at fault. */
	givesUpOn(iceServer: string): Promise<boolean>;
}

/** How long an answer to the `fetch` may take, in ms. */
const ANSWER_WITHIN = 4_000;
/** Chromium gives up on a refused or unknown server after about 120 ms, Firefox after 30; on a silent one after 9,500. */
const GATHERING_AT_ONCE = 1_500;
/** RFC 6455 §7.4.1: the connection was closed due to a failure to perform a TLS handshake. */
const TLS_FAILED = 1015;

/**
 * `url` when it may be used: `wss:`, or `ws:` to this machine. Else the reason why not: `insecure-address` for another
 * `ws:`, `no-websocket` for what is no WebSocket address at all.
 */
export function checkEndpoint(
	endpoint: string,
): { readonly url: URL } | { readonly reason: 'insecure-address' | 'no-websocket' } {
	const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
	if (!url || (url.protocol !== 'wss:' && url.protocol !== 'ws:')) return { reason: 'no-websocket' };
	if (url.protocol === 'ws:' && !isLoopback(url.hostname)) return { reason: 'insecure-address' };
	return { url };
}

/**
 * What is wrong with an endpoint whose WebSocket has just failed to open.
 * @param closeCode of the WebSocket's close event; 0 when it was given up after silence.
 */
export async function probeEndpoint(url: URL, closeCode: number, tools = browserTools): Promise<EndpointProblem> {
	if (!tools.isOnline()) return 'browser-offline';
	if (closeCode === 0) return 'unreachable';
	if (closeCode === TLS_FAILED) return 'certificate-refused';
	const fetched = await answersHttp(url, tools);
	if (fetched === 'answers') return 'no-websocket';
	if (fetched === 'silent' || !tools.hasWebRtc()) return 'unreachable';
	const host = `${url.hostname}:${url.port || (url.protocol === 'wss:' ? '443' : '80')}`;
	const [noConnection, noAddress] = await Promise.all([
		tools.givesUpOn(`turn:${host}?transport=tcp`),
		isLoopback(url.hostname) ? false : tools.givesUpOn(`stun:${host}`),
	]);
	if (noConnection) return noAddress ? 'unknown-host' : 'unreachable';
	return url.protocol === 'wss:' ? 'certificate-refused' : 'no-websocket';
}

/** RFC 6761 §6.3, RFC 1122 §3.2.1.3, RFC 4291 §2.5.3; a URL's host is in its canonical form. */
function isLoopback(hostname: string): boolean {
	return (
		hostname === 'localhost' ||
		hostname.endsWith('.localhost') ||
		hostname === '[::1]' ||
		/^127(\.\d+){3}$/.test(hostname)
	);
}

async function answersHttp(url: URL, tools: ProbeTools): Promise<'answers' | 'silent' | 'fails'> {
	const signal = AbortSignal.timeout(ANSWER_WITHIN);
	try {
		const { href } = Object.assign(new URL(url), { protocol: url.protocol === 'wss:' ? 'https:' : 'http:' });
		await tools.fetch(href, {
			mode: 'no-cors',
			cache: 'no-store',
			credentials: 'omit',
			referrerPolicy: 'no-referrer',
			signal,
		});
		return 'answers';
	} catch {
		return signal.aborted ? 'silent' : 'fails';
	}
}

const browserTools: ProbeTools = {
	isOnline: () => globalThis.navigator?.onLine !== false,
	hasWebRtc: () => typeof RTCPeerConnection !== 'undefined',
	fetch: (url, init) => fetch(url, init),
	givesUpOn,
};

async function givesUpOn(urls: string): Promise<boolean> {
	// TURN wants a name and a password; whatever answers here does not come to asking for them.
	const connection = new RTCPeerConnection({ iceServers: [{ urls, username: 'probe', credential: 'probe' }] });
	let isAtFault = false;
	connection.addEventListener('icecandidateerror', () => {
		isAtFault = true;
	});
	const gathered = new Promise<boolean>((resolve) => {
		connection.addEventListener('icegatheringstatechange', () => {
			if (connection.iceGatheringState === 'complete') resolve(true);
		});
		setTimeout(() => resolve(false), GATHERING_AT_ONCE);
	});
	try {
		connection.createDataChannel('probe');
		await connection.setLocalDescription(await connection.createOffer());
		return (await gathered) && isAtFault;
	} finally {
		connection.close();
	}
}
