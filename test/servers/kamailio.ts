/** Kamailio: SIP over WebSocket (plain and TLS), UDP and TCP; registrations are in memory and gone after a kill. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { type Account, SIP_DOMAIN } from './accounts.ts';
import { acceptsTcp, answersHttp, askUdp } from './answers.ts';
import type { Certificates } from './certificates.ts';
import { type Daemon, daemon } from './daemon.ts';
import {
	accountEntries,
	type KamailioDigest,
	type KamailioPorts,
	kamailioConfig,
	tlsConfig,
} from './kamailio-config.ts';
import type { Ports } from './ports.ts';

export interface Kamailio extends Daemon {
	readonly ports: KamailioPorts;
	/** At once, if it runs. */
	addAccount(account: Account): Promise<void>;
	/** From its next start on, it asks for this algorithm; MD5 at first. */
	digest: KamailioDigest;
	/** JSON-RPC of Kamailio's modules, e.g. `ul.lookup`, `htable.sets`; throws what Kamailio answers. */
	rpc(method: string, ...params: readonly unknown[]): Promise<unknown>;
	/** How many contacts the account has registered now. */
	countContacts(name: string): Promise<number>;
}

export async function kamailio(folder: string, free: Ports, certificates: Certificates): Promise<Kamailio> {
	const ports = { ws: await free.next(), wss: await free.next(), sip: await free.next() };
	const accounts = new Map<string, Account>();
	const rpc: Kamailio['rpc'] = (method, ...params) => call(ports.ws, method, params);
	const process = daemon({
		name: 'kamailio',
		folder,
		prepare: () => {
			const config = kamailioConfig(folder, ports, accounts.values(), server.digest);
			return prepare(folder, config, tlsConfig(certificates));
		},
		answers: () => answers(ports, certificates.ca),
		hopeless: /.*(CRITICAL|bad config file|Address already in use).*/,
	});
	const server: Kamailio = {
		...process,
		get isRunning() {
			return process.isRunning;
		},
		ports,
		rpc,
		digest: 'MD5',
		async addAccount(account) {
			accounts.set(account.name, account);
			if (!process.isRunning) return;
			for (const [table, key, value] of accountEntries(account)) await rpc('htable.sets', table, key, value);
		},
		countContacts: (name) => countContacts(rpc, name),
	};
	return server;
}

function prepare(folder: string, config: string, tls: string): readonly string[] {
	const file = join(folder, 'kamailio.cfg');
	writeFileSync(file, config);
	writeFileSync(join(folder, 'tls.cfg'), tls);
	return ['kamailio', '-DD', '-E', '-f', file, '-P', join(folder, 'kamailio.pid'), '-Y', folder, '-m', '64', '-M', '8'];
}

async function answers(ports: KamailioPorts, ca: string): Promise<void> {
	const answer = await askUdp(ports.sip, Buffer.from(options()));
	if (!answer.toString().startsWith('SIP/2.0 200 ')) throw new Error(answer.toString());
	await acceptsTcp(ports.sip);
	await answersHttp(`http://127.0.0.1:${ports.ws}/`);
	await answersHttp(`https://127.0.0.1:${ports.wss}/`, { ca, headers: { host: SIP_DOMAIN } });
}

/** RFC 3261 §11, with a new branch each time. */
function options(): string {
	const id = crypto.randomUUID();
	const lines = [
		`OPTIONS sip:${SIP_DOMAIN} SIP/2.0`,
		`Via: SIP/2.0/UDP 127.0.0.1;rport;branch=z9hG4bK${id}`,
		`From: <sip:rig@${SIP_DOMAIN}>;tag=${id}`,
		`To: <sip:${SIP_DOMAIN}>`,
		`Call-ID: ${id}`,
		'CSeq: 1 OPTIONS',
		'Max-Forwards: 5',
		'Content-Length: 0',
	];
	return `${lines.join('\r\n')}\r\n\r\n`;
}

async function call(port: number, method: string, params: readonly unknown[]): Promise<unknown> {
	const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
	const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
	const request = http.request({ port, host: '127.0.0.1', path: '/RPC', method: 'POST', headers, agent: false });
	request.end(body);
	const [response] = (await once(request, 'response')) as [http.IncomingMessage];
	const text = Buffer.concat(await response.toArray()).toString();
	const answer = JSON.parse(text) as {
		readonly result?: unknown;
		readonly error?: { readonly code: number; readonly message: string };
	};
	if (answer.error) throw new Error(`${method}: ${answer.error.code} ${answer.error.message}`);
	return answer.result;
}

async function countContacts(rpc: Kamailio['rpc'], name: string): Promise<number> {
	try {
		const found = (await rpc('ul.lookup', 'location', `${name}@${SIP_DOMAIN}`)) as {
			readonly Contacts?: readonly unknown[];
		};
		return found.Contacts?.length ?? 0;
	} catch (error) {
		if (error instanceof Error && error.message.endsWith('AOR not found in location table')) return 0;
		throw error;
	}
}
