/**
 * Messages from the outbox onto the wire, each exactly once: what may have arrived without our knowing is looked up in
 * the archive before it is sent again.
 */
import { AppError } from '../../shared/errors.ts';
import type { Archive } from './archive.ts';
import { chatMessage } from './rfc-6121-messages.ts';
import type { OutgoingMessage, XmppMemory } from './session.ts';
import { isBetween } from './xeps/xep-0313-archive.ts';
import { originId } from './xeps/xep-0359-stanza-ids.ts';
import type { Element } from './xml.ts';

/** How far the server's clock may be behind ours, in ms, for its archive to be searched from the right time on. */
const CLOCK_SKEW = 3_600_000;

export interface OutboxDeps {
	readonly self: string;
	readonly memory: Pick<XmppMemory, 'outbox' | 'attempted' | 'sent'>;
	readonly archive: Pick<Archive, 'isThere' | 'read'>;
	/** Completes it and puts it on the stream. False: there is none to put it on. */
	readonly send: (message: Element, id: string) => boolean;
	readonly isConnected: () => boolean;
	readonly fail: (cause: unknown) => void;
}

export class Outbox {
	readonly #deps: OutboxDeps;
	/** On this stream already, and not known to be stored as sent. */
	readonly #onStream = new Set<string>();
	/** The server has them, and that is being stored. */
	readonly #arrived = new Set<string>();
	#tasks: Promise<void> = Promise.resolve();
	#hasFlushAhead = false;

	constructor(deps: OutboxDeps) {
		this.#deps = deps;
	}

	/** Ids that the server has and the outbox may still have, to be stored with the stream's state. */
	get arriving(): readonly string[] {
		return [...this.#arrived];
	}

	/** Another document sent these on the stream that is now ours, and knew of the others that they arrived. */
	restore(onStream: readonly string[], arriving: readonly string[]): void {
		for (const id of onStream) this.#onStream.add(id);
		this.arrived(arriving);
	}

	/** Nothing is on this stream yet. */
	newStream(): void {
		this.#onStream.clear();
	}

	/** The server has these. */
	arrived(ids: readonly string[]): void {
		for (const id of ids) this.#arrived.add(id);
		this.#then(async () => {
			for (const id of ids) await this.#sent(id);
		});
	}

	/** Sends what waits, in its order, when it is connected. */
	flush(): void {
		if (this.#hasFlushAhead) return;
		this.#hasFlushAhead = true;
		this.#then(async () => {
			this.#hasFlushAhead = false;
			await this.#sendAll();
		});
	}

	async #sendAll(): Promise<void> {
		if (!this.#deps.isConnected()) return;
		const waiting = (await this.#deps.memory.outbox()).filter(({ id }) => !this.#onStream.has(id));
		const doubtful = waiting.filter(({ attemptedAt }) => attemptedAt > 0);
		const found = await this.#inArchive(doubtful);
		for (const message of found ? waiting : []) {
			if (!this.#deps.isConnected()) return;
			if (found?.has(message.id)) await this.#sent(message.id);
			else await this.#send(message);
		}
	}

	async #send(message: OutgoingMessage): Promise<void> {
		await this.#deps.memory.attempted(message.id, Date.now());
		if (this.#deps.send(chatMessage(message), message.id)) this.#onStream.add(message.id);
	}

	async #sent(id: string): Promise<void> {
		await this.#deps.memory.sent(id);
		this.#arrived.delete(id);
		this.#onStream.delete(id);
	}

	/** Which of these the archive has: none where there is no archive. Null when the connection broke over it. */
	async #inArchive(messages: readonly OutgoingMessage[]): Promise<Set<string> | null> {
		const found = new Set<string>();
		try {
			if (messages.length === 0 || !(await this.#deps.archive.isThere())) return found;
			for (const peer of new Set(messages.map(({ to }) => to))) {
				const start = Math.min(...messages.filter(({ to }) => to === peer).map(({ attemptedAt }) => attemptedAt));
				for await (const page of this.#deps.archive.read({ with: peer, start: start - CLOCK_SKEW })) {
					for (const { message } of page) for (const id of this.#idsTo(peer, message)) found.add(id);
				}
			}
			return found;
		} catch (cause) {
			if (!(cause instanceof AppError)) throw cause;
			// An archive that cannot be asked is none; then those who receive a message twice know it by its id.
			return cause.code === 'refused' ? found : null;
		}
	}

	#idsTo(peer: string, message: Element): string[] {
		return isBetween(message, this.#deps.self, peer) ? [originId(message), message.attrs.id].filter(Boolean) : [];
	}

	/** One after another: what was read of the outbox is still true when it is acted on. */
	#then(task: () => Promise<void>): void {
		this.#tasks = this.#tasks.then(task).catch((cause: unknown) => this.#deps.fail(cause));
	}
}
