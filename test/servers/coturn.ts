/** coturn: STUN and TURN over UDP and TCP on loopback, with one user. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SIP_DOMAIN } from './accounts.ts';
import { acceptsTcp, askUdp } from './answers.ts';
import { type Daemon, daemon } from './daemon.ts';
import type { Ports } from './ports.ts';

const RELAYS = 12;

export interface Coturn extends Daemon {
	readonly port: number;
	readonly username: string;
	readonly credential: string;
}

export async function coturn(folder: string, free: Ports): Promise<Coturn> {
	const port = await free.next();
	const firstRelay = free.range(RELAYS);
	const user = { username: 'relay', credential: 'relay-secret' };
	const process = daemon({
		name: 'coturn',
		folder,
		prepare() {
			const file = join(folder, 'turnserver.conf');
			writeFileSync(file, config(folder, port, firstRelay, `${user.username}:${user.credential}`));
			return ['turnserver', '-c', file];
		},
		answers: () => answers(port),
		hopeless: /.*(Cannot bind|CONFIG ERROR|Cannot create).*/,
	});
	return {
		...process,
		get isRunning() {
			return process.isRunning;
		},
		port,
		...user,
	};
}

function config(folder: string, port: number, firstRelay: number, user: string): string {
	return `
listening-ip=127.0.0.1
relay-ip=127.0.0.1
listening-port=${port}
min-port=${firstRelay}
max-port=${firstRelay + RELAYS - 1}
realm=${SIP_DOMAIN}
lt-cred-mech
user=${user}
userdb=${join(folder, 'turndb')}
pidfile=${join(folder, 'turnserver.pid')}
no-tls
no-dtls
no-cli
no-multicast-peers
allow-loopback-peers
fingerprint
log-file=stdout
`;
}

/** A binding request and its success (RFC 8489 §5). */
async function answers(port: number): Promise<void> {
	const id = randomBytes(12);
	const answer = await askUdp(port, Buffer.concat([Buffer.from('000100002112a442', 'hex'), id]));
	if (answer.readUInt16BE(0) !== 0x0101 || !answer.subarray(8, 20).equals(id)) throw new Error('no binding success');
	await acceptsTcp(port);
}
