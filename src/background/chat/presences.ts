import type { Show } from '../../shared/state.ts';

interface Resource {
	readonly show: Show;
	readonly status: string;
	readonly priority: number;
}
export interface BestPresence {
	readonly show: Show;
	readonly status: string;
}

const NOBODY: BestPresence = { show: 'offline', status: '' };
const AVAILABILITY: Record<Show, number> = { available: 3, dnd: 2, away: 1, offline: 0 };

/** The resources of every contact of one account, and which of them speaks for the contact. Never stored. */
export class Presences {
	readonly #contacts = new Map<string, Map<string, Resource>>();

	/** Takes one resource's presence; returns the contact's as a whole. */
	take(jid: string, resource: string, presence: Resource): BestPresence {
		const resources = this.#contacts.get(jid) ?? new Map<string, Resource>();
		if (presence.show === 'offline') {
			// Unavailable from the bare JID (RFC 6121 §4.5.2 leaves the resource out) speaks for all of them.
			if (resource === '') resources.clear();
			resources.delete(resource);
		} else {
			resources.set(resource, presence);
		}
		this.#contacts.set(jid, resources);
		return this.best(jid);
	}

	/** The highest priority; among equals the most available one. A negative priority is still somebody to be seen. */
	best(jid: string): BestPresence {
		const resources = [...(this.#contacts.get(jid)?.values() ?? [])];
		const rank = (r: Resource) => r.priority * 10 + AVAILABILITY[r.show];
		const best = resources.sort((a, b) => rank(b) - rank(a))[0];
		return best ? { show: best.show, status: best.status } : NOBODY;
	}

	/** Everybody is unknown again: the stream is gone for good. */
	clear(): void {
		this.#contacts.clear();
	}
}
