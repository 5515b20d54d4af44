/**
 * What goes out, and what is known of its arrival (XEP-0198), across the streams of a session. Two rules make the stored
 * state exact at every moment, so that another document can resume from it:
 * - a stanza is in the stored state before it is on the wire;
 * - what we acknowledge is in the stored state before the acknowledgement is on the wire.
 */
import { AppError } from '../../shared/errors.ts';
import { oneAfterAnother } from './one-after-another.ts';
import type { StreamState } from './session.ts';
import type { Stream } from './stream.ts';
import {
	acknowledgement,
	acknowledgementRequest,
	type Managed,
	readCount,
	type Sent,
	withAcknowledged,
	withHandled,
	withSent,
} from './xeps/xep-0198-stream-management.ts';
import type { Element } from './xml.ts';

export interface DeliveryOptions {
	/** Resolves when it is on disk. Null: there is nothing to resume. */
	readonly save: (state: StreamState | null) => Promise<void>;
	/** More that belongs into the stored state. */
	readonly extra: () => StreamState;
	/** The server has these, by their ids. */
	readonly arrived: (ids: readonly string[]) => void;
	/** Something was sent that the server has to answer. */
	readonly expectAnswer: () => void;
	/** Asks the server for any answer at all (XEP-0199): without stream management, it shows that all before it arrived. */
	readonly ask: () => Promise<unknown>;
	/** The stored state cannot be kept, or the server counts wrongly. */
	readonly fail: (cause: unknown) => void;
}

export interface SendOptions {
	/** Told to `arrived`. */
	readonly id?: string;
	/** To be sent again on another stream if this one is lost for good. */
	readonly again?: boolean;
}

export class Delivery {
	readonly #options: DeliveryOptions;
	readonly #save: () => Promise<void>;
	#managed: Managed | null = null;
	#stream: Stream | null = null;
	#unsent: Sent[] = [];
	#isPumping = false;
	#drained: Promise<void> = Promise.resolve();
	#isOver = false;
	/** The stream was resumed in vain that often. */
	#doubts = 0;

	constructor(options: DeliveryOptions) {
		this.#options = options;
		this.#save = oneAfterAnother(() => options.save(this.#snapshot()));
	}

	get isConnected(): boolean {
		return this.#stream !== null;
	}

	/** What to resume from; null if there is nothing. */
	get resumable(): Managed | null {
		return this.#managed?.id && this.#doubts < 2 ? this.#managed : null;
	}

	/** Resolves when all is stored: before telling the server, by resuming, what was handled. */
	store(): Promise<void> {
		return this.#save();
	}

	/** A state that was stored by another document. */
	restore(managed: Managed): void {
		this.#managed = managed;
	}

