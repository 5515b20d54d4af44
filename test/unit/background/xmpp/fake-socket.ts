/** A WebSocket whose other end is the test. */
export class FakeSocket extends EventTarget {
	readonly sent: string[] = [];
	readyState = 1;
	protocol = 'xmpp';

	send(text: string): void {
		this.sent.push(text);
	}

	/** The browser tells it later; here at once. */
	close(): void {
		this.lose(1000);
	}

	receive(...frames: unknown[]): void {
		for (const data of frames) this.dispatchEvent(Object.assign(new Event('message'), { data }));
	}

	open(): void {
		this.readyState = 1;
		this.dispatchEvent(new Event('open'));
	}

	lose(code = 1006): void {
		if (this.readyState === 3) return;
		this.readyState = 3;
		this.dispatchEvent(Object.assign(new Event('close'), { code }));
	}

	/** What was sent since the last time. */
	taken(): string[] {
		return this.sent.splice(0);
	}

	asWebSocket(): WebSocket {
		return this as unknown as WebSocket;
	}
}
