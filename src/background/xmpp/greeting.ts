/** What is done after each sign-in, in the order of RFC 6121 §4.2.2: roster, presence, and only then messages. */
import type { OwnPresence } from '../../shared/state.ts';
import type { Parts } from './parts.ts';
import { ownPresence } from './rfc-6121-presence.ts';
import type { Begun } from './running-stream.ts';
import type { Element } from './xml.ts';

export class Greeting {
	readonly #parts: Parts;
	#presence: OwnPresence;
	/** The server knows our presence on this stream. */
	#isAnnounced = false;
	/** All was done on this stream, by this document: what the server says about others is known. */
	#isDone = false;
	/** Counts greetings, so that one that a broken connection held up leaves the rest to the next. */
	#latest = 0;

	constructor(parts: Parts, presence: OwnPresence) {
		this.#parts = parts;
		this.#presence = presence;
	}

	setPresence(presence: OwnPresence): void {
		this.#presence = presence;
		if (this.#isAnnounced) this.#announce();
	}

	/** Rejects with AppError when the stream breaks over it, and as the memory does. */
	async greet(begun: Begun): Promise<void> {
		const { presences, delivery, outbox } = this.#parts;
		if (begun.is === 'resumed' && this.#isDone) {
			presences.tellAgain();
		} else {
			this.#isDone = false;
			this.#isAnnounced = false;
			presences.forget();
			// Another document may have greeted. The server says who is there only to who comes anew (§4.2.2).
			if (begun.is === 'resumed') delivery.send(ownPresence({ show: 'offline', status: '' }));
			await this.#meet(begun.features, begun.left);
		}
		outbox.flush();
	}

	async #meet(features: Element, left: readonly string[]): Promise<void> {
		const { roster, delivery } = this.#parts;
		this.#latest++;
		const turn = this.#latest;
		await roster.fetch(features);
		if (turn !== this.#latest) return;
		this.#announce();
		for (const xml of left) delivery.send(xml, { again: true });
		this.#isDone = true;
		// Not before the presence: Prosody gives no offline messages to who asked the archive first.
		await this.#parts.catchUp();
	}

	#announce(): void {
		const presence = ownPresence(this.#presence);
		const isThere = this.#presence.show !== 'offline';
		if (isThere) this.#parts.router.complete('presence', presence);
		// §4.5.1: unavailable is the end of what was available.
		if (isThere || this.#isAnnounced) this.#parts.delivery.send(presence);
		this.#isAnnounced = true;
	}
}