	/**
	 * A new stream: nothing that was sent on another counts. Gives what that leaves to be sent again.
	 * @param h how many of ours the server had of the old one (§5); null if it does not say
	 */
	async start(stream: Stream, managed: Managed | null, h: number | null): Promise<readonly Sent[]> {
		const last = this.#managed && h !== null ? withAcknowledged(this.#managed, h) : null;
		if (last) this.#tell(last.stanzas);
		const queue = (last?.state ?? this.#managed)?.queue ?? [];
		const left = [...queue, ...this.#unsent].filter(({ again }) => again);
		this.#unsent = [];
		this.#managed = managed;
		this.#doubts = 0;
		await this.#begin(stream);
		return left;
	}

	/** The old stream on a new connection: the server has `h` of ours (§5), the others are sent again. */
	async resume(stream: Stream, h: number): Promise<void> {
		this.acknowledged(h);
		// §5: "Both parties SHOULD retransmit any stanzas that were not handled during the previous session".
		await this.#begin(stream);
		this.#askForAcknowledgement();
	}

	/** It was resumed and then never answered anything, twice, or once for `certain`: begin another. */
	doubt(certain: boolean): void {
		this.#doubts += certain ? 2 : 1;
		if (!this.resumable) this.#unsent = this.#unsent.filter(({ again }) => again);
	}

	/** The connection is gone; what is sent now waits for the stream to be resumed, if it can be. */
	pause(): void {
		this.#stream = null;
		if (!this.resumable) this.#unsent = this.#unsent.filter(({ again }) => again);
	}

	/** Whether it is taken: on its way, or waiting for the stream to be resumed. */
	send(stanza: Element | string, { id = '', again = false }: SendOptions = {}): boolean {
		if (this.#isOver || !(this.#stream || this.resumable)) return false;
		this.#unsent.push({ xml: String(stanza), id, again });
		this.#pump();
		return true;
	}

	/** One more stanza was handled, with all that this means. */
	handled(): void {
		if (this.#managed) this.#managed = withHandled(this.#managed);
	}

	/** `<r/>`, `<a/>`. */
	take(element: Element): void {
		const { name } = element;
		const h = name === 'a' ? readCount(element) : null;
		if (h !== null) {
			this.#doubts = 0;
			this.acknowledged(h);
		}
		if (name === 'r') void this.#acknowledge();
	}

	/** The server handled that many of ours. */
	acknowledged(h: number): void {
		if (!this.#managed) return;
		const result = withAcknowledged(this.#managed, h);
		if (!result) {
			this.doubt(true); // nobody knows what arrived but the archive
			this.#options.fail(new AppError('server-error', { detail: 'XEP-0198 h' }));
			return;
		}
		this.#managed = result.state;
		this.#tell(result.stanzas);
	}

	/** Asks for an answer: is the other side there? */
	check(): void {
		if (this.#managed) this.#askForAcknowledgement();
		else if (this.#stream) void this.#askInstead([]);
	}

	/** Tells the server all that was handled, drops the stored state; nothing is sent or stored any more. */
	async finish(): Promise<void> {
		// Who adds a contact and signs out has asked.
		if (this.#stream) await this.#drained;
		this.#isOver = true;
		const { handled } = this.#managed ?? {};
		this.#managed = null;
		await this.#save();
		// §1.5.2 of its history, §4: what we did not acknowledge would be delivered again, or come back to its sender.
		if (handled !== undefined) this.#stream?.send(acknowledgement(handled));
		this.#stream = null;
	}

	#pump(): void {
		if (!this.#isPumping) this.#drained = this.#drain();
	}

	async #drain(): Promise<void> {
		this.#isPumping = true;
		try {
			while (this.#unsent.length > 0 && !this.#isOver) await this.#sendAll();
		} catch (cause) {
			this.#options.fail(cause);
		} finally {
			this.#isPumping = false;
		}
	}

	async #sendAll(): Promise<void> {
		const stream = this.#stream;
		const stanzas = this.#unsent.splice(0);
		if (this.#managed) {
			this.#managed = withSent(this.#managed, ...stanzas);
			await this.#save();
		}
		// Without a stream they wait in the queue; on one that ended meanwhile, nothing happens by this.
		if (!stream) return;
		stream.send(...stanzas.map(({ xml }) => xml));
		if (this.#managed) this.#askForAcknowledgement();
		else if (stanzas.some(({ id }) => id)) void this.#askInstead(stanzas);
	}

	#askForAcknowledgement(): void {
		if (!this.#stream || !this.#managed) return;
		this.#stream.send(acknowledgementRequest());
		this.#options.expectAnswer();
	}

	/** RFC 6120 §10.1: a server handles the stanzas of a client in their order. */
	async #askInstead(stanzas: readonly Sent[]): Promise<void> {
		const answer = this.#options.ask();
		this.#options.expectAnswer();
		// An error is an answer too (XEP-0199 §4.2); no answer tells nothing.
		const isAnswered = await answer.then(
			() => true,
			(cause: unknown) => cause instanceof AppError && cause.code === 'refused',
		);
		if (isAnswered) this.#tell(stanzas);
	}

	async #acknowledge(): Promise<void> {
		const stream = this.#stream;
		const managed = this.#managed;
		if (!managed) return;
		try {
			await this.#save();
			if (stream === this.#stream) stream?.send(acknowledgement(managed.handled));
		} catch (cause) {
			this.#options.fail(cause);
		}
	}

	/** From now on the stream is used, beginning with what the server does not have of it. */
	async #begin(stream: Stream): Promise<void> {
		let saved: Managed | null;
		do {
			saved = this.#managed;
			await this.#save();
		} while (this.#managed?.queue !== saved?.queue); // what was added meanwhile may not be stored yet
		this.#stream = stream;
		stream.send(...(this.#managed?.queue ?? []).map(({ xml }) => xml));
		this.#pump();
	}

	#tell(stanzas: readonly Sent[]): void {
		const ids = stanzas.map(({ id }) => id).filter((id) => id !== '');
		if (ids.length > 0) this.#options.arrived(ids);
	}

	#snapshot(): StreamState | null {
		return this.#isOver ? null : { ...this.#options.extra(), managed: this.resumable };
	}
}
