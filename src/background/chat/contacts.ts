import type { Contact } from '../../shared/state.ts';
import { peerKey, type Store } from '../store.ts';
import type { RosterItem, XmppEvents } from '../xmpp/session.ts';
import { Presences } from './presences.ts';

type RosterChange = Parameters<XmppEvents['roster']>[0];
type Presence = Parameters<XmppEvents['presence']>[0];

/** Keeps one account's contacts in the store: roster and presence together. */
export class AccountContacts {
	readonly #store: Store;
	readonly #account: string;
	readonly #presences = new Presences();

	constructor(store: Store, account: string) {
		this.#store = store;
		this.#account = account;
	}

	/** A whole roster (what is not in it any more goes), or a push. */
	takeRoster(change: RosterChange): void {
		if (change.items) {
			const kept = new Set(change.items.map((item) => item.jid));
			for (const contact of this.#own()) if (!kept.has(contact.jid)) this.#remove(contact.jid);
		}
		for (const jid of change.removed) this.#remove(jid);
		for (const item of [...(change.items ?? []), ...change.set]) this.#put(item);
	}

	/** The roster of last time, until the server's own is there. */
	showKnown(items: readonly RosterItem[]): void {
		for (const item of items) if (!this.#store.contacts.has(peerKey(this.#account, item.jid))) this.#put(item);
	}

	takePresence(presence: Presence): void {
		const best = this.#presences.take(presence.from, presence.resource, presence);
		this.#store.contacts.patch(peerKey(this.#account, presence.from), best);
	}

	/** Nobody's presence is known while the stream is down. */
	forgetPresence(): void {
		this.#presences.clear();
		for (const { jid, show } of this.#own()) {
			if (show !== 'offline') this.#store.contacts.patch(peerKey(this.#account, jid), this.#presences.best(jid));
		}
	}

	removeAll(): void {
		for (const { jid } of this.#own()) this.#remove(jid);
	}

	#own(): Contact[] {
		return this.#store.contacts.values().filter((contact) => contact.account === this.#account);
	}

	#put(item: RosterItem): void {
		const key = peerKey(this.#account, item.jid);
		this.#store.contacts.set(key, {
			account: this.#account,
			jid: item.jid,
			name: item.name || nameFrom(item.jid),
			groups: item.groups,
			subscription: item.subscription,
			asked: item.asked,
			...this.#presences.best(item.jid),
			unread: 0,
			numbers: [],
		});
		if (item.subscription === 'both' || item.subscription === 'from') this.#store.requests.delete(key);
	}

	#remove(jid: string): void {
		this.#store.contacts.delete(peerKey(this.#account, jid));
	}
}

/** What to call somebody without a name: the JID's local part, or all of it. */
export function nameFrom(jid: string): string {
	const at = jid.indexOf('@');
	return at > 0 ? jid.slice(0, at) : jid;
}
