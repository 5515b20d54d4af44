/** What each kind of window shows, computed from the store and, for history, from disk. */
import { showAddress } from '../shared/address.ts';
import type {
	AccountId,
	CallContact,
	Contact,
	Conversation,
	Looks,
	Overview,
	OwnNumbers,
	Page,
	Recent,
	Show,
	Slices,
} from '../shared/state.ts';
import { takesVoice } from './cusax/callable.ts';
import { onePerson } from './cusax/caller.ts';
import { recentCalls } from './storage/calls.ts';
import type { Database } from './storage/database.ts';
import { lastMessages } from './storage/messages.ts';
import { peerKey, type Store, type Topic } from './store.ts';

/** Which topics a slice depends on: nothing else makes it be computed again. */
export const DEPENDS: { readonly [Name in keyof Slices]: readonly Topic[] } = {
	overview: ['accounts', 'requests', 'calls', 'unread', 'missed', 'presence', 'settings', 'numbers'],
	contacts: ['contacts', 'unread', 'numbers'],
	recents: ['history', 'numbers'],
	conversation: ['history', 'contacts', 'drafts', 'numbers'],
	sites: ['sites'],
};

/** What the windows ask of numbers. */
export interface Known {
	/** The number in a URI as people write it, if there is one. */
	numberOf(uri: string): string | undefined;
	/** Everybody who can be called there. */
	contactsByUri(uri: string): readonly Contact[];
	/** These are seen by the person. */
	looked(contacts: readonly Contact[]): void;
	/** What the person wrote down for somebody. */
	ownNumbers(account: AccountId, jid: string): OwnNumbers;
}

/** Readers of the slices; `contacts` keeps an index between calls. */
export function createWindows(store: Store, db: Database, known: Known) {
	const contacts = contactIndex(store, known);
	const withPeer: WithPeer = (row) => {
		const peerShown = known.numberOf(row.peer);
		const contact = onePerson(known.contactsByUri(row.peer));
		return { ...row, ...(peerShown === undefined ? {} : { peerShown }), ...(contact ? { contact } : {}) };
	};
	const readers: {
		readonly [Name in keyof Slices]: (look: NonNullable<Looks[Name]>) => Slices[Name] | Promise<Slices[Name]>;
	} = {
		overview: () => overview(store, withPeer),
		contacts: (look) => contacts.page(look),
		recents: (look) => recents(db, look, withPeer),
		conversation: (look) => conversation(store, db, look, known),
		sites: () => store.sites.values().sort((a, b) => (a.site < b.site ? -1 : 1)),
	};
	return readers;
}
export type Windows = ReturnType<typeof createWindows>;

/** A call's row with its number as people write it, if it has one, and with the contact whose number it is. */
type WithPeer = <Row extends { readonly peer: string }>(
	row: Row,
) => Row & { readonly peerShown?: string; readonly contact?: CallContact };

function overview(store: Store, withPeer: WithPeer): Overview {
	return {
		accounts: store.accounts.values(),
		presence: store.presence.get(),
		calls: store.calls.values().map(withPeer),
		requests: store.requests.values(),
		unread: store.unread.values().reduce((sum, row) => sum + row.count, 0),
		missed: store.missed.get(),
		settings: store.settings.get(),
	};
}

async function recents(db: Database, look: NonNullable<Looks['recents']>, withPeer: WithPeer): Promise<Page<Recent>> {
	const { total, rows } = await recentCalls(db, look.from, look.count);
	return { from: look.from, total, rows: rows.map(withPeer) };
}

async function conversation(
	store: Store,
	db: Database,
	look: NonNullable<Looks['conversation']>,
	known: Known,
): Promise<Conversation> {
	const { account, peer } = look;
	const key = peerKey(account, peer);
	const row = store.contacts.get(key);
	if (row) known.looked([row]);
	const contact = row && withNumbers(store, row, known);
	const draft = store.drafts.get(key) ?? '';
	const ownNumbers = known.ownNumbers(account, peer);
	return { account, peer, contact, ownNumbers, draft, ...(await lastMessages(db, account, peer, look.count)) };
}

/** Only of the contacts that are shown: ten thousand need theirs in one place only. */
function withNumbers(store: Store, contact: Contact, { numberOf }: Known): Contact {
	const known = store.numbers.get(peerKey(contact.account, contact.jid)) ?? [];
	const numbers = known.filter(takesVoice).map(({ uri, type, claimed }) => ({
		uri,
		type,
		shown: numberOf(uri) ?? showAddress(uri),
		...(claimed && { claimed }),
	}));
	return { ...contact, numbers };
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
function contactIndex(store: Store, known: Known) {
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
			const seen = found.slice(look.from, look.from + look.count).map(({ contact }) => contact);
			known.looked(seen);
			const rows = seen.map((contact) => withUnread(store, withNumbers(store, contact, known)));
			return { from: look.from, total: found.length, rows };
		},
	};
}
