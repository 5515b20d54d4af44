/** RFC 6121 §2: the roster, fetched with versioning (§2.6), kept in memory and on disk, and changed by pushes. */
import type { QueryAnswer, XmppEvents, XmppStream } from './feature.ts';
import { parseJid } from './jid.ts';
import type { Requests } from './requests.ts';
import type { RosterItem, XmppMemory } from './session.ts';
import { type Element, el } from './xml.ts';

const NS = 'jabber:iq:roster';
const NS_VERSIONING = 'urn:xmpp:features:rosterver';

export interface RosterDeps {
	readonly memory: Pick<XmppMemory, 'loadRoster' | 'saveRoster'>;
	readonly events: Pick<XmppEvents, 'roster'>;
	readonly ask: Requests['ask'];
}

export class Roster {
	readonly #deps: RosterDeps;
	readonly #items = new Map<string, RosterItem>();
	#version = '';

	constructor(deps: RosterDeps) {
		this.#deps = deps;
	}

	/** What is stored: known before any server is. */
	async load(): Promise<void> {
		const { version, items } = await this.#deps.memory.loadRoster();
		this.#version = version;
		for (const item of items) this.#items.set(item.jid, item);
	}

	/** Pushes. */
	attach(stream: XmppStream): void {
		stream.onQuery({ type: 'set', name: 'query', xmlns: NS }, (query, from): QueryAnswer | Promise<QueryAnswer> => {
			// §2.1.6: "a receiving client MUST ignore the stanza unless it has no 'from' attribute […] or it has a 'from'
			// attribute whose value matches the user's bare JID". The error of an unknown query says nothing about us.
			const isOurs = from.bare === stream.self && from.resource === '';
			return isOurs ? this.#push(query) : { type: 'cancel', condition: 'service-unavailable' };
		});
	}

	/** §2.1.3, §2.6.2. Rejects with AppError. */
	async fetch(features: Element): Promise<void> {
		const hasVersions = features.getChild('ver', NS_VERSIONING) !== undefined;
		const ver = hasVersions ? this.#version : undefined;
		const query = (await this.#deps.ask('get', el('query', { xmlns: NS, ver }))).getChild('query', NS);
		if (!query) return; // §2.6.3: an empty result: nothing has changed, or what has comes as pushes
		const items = query.getChildren('item').flatMap((item) => readItem(item)?.item ?? []);
		this.#version = String(query.attrs.ver ?? '');
		this.#items.clear();
		for (const item of items) this.#items.set(item.jid, item);
		await this.#deps.memory.saveRoster({ version: this.#version, items, set: [], removed: [] });
		this.#deps.events.roster({ items, set: [], removed: [] });
	}

	get(jid: string): RosterItem | undefined {
		return this.#items.get(jid);
	}

	items(): readonly RosterItem[] {
		return [...this.#items.values()];
	}

	/** §2.3: adds or renames; the groups stay. Rejects with AppError. */
	async set(jid: string, name: string): Promise<void> {
		const groups = (this.get(jid)?.groups ?? []).map((group) => el('group', {}, group));
		await this.#change(el('item', { jid, name: name || undefined }, ...groups));
	}

	/** §2.5: also ends the subscriptions. Rejects with AppError. */
	async remove(jid: string): Promise<void> {
		await this.#change(el('item', { jid, subscription: 'remove' }));
	}

	async #change(item: Element): Promise<void> {
		await this.#deps.ask('set', el('query', { xmlns: NS }, item));
	}

	async #push(query: Element): Promise<QueryAnswer> {
		const children = query.getChildren('item');
		const read = children[0] && readItem(children[0]);
		// §2.1.6: a push MUST contain one and only one item.
		if (!read || children.length !== 1) return { type: 'modify', condition: 'bad-request' };
		const { item, isRemoved } = read;
		this.#version = String(query.attrs.ver ?? this.#version);
		if (isRemoved) this.#items.delete(item.jid);
		else this.#items.set(item.jid, item);
		const change = { items: null, set: isRemoved ? [] : [item], removed: isRemoved ? [item.jid] : [] };
		await this.#deps.memory.saveRoster({ version: this.#version, ...change });
		this.#deps.events.roster(change);
		return null;
	}
}

/** §2.1.2. Null for one whose JID is none. */
function readItem(element: Element): { readonly item: RosterItem; readonly isRemoved: boolean } | null {
	const { jid: address, name, subscription, ask } = element.attrs;
	const jid = parseJid(address);
	if (!jid || jid.resource) return null;
	const groups = element.getChildren('group').map((group) => group.getText());
	const item: RosterItem = {
		jid: jid.bare,
		name: String(name ?? ''),
		groups: [...new Set(groups.filter((group) => group !== ''))],
		subscription: ['to', 'from', 'both'].includes(subscription) ? subscription : 'none',
		asked: ask === 'subscribe',
	};
	return { item, isRemoved: subscription === 'remove' };
}
