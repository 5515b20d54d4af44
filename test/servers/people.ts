/** The accounts of a set of servers, known to both. */
import { type Account, type AccountOptions, accountOf, XMPP_DOMAIN } from './accounts.ts';
import type { Kamailio } from './kamailio.ts';
import type { Prosody } from './prosody.ts';

export interface People {
	readonly accounts: ReadonlyMap<string, Account>;
	/** Throws when there is none. */
	account(name: string): Account;
	/** In all servers that run or will. */
	addAccount(name: string, options?: AccountOptions): Promise<Account>;
	/**
	 * Gives `owner` that many contacts `contact00000`, … (named "Contact 00000", …), subscribed both ways, in place of its
	 * roster; before the owner signs in. They have no passwords: nobody signs in as one of them.
	 */
	addContacts(owner: string, count: number): void;
}

/** With alice and bob, in each other's roster, and carol, in nobody's. */
export async function people(xmpp: Prosody | undefined, sip: Kamailio | undefined): Promise<People> {
	const accounts = new Map<string, Account>();
	const account = (name: string) => {
		const found = accounts.get(name);
		if (!found) throw new Error(`no account "${name}"`);
		return found;
	};
	const addAccount: People['addAccount'] = async (name, options) => {
		const added = accountOf(name, accounts.size, options);
		accounts.set(name, added);
		xmpp?.addAccount(added);
		await sip?.addAccount(added);
		return added;
	};
	const alice = await addAccount('alice');
	const bob = await addAccount('bob');
	await addAccount('carol');
	xmpp?.setRoster('alice', [{ jid: bob.jid, name: 'Bob' }]);
	xmpp?.setRoster('bob', [{ jid: alice.jid, name: 'Alice' }]);
	return {
		accounts,
		account,
		addAccount,
		addContacts(owner, count) {
			if (!xmpp) throw new Error('contacts need Prosody');
			addContacts(xmpp, account(owner), count);
		},
	};
}

function addContacts(xmpp: Prosody, owner: Account, count: number): void {
	const numbers = Array.from({ length: count }, (_, index) => String(index).padStart(5, '0'));
	const contacts = numbers.map((number) => ({ name: `contact${number}`, shown: `Contact ${number}` }));
	xmpp.setRosters(
		contacts.map(({ name }) => name),
		[{ jid: owner.jid }],
	);
	xmpp.setRoster(
		owner.name,
		contacts.map(({ name, shown }) => ({ jid: `${name}@${XMPP_DOMAIN}`, name: shown })),
	);
}
