/** Accounts and rosters as Prosody's "internal" storage keeps them: one Lua file each. */
import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMPP_DOMAIN } from './accounts.ts';

interface Contact {
	readonly jid: string;
	readonly name?: string;
	readonly groups?: readonly string[];
	/** `both` when not given. */
	readonly subscription?: 'none' | 'to' | 'from' | 'both';
}

export interface ProsodyData {
	/** Also changes a password: the salt is a new one. The keys are derived by Prosody at the first sign-in. */
	saveAccount(user: string, password: string): void;
	saveRoster(user: string, contacts: readonly Contact[]): void;
	/** The same roster for all of them. */
	saveRosters(users: readonly string[], contacts: readonly Contact[]): void;
}

/** @param folder Prosody's `data_path`. */
export function prosodyData(folder: string): ProsodyData {
	const host = join(folder, encoded(XMPP_DOMAIN));
	const fileOf = (store: string, user: string) => join(host, store, `${encoded(user)}.dat`);
	const save = (store: string, user: string, lua: string) => {
		mkdirSync(join(host, store), { recursive: true });
		writeFileSync(fileOf(store, user), `return { ${lua} };\n`);
	};
	const saveRoster: ProsodyData['saveRoster'] = (user, contacts) => {
		const items = contacts.map((contact) => `[${quoted(contact.jid)}] = ${rosterItem(contact)}`);
		save('roster', user, ['[false] = { ["version"] = 1, ["pending"] = {} }', ...items].join(',\n'));
	};
	return {
		saveAccount: (user, password) => save('accounts', user, `["password"] = ${quoted(password)}`),
		saveRoster,
		saveRosters([first, ...others], contacts) {
			if (first === undefined) return;
			saveRoster(first, contacts);
			// One file for all, as long as none changes: Prosody writes a new one then.
			for (const user of others) {
				rmSync(fileOf('roster', user), { force: true });
				linkSync(fileOf('roster', first), fileOf('roster', user));
			}
		},
	};
}

function rosterItem({ name, groups = [], subscription = 'both' }: Contact): string {
	const named = name === undefined ? '' : `["name"] = ${quoted(name)}, `;
	const inGroups = groups.map((group) => `[${quoted(group)}] = true`).join(', ');
	return `{ ${named}["subscription"] = "${subscription}", ["groups"] = { ${inGroups} } }`;
}

/** util.datamanager: everything but letters and digits as %xx. */
function encoded(text: string): string {
	return text.replace(/[^A-Za-z0-9]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

function quoted(text: string): string {
	return `"${text.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}
