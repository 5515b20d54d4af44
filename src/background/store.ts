/** The one place where state changes. Rows are readonly; live objects (sockets, UAs, streams) never enter it. */
import type {
	AccountView,
	Call,
	Contact,
	NumberType,
	OwnPresence,
	Settings,
	SiteRule,
	SubscriptionRequest,
} from '../shared/state.ts';

/** Rows by key. Every change is told to the store's listeners by the table's name. */
interface Table<Row> {
	get(key: string): Row | undefined;
	has(key: string): boolean;
	/** In the order in which they were first set. */
	values(): Row[];
	readonly size: number;
	set(key: string, row: Row): void;
	/** Changes the row if it is there. */
	patch(key: string, change: Partial<Row>): void;
	delete(key: string): void;
}

/** A number or address that somebody can be called at. */
export interface KnownNumber {
	/** `tel:`, `sip:` or `sips:`, normalised. */
	readonly uri: string;
	readonly type: NumberType;
	/** It is said to take video. */
	readonly video: boolean;
	/** Nothing but a passing claim says that they are there: shown as such, and never taken for who they are. */
	readonly claimed?: true;
}

interface Value<Type> {
	get(): Type;
	set(value: Type): void;
}

/** What changed. `history`: messages or past calls, which are on disk and not in here. */
export type Topic =
	| 'accounts'
	| 'contacts'
	| 'requests'
	| 'calls'
	| 'unread'
	| 'drafts'
	| 'missed'
	| 'presence'
	| 'settings'
	| 'sites'
	| 'numbers'
	| 'history';

export interface Store {
	readonly accounts: Table<AccountView>;
	/** By `peerKey`. */
	readonly contacts: Table<Contact>;
	/** By `peerKey`. */
	readonly requests: Table<SubscriptionRequest>;
	readonly calls: Table<Call>;
	/** By `peerKey`. */
	readonly unread: Table<{ readonly account: string; readonly peer: string; readonly count: number }>;
	/** Text put into a conversation's field by a link; by `peerKey`. */
	readonly drafts: Table<string>;
	readonly missed: Value<number>;
	readonly presence: Value<OwnPresence>;
	readonly settings: Value<Settings>;
	/** What contacts can be called at, in their order, where there is anything; by `peerKey`. */
	readonly numbers: Table<readonly KnownNumber[]>;
	/** By site. */
	readonly sites: Table<SiteRule>;
	historyChanged(): void;
	/** Tells each change, at once and synchronously, of a table with the row's key; returns how to stop. */
	onChange(listener: (topic: Topic, key: string) => void): () => void;
}

/** The key of a person in one account's tables; a JID has no space in its bare form's parts as we keep it. */
export function peerKey(account: string, jid: string): string {
	return `${account} ${jid}`;
}

export function createStore(initial: { presence: OwnPresence; settings: Settings }): Store {
	const listeners = new Set<(topic: Topic, key: string) => void>();
	const changed = (topic: Topic, key = '') => {
		for (const listener of listeners) listener(topic, key);
	};
	return {
		accounts: table((key) => changed('accounts', key)),
		contacts: table((key) => changed('contacts', key)),
		requests: table((key) => changed('requests', key)),
		calls: table((key) => changed('calls', key)),
		unread: table((key) => changed('unread', key)),
		drafts: table((key) => changed('drafts', key)),
		missed: value(0, () => changed('missed')),
		presence: value(initial.presence, () => changed('presence')),
		settings: value(initial.settings, () => changed('settings')),
		numbers: table((key) => changed('numbers', key)),
		sites: table((key) => changed('sites', key)),
		historyChanged: () => changed('history'),
		onChange(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}

function table<Row>(changed: (key: string) => void): Table<Row> {
	const rows = new Map<string, Row>();
	return {
		get: (key) => rows.get(key),
		has: (key) => rows.has(key),
		values: () => [...rows.values()],
		get size() {
			return rows.size;
		},
		set(key, row) {
			rows.set(key, row);
			changed(key);
		},
		patch(key, change) {
			const row = rows.get(key);
			if (row === undefined) return;
			rows.set(key, { ...row, ...change });
			changed(key);
		},
		delete(key) {
			if (rows.delete(key)) changed(key);
		},
	};
}

function value<Type>(first: Type, changed: () => void): Value<Type> {
	let current = first;
	return {
		get: () => current,
		set(next) {
			current = next;
			changed();
		},
	};
}
