/** A SIP user agent without any wit, over a WebSocket: what the tests of the servers need, independent of our own code. */
import { createHash } from 'node:crypto';
import type { Account } from '../servers/accounts.ts';
import { nextEvent } from './next-event.ts';

/** Registers over `url` with digest (RFC 3261 §22, RFC 7118) and gives the status; the contact goes with the socket. */
export async function register(Socket: typeof WebSocket, url: string, account: Account, password = account.password) {
	const socket = new Socket(url, 'sip');
	await nextEvent(socket, 'open');
	const ask = async (cseq: number, authorization: string) => {
		socket.send(registerRequest(account, cseq, authorization));
		return String((await nextEvent<MessageEvent<string>>(socket, 'message')).data);
	};
	const challenge = await ask(1, '');
	const answer = await ask(2, authorization(challenge, account, password));
	return { status: Number(answer.split(' ')[1]), close: () => closed(socket) };
}

async function closed(socket: WebSocket): Promise<void> {
	const close = nextEvent(socket, 'close');
	socket.close();
	await close;
}

function registerRequest({ name, aor }: Account, cseq: number, authorization: string): string {
	const host = `${name}.invalid`;
	const lines = [
		'REGISTER sip:example.test SIP/2.0',
		`Via: SIP/2.0/WSS ${host};branch=z9hG4bK${crypto.randomUUID()}`,
		`From: <${aor}>;tag=${name}`,
		`To: <${aor}>`,
		`Call-ID: ${name}-bare`,
		`CSeq: ${cseq} REGISTER`,
		`Contact: <sip:${name}@${host};transport=ws>;expires=60`,
		'Max-Forwards: 70',
		...(authorization === '' ? [] : [`Authorization: ${authorization}`]),
		'Content-Length: 0',
	];
	return `${lines.join('\r\n')}\r\n\r\n`;
}

function authorization(challenge: string, { authUser }: Account, password: string): string {
	const field = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? '';
	const realm = field('realm');
	const nonce = field('nonce');
	const uri = 'sip:example.test';
	const response = md5(`${md5(`${authUser}:${realm}:${password}`)}:${nonce}:${md5(`REGISTER:${uri}`)}`);
	return `Digest username="${authUser}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}"`;
}

function md5(text: string): string {
	return createHash('md5').update(text).digest('hex');
}
