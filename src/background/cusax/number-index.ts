/** Whose number or address is it? One look-up, whatever the number of contacts; never by "contains" (C28). */
import { parseAddress } from '../../shared/address.ts';
import type { Contact } from '../../shared/state.ts';
import { toDial } from '../numbers/format.ts';
import type { KnownNumber, Store } from '../store.ts';

export interface NumberIndex {
	/** Everybody who has this E.164 number (with `+`), in the order in which they became known. */
	contactsByNumber(e164: string): readonly Contact[];
	/**
	 * Everybody who has the number or address of this `tel:` or `sip:` URI. A number without `+` at one of our own SIP
	 * domains is read by the rules of the person's country, and as an extension there.
	 */
	contactsByUri(uri: string): readonly Contact[];
}

/** Follows the numbers in the store from now on. @param country whose rules numbers without `+` are read by */
export function createNumberIndex(store: Store, country: () => string): NumberIndex {
	const owners = new Map<string, Set<string>>();
	const identities = new Map<string, readonly string[]>();

	function follow(contact: string): void {
		for (const identity of identities.get(contact) ?? []) drop(identity, contact);
		const now = identitiesOf(store.numbers.get(contact) ?? []);
		if (now.length > 0) identities.set(contact, now);
		else identities.delete(contact);
		for (const identity of now) owners.set(identity, (owners.get(identity) ?? new Set()).add(contact));
	}

	function drop(identity: string, contact: string): void {
		const having = owners.get(identity);
		having?.delete(contact);
		if (having?.size === 0) owners.delete(identity);
	}

	function contactsBy(identity: string): Contact[] {
		return [...(owners.get(identity) ?? [])].flatMap((key) => store.contacts.get(key) ?? []);
	}

	store.onChange((topic, key) => {
		if (topic === 'numbers') follow(key);
	});
	return {
		contactsByNumber: contactsBy,
		contactsByUri(uri) {
			const found = [identityOf(uri), ...localIdentities(uri, store, country)].flatMap((identity) =>
				identity === null ? [] : contactsBy(identity),
			);
			return [...new Set(found)];
		},
	};
}

function identitiesOf(numbers: readonly KnownNumber[]): string[] {
	return numbers.filter(({ claimed }) => !claimed).flatMap(({ uri }) => identityOf(uri) ?? []);
}

/** What two URIs have in common that reach the same: an E.164 number, an extension, or user and host. */
function identityOf(uri: string): string | null {
	const address = parseAddress(uri);
	if (address?.scheme === 'tel') {
		const { number, isGlobal, ext } = address;
		return `${isGlobal ? '' : 'tel:'}${number}${ext === undefined ? '' : `;ext=${ext}`}`;
	}
	if (address?.scheme !== 'sip' && address?.scheme !== 'sips') return null;
	const { user, host, port } = address;
	if (/^\+\d{7,15}$/.test(user)) return user;
	// RFC 3261 §19.1.2: the port that goes without saying.
	const isUsual = port === undefined || port === 5060 || port === 5061;
	return `${user}@${host}${isUsual ? '' : `:${port}`}`;
}

/** How our own servers write numbers: `sip:030123456@our.domain`, and `sip:101@our.domain` for the extension 101. */
function localIdentities(uri: string, store: Store, country: () => string): string[] {
	const address = parseAddress(uri);
	if (address?.scheme !== 'sip' || !/^\d+$/.test(address.user)) return [];
	const isOurs = store.accounts.values().some((account) => {
		const own = account.protocol === 'sip' ? parseAddress(account.address) : null;
		return own?.scheme === 'sip' && own.host === address.host;
	});
	if (!isOurs) return [];
	const dialled = toDial(address.user, country());
	return [dialled.startsWith('+') ? dialled : `tel:${dialled}`];
}
