/** The parts of a session that outlive its streams, wired together. */
import { Archive } from './archive.ts';
import { catchUp, readSeen, type Seen, seenWith } from './catch-up.ts';
import { Delivery } from './delivery.ts';
import { parseJid } from './jid.ts';
import { Outbox } from './outbox.ts';
import { createRequests, type Requests } from './requests.ts';
import { attachMessages } from './rfc-6121-messages.ts';
import { Presences } from './rfc-6121-presence.ts';
import { Roster } from './rfc-6121-roster.ts';
import { createRouter, type Router } from './router.ts';
import type { XmppEvents, XmppMemory } from './session.ts';
import { features } from './xeps/index.ts';
import { readManaged } from './xeps/xep-0198-stream-management.ts';
import { pingQuery } from './xeps/xep-0199-ping.ts';
import type { Element } from './xml.ts';

export interface PartsDeps {
	readonly self: string;
	readonly memory: XmppMemory;
	readonly events: XmppEvents;
	/** Something was sent that has to be answered. */
	readonly expectAnswer: () => void;
	/** What cannot be helped: the stream ends, and another begins with what is stored. */
	readonly fail: (cause: unknown) => void;
}

export class Parts {
	readonly router: Router;
	readonly requests: Requests;
	readonly delivery: Delivery;
	readonly roster: Roster;
	readonly presences: Presences;
	readonly archive: Archive;
	readonly outbox: Outbox;
	readonly #deps: PartsDeps;
	#resource = `twinline-${crypto.randomUUID().slice(0, 8)}`;
	/** The last that is known of the archive; what came meanwhile does not count until all before it was read. */
	#seen: Seen | null = null;
	#isBehind = false;

	constructor(deps: PartsDeps) {
		this.#deps = deps;
		const { self, memory, events, fail } = deps;
		this.requests = createRequests(self, (iq) => void this.delivery.send(iq));
		this.delivery = new Delivery({
			save: (state) => memory.saveStream(state),
			extra: () => ({
				resource: this.#resource,
				seen: this.#seen,
				isBehind: this.#isBehind,
				arriving: this.outbox.arriving,
			}),
			arrived: (ids) => this.outbox.arrived(ids),
			expectAnswer: deps.expectAnswer,
			ask: () => this.requests.ask('get', pingQuery()),
			fail,
		});
		this.roster = new Roster({ memory, events, ask: this.requests.ask });
		this.presences = new Presences(events);
		this.archive = new Archive(this.requests.ask, self);
		this.outbox = new Outbox({
			self,
			memory,
			archive: this.archive,
			send: (message, id) => this.delivery.send(this.router.complete('message', message), { id }),
			isConnected: () => this.delivery.isConnected,
			fail,
		});
		this.router = this.#router();
	}

	/**
	 * The same on each stream: should the one before still be there on the server, it ends when this is bound again, and
	 * nothing of it can arrive any more. At first one that says nothing about the person (RFC 7622 §8.4).
	 */
	get resource(): string {
		return this.#resource;
	}

	/** Reads what is stored: roster, and stream if there is one to resume. */
	async load(): Promise<void> {
		const { self, memory } = this.#deps;
		await this.roster.load();
		const stored = await memory.loadStream();
		this.#seen = readSeen(stored?.seen);
		this.#isBehind = stored?.isBehind === true;
		if (typeof stored?.resource === 'string') this.#resource = stored.resource;
		const managed = readManaged(stored?.managed);
		if (managed?.jid.startsWith(`${self}/`)) this.delivery.restore(managed);
		const onStream = this.delivery.resumable?.queue.map(({ id }) => id).filter((id) => id !== '') ?? [];
		const arriving = Array.isArray(stored?.arriving) ? stored.arriving.filter((id) => typeof id === 'string') : [];
		this.outbox.restore(onStream, arriving);
	}

	/** A stream begins, for this full JID, on which nothing comes that belongs to another. */
	newStream(jid: string): void {
		this.#resource = parseJid(jid)?.resource || this.#resource;
		this.requests.forget();
		this.outbox.newStream();
		this.#isBehind = this.#seen !== null;
	}

	/** A stanza that came on the stream, and whether it counts (XEP-0198). */
	async take(stanza: Element, isCounted: boolean): Promise<void> {
		await this.router.take(stanza);
		if (!this.#isBehind) this.#seen = seenWith(this.#seen, stanza, this.#deps.self);
		if (isCounted) this.delivery.handled();
	}

	/** Reads what came between two streams. Rejects with AppError `not-connected`, and as the memory does. */
	async catchUp(): Promise<void> {
		const { self } = this.#deps;
		if (!this.#isBehind || !this.#seen) return;
		await catchUp(this.archive, this.#seen, self, (message) => this.router.take(message));
		this.#isBehind = false;
	}

	#router(): Router {
		const { self, memory, events } = this.#deps;
		const router = createRouter({
			self,
			namespaces: features.flatMap(({ namespaces }) => namespaces),
			send: (stanza) => void this.delivery.send(stanza),
			answered: (iq, from) => this.requests.answered(iq, from),
			isTrusted: (bare) => bare === self || ['from', 'both'].includes(this.roster.get(bare)?.subscription ?? 'none'),
		});
		this.archive.attach(router);
		this.roster.attach(router);
		this.presences.attach(router);
		attachMessages(router, memory, events);
		for (const feature of features) feature.attach?.(router, events);
		return router;
	}
}
