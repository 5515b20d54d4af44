/** Prosody: WebSocket (plain, TLS, and TLS with a certificate nobody signed), c2s, and its accounts and rosters. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Account, XMPP_DOMAIN } from './accounts.ts';
import { acceptsTcp, answersHttp } from './answers.ts';
import type { Certificates } from './certificates.ts';
import { type Daemon, daemon } from './daemon.ts';
import type { Ports } from './ports.ts';
import { CROWD, type ProsodyOptions, type ProsodyPorts, prosodyConfig } from './prosody-config.ts';
import { type ProsodyData, prosodyData } from './prosody-data.ts';

export interface Prosody extends Omit<Daemon, 'start'> {
	readonly ports: ProsodyPorts;
	/** For a XEP-0114 component (`ports.component`) that plays all users of a domain, e.g. 10,000 presences. */
	readonly crowd: typeof CROWD;
	/** With what is given in place of what was; a change of `authentication` has it forget keys, not passwords. */
	start(changes?: ProsodyOptions): Promise<void>;
	addAccount(account: Account): void;
	/** The same or another password, with a new salt. */
	changePassword(name: string, password: string): void;
	/** Only before anything asked for this user's roster (sign-in, or a contact's sign-in), or while Prosody is stopped. */
	readonly setRoster: ProsodyData['saveRoster'];
	readonly setRosters: ProsodyData['saveRosters'];
}

export async function prosody(
	folder: string,
	free: Ports,
	certificates: Certificates,
	initial: ProsodyOptions,
): Promise<Prosody> {
	const ports = { ws: await free.next(), wss: await free.next(), c2s: await free.next(), component: await free.next() };
	const data = prosodyData(join(folder, 'prosody-data'));
	const passwords = new Map<string, string>();
	let options = initial;
	const process = daemon({
		name: 'prosody',
		folder,
		prepare: () => prepare(folder, prosodyConfig(folder, ports, certificates, options)),
		answers: () => answers(ports, certificates.ca),
		hopeless: /Failed to open server port.*|Error loading module.*|Configuration error.*/,
	});
	const changePassword = (name: string, password: string) => {
		passwords.set(name, password);
		data.saveAccount(name, password);
	};
	return {
		...process,
		get isRunning() {
			return process.isRunning;
		},
		ports,
		crowd: CROWD,
		start(changes = {}) {
			const isOtherAuthentication =
				changes.authentication !== undefined && changes.authentication !== options.authentication;
			options = { ...options, ...changes };
			if (isOtherAuthentication) for (const [name, password] of passwords) data.saveAccount(name, password);
			return process.start();
		},
		addAccount: ({ name, password }) => changePassword(name, password),
		changePassword,
		setRoster: data.saveRoster,
		setRosters: data.saveRosters,
	};
}

function prepare(folder: string, config: string): readonly string[] {
	mkdirSync(join(folder, 'prosody-data'), { recursive: true });
	writeFileSync(join(folder, 'prosody.cfg.lua'), config);
	return ['prosody', '--config', join(folder, 'prosody.cfg.lua'), '-F'];
}

async function answers(ports: ProsodyPorts, ca: string): Promise<void> {
	await answersHttp(`http://127.0.0.1:${ports.ws}/xmpp-websocket`);
	await answersHttp(`https://127.0.0.1:${ports.wss}/xmpp-websocket`, { ca, headers: { host: XMPP_DOMAIN } });
	await acceptsTcp(ports.c2s);
	await acceptsTcp(ports.component);
}
