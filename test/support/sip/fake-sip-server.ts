/** The far end of every WebSocket that is opened meanwhile: SIP text in, SIP text out, under the test's control. */
import { type ResponseOptions, readSip, respond, type SipText } from './sip-text.ts';

export class FakeSocket {
	static readonly CONNECTING = 0;
	static readonly OPEN = 1;
	static readonly CLOSED = 3;
	readonly url: string;
	readonly protocol: string;
	/** All that was sent, as it was. */
	readonly sent: string[] = [];
	readyState: number = FakeSocket.CONNECTING;
	binaryType = 'blob';
	onopen: (() => void) | null = null;
	onmessage: ((event: { data: unknown }) => void) | null = null;
	onclose: ((event: { code: number }) => void) | null = null;

	constructor(url: string, protocol: string) {
		this.url = url;
		this.protocol = protocol;
	}

	send(text: string): void {
		if (this.readyState !== FakeSocket.OPEN) throw new Error('not open');
		this.sent.push(text);
		this.onsent(text);
	}

	/** The test's. */
	onsent: (text: string) => void = () => {};

	close(): void {
		this.readyState = FakeSocket.CLOSED;
	}

	/** The server takes the connection. */
	accept(): void {
		this.readyState = FakeSocket.OPEN;
		this.onopen?.();
	}

	receive(data: unknown): void {
		this.onmessage?.({ data });
	}

	/** The connection is refused, or breaks. */
	fail(code = 1006): void {
		this.readyState = FakeSocket.CLOSED;
		this.onclose?.({ code });
	}

	answer(request: SipText, status: string, options?: ResponseOptions): void {
		this.receive(respond(request, status, options));
	}

	/** The requests and responses that were sent, without pings. */
	get messages(): SipText[] {
		return this.sent.filter((text) => text.trim() !== '').map(readSip);
	}

	/** The newest request of a method. Throws when there is none. */
	request(method: string): SipText {
		const found = this.messages.findLast((message) => message.method === method);
		if (!found) throw new Error(`no ${method} was sent`);
		return found;
	}

	/** The statuses that were answered to requests of a method, in order. */
	statuses(method: string): number[] {
		return this.messages
			.filter(({ status, header }) => status > 0 && header('cseq').endsWith(` ${method}`))
			.map(({ status }) => status);
	}
}

export interface FakeSipServer {
	/** Every WebSocket since the start, oldest first. */
	readonly sockets: readonly FakeSocket[];
	/** The newest one. Throws when there is none. */
	latest(): FakeSocket;
	restore(): void;
}

/** Puts itself in place of `globalThis.WebSocket`. */
export function installFakeSipServer(): FakeSipServer {
	const before = globalThis.WebSocket;
	const sockets: FakeSocket[] = [];
	class Socket extends FakeSocket {
		constructor(url: string, protocol: string) {
			super(url, protocol);
			sockets.push(this);
		}
	}
	Object.assign(globalThis, { WebSocket: Socket });
	return {
		sockets,
		latest() {
			const newest = sockets.at(-1);
			if (!newest) throw new Error('no WebSocket was opened');
			return newest;
		},
		restore: () => void Object.assign(globalThis, { WebSocket: before }),
	};
}
