/**
 * RFC 7395: an XMPP stream over one WebSocket. Elements are read one by one and in order, so that whoever reads decides
 * when the next is taken. Not @xmpp/connection: that hands elements out as events, to be handled side by side, carries
 * half a frame over into the next, and follows see-other-host to anywhere.
 */
import { AppError } from '../../shared/errors.ts';
import { childText, type Element, el, firstChild, parseElement } from './xml.ts';

const NS_FRAMING = 'urn:ietf:params:xml:ns:xmpp-framing';
const NS_STREAMS = 'http://etherx.jabber.org/streams';
const NS_ERRORS = 'urn:ietf:params:xml:ns:xmpp-streams';
/** How long the server has to say goodbye, in ms. */
export const GOODBYE_WITHIN = 2_000;

export interface Stream {
	/** Opens it, at first and after signing in (RFC 6120 §6.4.6), and gives the server's features. */
	open(): Promise<Element>;
	/** The next element; rejects with what ended the stream once all that came before was read. One reader at a time. */
	read(): Promise<Element>;
	/** In this order; nothing happens once it has ended. */
	send(...elements: readonly (Element | string)[]): void;
	/** Called from now on with whatever arrives, before it is read. */
	onArrival(listener: (element: Element) => void): void;
	/** Says goodbye and waits a moment for the server to do so. */
	close(): Promise<void>;
	/** Ends it without goodbye: what was not read yet is forgotten, `read` rejects with `cause`. */
	end(cause: unknown): void;
}

/** How it is opened. */
export interface StreamOptions {
	readonly domain: string;
	/** Bare JID; RFC 6120 §4.7.1: only where the channel is confidential. Empty: not said. */
	readonly from: string;
}

/** A stream over a socket that is open. */
export function streamOver(socket: WebSocket, { domain, from }: StreamOptions): Stream {
	const unread: Element[] = [];
	let reader: { resolve(element: Element): void; reject(cause: unknown): void } | null = null;
	let heard = (_: Element) => {};
	let ended: { readonly cause: unknown } | null = null;

	const finish = (cause: unknown) => {
		ended ??= { cause };
		reader?.reject(ended.cause);
	};
	const end = (cause: unknown) => {
		if (ended) return;
		unread.length = 0;
		finish(cause);
		socket.close();
	};
	const take = (element: Element) => {
		if (reader) reader.resolve(element);
		else unread.push(element);
		reader = null;
	};
	const read = () => {
		const next = unread.shift();
		if (next) return Promise.resolve(next);
		if (ended) return Promise.reject(ended.cause);
		return new Promise<Element>((resolve, reject) => {
			reader = { resolve, reject };
		});
	};
	const send = (...elements: readonly (Element | string)[]) => {
		if (socket.readyState === 1) for (const element of elements) socket.send(String(element));
	};
	socket.addEventListener('message', ({ data }: MessageEvent) => {
		if (ended) return;
		const element = elementOf(data);
		if (element) heard(element);
		const cause = element && streamEnd(element);
		if (cause) {
			send(el('close', { xmlns: NS_FRAMING }));
			finish(cause); // what came before is still to be read
			socket.close();
		} else if (element) take(element);
	});
	socket.addEventListener('close', () => finish(new AppError('lost')));

	return {
		read,
		send,
		end,
		onArrival(listener) {
			heard = listener;
		},
		async open() {
			// RFC 7395 §3.4; §3.3.2: no namespace is inherited from it, so each element declares its own.
			const header = { xmlns: NS_FRAMING, to: domain, from: from || undefined, version: '1.0', 'xml:lang': 'en' };
			send(el('open', header));
			const answer = await read();
			if (!answer.is('open', NS_FRAMING)) throw new AppError('no-websocket', { detail: answer.name });
			const features = await read();
			if (!features.is('features', NS_STREAMS)) throw new AppError('server-error', { detail: features.name });
			return features;
		},
		async close() {
			// §3.6: either side closes the stream with <close/>, the other answers with the same, then the socket goes.
			send(el('close', { xmlns: NS_FRAMING }));
			await closed(socket);
			end(new AppError('lost'));
		},
	};
}

/**
 * Whatever is no XML is no reason to lose the stream. What looks like a stanza was counted by the server (XEP-0198), so
 * it becomes one that says nothing.
 */
function elementOf(data: unknown): Element | null {
	if (typeof data !== 'string') return null;
	const stanza = /^<(message|presence|iq)\b/.exec(data)?.[1];
	return parseElement(data) ?? (stanza ? el(stanza, { xmlns: 'jabber:client' }) : null);
}

/** What an element means for the stream, if it ends it. */
function streamEnd(element: Element): AppError | null {
	if (element.is('close', NS_FRAMING)) return new AppError('lost');
	if (!element.is('error', NS_STREAMS)) return null;
	const condition = firstChild(element)?.getName() ?? '';
	const detail = childText(element, 'text', NS_ERRORS) || condition;
	return new AppError(reasonOf(condition), { detail });
}

/** RFC 6120 §4.9.3. */
function reasonOf(condition: string): 'replaced' | 'unknown-host' | 'lost' | 'server-error' {
	if (condition === 'conflict') return 'replaced';
	if (condition === 'host-unknown' || condition === 'host-gone') return 'unknown-host';
	if (condition === 'system-shutdown' || condition === 'connection-timeout' || condition === 'reset') return 'lost';
	return 'server-error';
}

function closed(socket: WebSocket): Promise<void> {
	if (socket.readyState === 3) return Promise.resolve();
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, GOODBYE_WITHIN);
		socket.addEventListener('close', () => {
			clearTimeout(timer);
			resolve();
		});
	});
}
