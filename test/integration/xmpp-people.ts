/** People of the XMPP tests: a session each, what it was told, and what it keeps, as the storage of the product does. */
import { startXmppSession } from '../../src/background/xmpp/client.ts';
import type {
	IncomingMessage,
	OutgoingMessage,
	RosterItem,
	StreamState,
	XmppAccount,
	XmppCredential,
	XmppEvents,
	XmppMemory,
	XmppOptions,
	XmppSession,
} from '../../src/background/xmpp/session.ts';
import type { Connection } from '../../src/shared/state.ts';
import { until } from '../support/until.ts';

type Told = { [Name in keyof XmppEvents]: Parameters<XmppEvents[Name]>[0][] };

/** What outlives a session: as JSON and in copies, like on a disk. */
export class Disk implements XmppMemory {
	readonly messages: IncomingMessage[] = [];
	/** How often `received` was called for each id. */
	readonly receptions = new Map<string, number>();
	readonly sentIds: string[] = [];
	rosterFetches = 0;
	#stream = 'null';
	#roster: { version: string; items: readonly RosterItem[] } = { version: '', items: [] };
	#outbox: OutgoingMessage[] = [];

	async loadRoster() {
		return this.#roster;
	}
	async saveRoster({ version, items, set, removed }: Parameters<XmppMemory['saveRoster']>[0]) {
		if (items) this.rosterFetches++;
		const changed = new Set([...set.map(({ jid }) => jid), ...removed]);
		const kept = (items ?? this.#roster.items).filter(({ jid }) => !changed.has(jid));
		this.#roster = { version, items: [...kept, ...set] };
	}
	get roster() {
		return this.#roster.items;
	}
	async loadStream() {
		return JSON.parse(this.#stream) as StreamState | null;
	}
	async saveStream(state: StreamState | null) {
		const text = JSON.stringify(state);
		await tick();
		this.#stream = text;
	}
	async outbox() {
		return structuredClone(this.#outbox);
	}
	async attempted(id: string, at: number) {
		this.#outbox = this.#outbox.map((m) => (m.id === id && m.attemptedAt === 0 ? { ...m, attemptedAt: at } : m));
		await tick();
	}
	async received(message: IncomingMessage) {
		await tick();
		this.receptions.set(message.id, (this.receptions.get(message.id) ?? 0) + 1);
		const isKnown = this.messages.some(({ id, from }) => id === message.id && from === message.from);
		if (!isKnown) this.messages.push(message);
	}
	async sent(id: string) {
		await tick();
		this.sentIds.push(id);
		this.#outbox = this.#outbox.filter((message) => message.id !== id);
	}
	/** As the application does before it calls `flush`. */
	write(to: string, body: string): string {
		const id = crypto.randomUUID();
		this.#outbox.push({ id, to, body, at: Date.now(), attemptedAt: 0 });
		return id;
	}
	get waiting() {
		return this.#outbox.length;
	}
	get bodies() {
		return this.messages.map(({ body }) => body);
	}
	/** A copy of what is on it now, for another document. */
	copy(): Disk {
		const copy = new Disk();
		copy.#stream = this.#stream;
		copy.#roster = structuredClone(this.#roster);
		copy.#outbox = structuredClone(this.#outbox);
		copy.messages.push(...structuredClone(this.messages));
		return copy;
	}
}

export type PersonOptions = Partial<XmppOptions> & { readonly disk?: Disk };

export class Person {
	readonly session: XmppSession;
	readonly disk: Disk;
	readonly told: Told = {
		connection: [],
		credential: [],
		roster: [],
		presence: [],
		subscriptionRequest: [],
		delivered: [],
		bounced: [],
		photo: [],
		reachable: [],
	};

	constructor(account: Partial<XmppAccount> & Pick<XmppAccount, 'jid'>, options: PersonOptions = {}) {
		this.disk = options.disk ?? new Disk();
		const whole = { endpoint: '', credential: { kind: 'none' } as XmppCredential, strongest: '', ...account };
		const { told } = this;
		const events: XmppEvents = {
			connection: (value) => told.connection.push(value),
			credential: (value) => told.credential.push(value),
			roster: (value) => told.roster.push(value),
			presence: (value) => told.presence.push(value),
			subscriptionRequest: (value) => told.subscriptionRequest.push(value),
			delivered: (value) => told.delivered.push(value),
			bounced: (value) => told.bounced.push(value),
			photo: (value) => told.photo.push(value),
			reachable: (value) => told.reachable.push(value),
		};
		const presence = options.presence ?? { show: 'available', status: '' };
		this.session = startXmppSession(whole, this.disk, events, { presence, allowPlain: options.allowPlain ?? false });
	}

	get connection(): Connection {
		return this.told.connection.at(-1) ?? { is: 'off' };
	}

	/** Waits for that state, as the current one. */
	async is<Is extends Connection['is']>(is: Is): Promise<Extract<Connection, { is: Is }>> {
		return (await until(`${is}, not ${JSON.stringify(this.connection)}`, () =>
			this.connection.is === is ? this.connection : null,
		)) as Extract<Connection, { is: Is }>;
	}

	write(to: string, body: string): string {
		const id = this.disk.write(to, body);
		this.session.flush();
		return id;
	}
}

function tick(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}
