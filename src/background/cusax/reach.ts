/** Where contacts say to be reached for the time being (XEP-0152): known as long as they say so, and never stored. */
import type { PublishedAddress } from '../xmpp/session.ts';

export class Reach {
	/** By contact, then by what says it: a resource, or '' for PEP. */
	readonly #said = new Map<string, Map<string, readonly PublishedAddress[]>>();

	/** In place of what the same source said before. */
	take(contact: string, source: string, addresses: readonly PublishedAddress[]): void {
		const said = this.#said.get(contact) ?? new Map<string, readonly PublishedAddress[]>();
		if (addresses.length > 0) said.set(source, addresses);
		else said.delete(source);
		if (said.size > 0) this.#said.set(contact, said);
		else this.#said.delete(contact);
	}

	/** The contact is offline: what its presence said is over. False if nothing was. */
	leave(contact: string): boolean {
		const said = this.#said.get(contact);
		const sources = [...(said?.keys() ?? [])].filter((source) => source !== '');
		for (const source of sources) this.take(contact, source, []);
		return sources.length > 0;
	}

	/** What is said of all sources. */
	addresses(contact: string): readonly PublishedAddress[] {
		return [...(this.#said.get(contact)?.values() ?? [])].flat();
	}
}
