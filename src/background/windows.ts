/** What each kind of window shows, computed from the store and, for history, from disk. */
import type { Contact, Conversation, Looks, Overview, Page, Recent, Show, Slices } from '../shared/state.ts';
import { recentCalls } from './storage/calls.ts';
import type { Database } from './storage/database.ts';
import { lastMessages } from './storage/messages.ts';
import { peerKey, type Store, type Topic } from './store.ts';

/** Which topics a slice depends on: nothing else makes it be computed again. */
export const DEPENDS: { readonly [Name in keyof Slices]: readonly Topic[] } = {
	overview: ['accounts', 'requests', 'calls', 'unread', 'missed', 'presence', 'settings'],
	contacts: ['contacts', 'unread'],
	recents: ['history'],
	conversation: ['history', 'contacts', 'drafts'],
	sites: ['sites'],
};

/** Readers of the slices; `contacts` keeps an index between calls. */
export function createWindows(store: Store, db: Database, numberOf: (uri: string) => string | undefined) {
	const contacts = contactIndex(store);
	const withNumber: WithNumber = (row) => {
		const peerShown = numberOf(row.peer);
		return peerShown === undefined ? row : { ...row, peerShown };
	};
	const readers: {
		readonly [Name in keyof Slices]: (look: NonNullable<Looks[Name]>) => Slices[Name] | Promise<Slices[Name]>;
	} = {
		overview: () => overview(store, withNumber),
		contacts: (look) => contacts.page(look),
		recents: (look) => recents(db, look, withNumber),
		conversation: (look) => conversation(store, db, look),
		sites: () => store.sites.values().sort((a, b) => (a.site < b.site ? -1 : 1)),
	};
	return readers;
}
export type Windows = ReturnType<typeof createWindows>;

/** A call's row with its number as people write it, if it has one. */
type WithNumber = <Row extends { readonly peer: string }>(row: Row) => Row & { readonly peerShown?: string };

function overview(store: Store, withNumber: WithNumber): Overview {
	return {
		accounts: store.accounts.values(),
		presence: store.presence.get(),
		calls: store.calls.values().map(withNumber),
		requests: store.requests.values(),
		unread: store.unread.values().reduce((sum, row) => sum + row.count, 0),
		missed: store.missed.get(),
		settings: store.settings.get(),
	};
}

async function recents(
	db: Database,
	look: NonNullable<Looks['recents']>,
	withNumber: WithNumber,
): Promise<Page<Recent>> {
	const { total, rows } = await recentCalls(db, look.from, look.count);
	return { from: look.from, total, rows: rows.map(withNumber) };
}

async function conversation(
	store: Store,
	db: Database,
	look: NonNullable<Looks['conversation']>,
): Promise<Conversation> {
	const { account, peer } = look;
	const key = peerKey(account, peer);
	const contact = store.contacts.get(key);
	const draft = store.drafts.get(key) ?? '';
	return { account, peer, contact, draft, ...(await lastMessages(db, account, peer, look.count)) };
}

/** Counted when it is shown: it changes no contact's place. */
function withUnread(store: Store, contact: Contact): Contact {
	return { ...contact, unread: store.unread.get(peerKey(contact.account, contact.jid))?.count ?? 0 };
}

/** How long after a change the names are sorted for the next view, ms. */
const PREPARE_AFTER = 500;
const SHOW_ORDER: Record<Show, number> = { available: 0, dnd: 1, away: 2, offline: 3 };

/** A contact, and what it is found by. */
interface Entry {
	readonly text: string;
	contact: Contact;
}

/**
 * Contacts by presence, then name. Comparing names the way people do is what costs with 10,000 of them, so each
 * contact's place by name is computed once for as long as the names stay; presence then only deals into four piles.
 */
function contactIndex(store: Store) {
	const compare = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true }).compare;
	const entries = new Map<string, Entry>();
	let byName: readonly Entry[] | undefined;
	let ordered: readonly Entry[] | undefined;
	let isPreparing = false;
	for (const contact of store.contacts.values()) follow(peerKey(contact.account, contact.jid));
	store.onChange((topic, key) => {
		if (topic === 'contacts') follow(key);
	});

	function follow(key: string): void {
		ordered = undefined;
		const contact = store.contacts.get(key);
		const entry = entries.get(key);
		if (entry && entry.contact.name === contact?.name) {
			entry.contact = contact;
			return;
		}
		if (contact) entries.set(key, { contact, text: `${contact.name}\n${contact.jid}`.toLocaleLowerCase() });
		else entries.delete(key);
		byName = undefined;
		// Before a view opens, and not while somebody waits for it.
		if (!isPreparing) setTimeout(prepare, PREPARE_AFTER);
		isPreparing = true;
	}

	function prepare(): void {
		isPreparing = false;
		sortNames();
	}

	function sortNames(): readonly Entry[] {
		byName ??= [...entries.values()].sort((a, b) => compare(a.contact.name, b.contact.name));
		return byName;
	}

	function inOrder(): readonly Entry[] {
		const piles: Entry[][] = [[], [], [], []];
		for (const entry of sortNames()) piles[SHOW_ORDER[entry.contact.show]]?.push(entry);
		return piles.flat();
	}

	function matching(query: string): readonly Entry[] {
		ordered ??= inOrder();
		const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
		if (words.length === 0) return ordered;
		return ordered.filter(({ text }) => words.every((word) => text.includes(word)));
	}

	return {
		page(look: NonNullable<Looks['contacts']>): Page<Contact> {
			const found = matching(look.query);
			const seen = found.slice(look.from, look.from + look.count);
			return { from: look.from, total: found.length, rows: seen.map(({ contact }) => withUnread(store, contact)) };
		},
	};
}
