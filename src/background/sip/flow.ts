/** One WebSocket after another to a SIP server (RFC 7118), as JsSIP wants a socket: text in, text out. */
import type { Socket } from 'jssip';

/** How a WebSocket ended. */
export interface FlowEnd {
	/** It had been open. */
	readonly wasOpen: boolean;
	/** Of the close event; 0 when it was given up after silence. */
	readonly code: number;
}

/** What the owner of a flow hears; JsSIP hears the same by its own callbacks. */
export interface FlowListener {
	opened(): void;
	ended(end: FlowEnd): void;
	received(text: string): void;
	/** A message that is about to go out; what comes back goes out. */
	sending(text: string): string;
	/** A message that came in; what comes back is given to JsSIP. */
	reading(text: string): string;
	/** A message was dropped: too long, no text, or nothing that JsSIP can read. */
	dropped(cause: unknown): void;
}

/** A WebSocket that is not open after this, in ms, is given up. */
const OPEN_WITHIN = 10_000;
/** Longer than any SIP message that makes sense here, in UTF-16 units. */
const LONGEST_MESSAGE = 256 * 1024;

/**
 * JsSIP's transport keeps its callbacks on the socket when that closes. So a flow comes back by itself: `open` whenever
 * its owner wants, and JsSIP goes on with the same dialogs. JsSIP's own reconnecting is not needed, nor ever reached.
 */
export class Flow implements Socket {
	readonly url: string;
	readonly sip_uri: string;
	via_transport: string;
	onconnect: Socket['onconnect'] = () => {};
	ondisconnect: Socket['ondisconnect'] = () => {};
	ondata: Socket['ondata'] = () => {};
	readonly #listener: FlowListener;
	#socket: WebSocket | null = null;
	#isOpen = false;
	#openTimer: ReturnType<typeof setTimeout> | undefined;

	constructor(url: URL, listener: FlowListener) {
		this.url = url.href;
		// RFC 7118 §5.2.2: the transport of SIP over `wss:` is `WSS` in a Via and `ws` in a URI.
		this.via_transport = url.protocol === 'wss:' ? 'WSS' : 'WS';
		this.sip_uri = `sip:${url.host};transport=ws`;
		this.#listener = listener;
	}

	/** Opens a WebSocket, in place of the one that is there. The owner hears `opened` or `ended`. */
	open(): void {
		this.drop();
		const socket = new WebSocket(this.url, 'sip'); // RFC 7118 §4.1: the subprotocol must be asked for
		socket.binaryType = 'arraybuffer';
		this.#socket = socket;
		this.#openTimer = setTimeout(() => this.end(0), OPEN_WITHIN);
		socket.onopen = () => this.#opened();
		socket.onmessage = ({ data }) => this.#received(data);
		socket.onclose = ({ code }) => this.end(code);
		socket.onerror = () => {}; // what happened is told by the close event, which follows
	}

	/** Ends the WebSocket as if the network had; JsSIP and the owner are told. */
	end(code: number): void {
		const wasOpen = this.#isOpen;
		if (!this.#forget()) return;
		if (wasOpen) this.ondisconnect(true, code, '');
		this.#listener.ended({ wasOpen, code });
	}

	/** Ends the WebSocket; only JsSIP is told. */
	drop(): void {
		const wasOpen = this.#isOpen;
		if (this.#forget() && wasOpen) this.ondisconnect(true, 0, '');
	}

	/** JsSIP's wish to connect comes once, when the user agent starts. */
	connect(): void {
		if (!this.#socket) this.open();
	}

	disconnect(): void {
		this.#forget();
	}

	isConnected(): boolean {
		return this.#socket?.readyState === WebSocket.OPEN;
	}

	isConnecting(): boolean {
		return this.#socket?.readyState === WebSocket.CONNECTING;
	}

	/** False when there is no open WebSocket. */
	send(message: string | ArrayBufferLike | Blob | ArrayBufferView): boolean {
		if (!this.isConnected() || typeof message !== 'string') return false;
		this.#socket?.send(this.#listener.sending(message));
		return true;
	}

	#opened(): void {
		clearTimeout(this.#openTimer);
		this.#isOpen = true;
		this.#listener.opened();
		this.onconnect();
	}

	#received(data: unknown): void {
		const text = typeof data === 'string' ? data : textOf(data);
		if (text === null || text.length > LONGEST_MESSAGE) {
			this.#listener.dropped(new RangeError('no text, or too long'));
			return;
		}
		this.#listener.received(text);
		try {
			this.ondata(this.#listener.reading(text));
		} catch (cause) {
			// JsSIP throws on some messages that are no SIP; the next one may be fine.
			this.#listener.dropped(cause);
		}
	}

	/** True if there was a WebSocket. It is closed, and will not be heard of again. */
	#forget(): boolean {
		const socket = this.#socket;
		clearTimeout(this.#openTimer);
		this.#socket = null;
		this.#isOpen = false;
		if (!socket) return false;
		socket.onopen = socket.onmessage = socket.onclose = null;
		socket.close();
		return true;
	}
}

/** RFC 7118 §5.1 allows binary frames; RFC 3261 §7: SIP is text in UTF-8. Null for what is none. */
function textOf(data: unknown): string | null {
	if (!(data instanceof ArrayBuffer)) return null;
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(data);
	} catch {
		return null;
	}
}
