/** Who else is in Alice's contacts: a list of one would show little. */
import xml, { type Element } from '@xmpp/xml';
import type { Servers } from '../servers/servers.ts';
import { bareXmpp } from '../support/bare-xmpp.ts';
import { useNodeWeb } from '../support/node-web.ts';

/** What people call each other, by account. */
export const NAMES: Readonly<Record<string, string>> = {
	alice: 'Alice Keller',
	bob: 'Bob Miller',
	dana: 'Dana Okafor',
	emil: 'Emil Novák',
	greta: 'Greta Lindqvist',
};

/** Those that are there without a browser, and what they show. Greta never is. */
const PRESENT: Readonly<Record<string, Element>> = {
	dana: xml('presence', {}, xml('status', {}, 'In the workshop until six')),
	emil: xml('presence', {}, xml('show', {}, 'away')),
};

/** Fills the rosters. Before anybody signs in. */
export async function addContacts(servers: Servers): Promise<void> {
	const entry = (name: string) => ({ jid: servers.account(name).jid, name: NAMES[name] ?? name });
	const others = ['dana', 'emil', 'greta'];
	for (const name of others) {
		await servers.addAccount(name);
		servers.prosody.setRoster(name, [entry('alice')]);
	}
	servers.prosody.setRoster('alice', ['bob', ...others].map(entry));
	servers.prosody.setRoster('bob', [entry('alice')]);
	const restore = useNodeWeb(servers);
	try {
		for (const [name, presence] of Object.entries(PRESENT)) {
			(await bareXmpp(servers.xmpp.wssUrl, servers.account(name))).send(presence);
		}
	} finally {
		restore();
	}
}
