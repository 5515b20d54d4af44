/** The servers that other tests stand on: do they answer, keep their data, keep apart, and go? */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acceptsTcp, askUdp } from '../servers/answers.ts';
import { type Servers, startServers } from '../servers/servers.ts';
import { HOST_META_JSON } from '../servers/web.ts';
import { register } from '../support/bare-sip.ts';
import { bareXmpp, mechanismsAt } from '../support/bare-xmpp.ts';
import { spawnGuarded } from '../support/guarded.ts';
import { nextEvent } from '../support/next-event.ts';
import { fetchFor, useNodeWeb, webSocketFor } from '../support/node-web.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { GiveUp, until } from '../support/until.ts';

describe('one set', () => {
	let servers: Servers;
	let restore: () => void;
	beforeAll(async () => {
		servers = await startServers({ prosody: true, kamailio: true, coturn: true, web: true });
		restore = useNodeWeb(servers);
	});
	afterAll(async () => {
		restore();
		await servers.stop();
	});

	test('host-meta leads to a WebSocket that signs in, over TLS that only the CA makes good', async () => {
		const json = (await (await fetch(`https://chat.example.test${HOST_META_JSON}`)).json()) as {
			links: { href: string }[];
		};
		expect(json.links[0]?.href).toBe(servers.xmpp.wssUrl);
		expect(await (await fetch(servers.xmpp.hostMetaUrl)).text()).toContain(servers.xmpp.wssUrl);
		const session = await bareXmpp(servers.xmpp.wssUrl, servers.account('alice'));
		expect(await session.roster()).toEqual(['bob@chat.example.test']);
		await session.close();
		const trustsNothing = fetchFor({ ...servers, certificates: { ca: '' } });
		await expect(trustsNothing(servers.xmpp.hostMetaUrl)).rejects.toMatchObject({
			cause: { code: 'SELF_SIGNED_CERT_IN_CHAIN' },
		});
	});

	test('the plain ports answer too', async () => {
		const session = await bareXmpp(servers.xmpp.wsUrl, servers.account('bob'));
		await session.close();
		const phone = await register(WebSocket, servers.sip.wsUrl, servers.account('bob'));
		expect(phone.status).toBe(200);
		await phone.close();
	});

	test('the untrusted ports are refused for their certificate, and for nothing else', async () => {
		for (const [url, protocol] of [
			[servers.xmpp.untrustedWssUrl, 'xmpp'],
			[servers.sip.untrustedWssUrl, 'sip'],
		] as const) {
			const socket = new WebSocket(url, protocol);
			const event = await nextEvent<Event & { error: { code: string } }>(socket, 'error');
			expect(event.error.code).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
			const { certificate } = servers.certificates.untrusted;
			const trusting = webSocketFor({ certificates: { ca: readFileSync(certificate, 'utf8') } });
			const opened = new trusting(url, protocol);
			await nextEvent(opened, 'open');
			opened.close();
		}
	});

	test('a name that is not of the tests is not found', async () => {
		await expect(fetch('https://chat.example.invalid/')).rejects.toMatchObject({ cause: { code: 'ENOTFOUND' } });
	});

	test('SIP registers with the right password only, and the contact goes with the socket', async () => {
		const carol = servers.account('carol');
		const wrong = await register(WebSocket, servers.sip.wssUrl, carol, 'wrong');
		expect(wrong.status).toBe(401);
		await wrong.close();
		const right = await register(WebSocket, servers.sip.wssUrl, carol);
		expect(right.status).toBe(200);
		expect(await servers.kamailio.countContacts('carol')).toBe(1);
		await right.close();
		await until('carol is not registered', async () => (await servers.kamailio.countContacts('carol')) === 0);
	});

	test('accounts added while the servers run work in both', async () => {
		const erin = await servers.addAccount('erin', { password: 'other-secret', authUser: 'erin-auth' });
		const phone = await register(WebSocket, servers.sip.wssUrl, erin);
		expect(phone.status).toBe(200);
		await phone.close();
		const session = await bareXmpp(servers.xmpp.wssUrl, erin);
		await session.close();
	});

	test('10,000 contacts are there at sign-in', async () => {
		const dave = await servers.addAccount('dave');
		servers.addContacts('dave', 10_000);
		const session = await bareXmpp(servers.xmpp.wssUrl, dave, false); // else Prosody asks for 10,000 presences first
		expect(await session.roster()).toHaveLength(10_000);
		await session.close();
	});

	test('the dead STUN server is there and says nothing', async () => {
		const port = Number(servers.deadStun.split(':')[2]);
		const binding = Buffer.from('000100002112a442000102030405060708090a0b', 'hex');
		await expect(askUdp(port, binding)).rejects.toMatchObject({ name: 'AbortError' }); // a closed port: ECONNREFUSED
		const answer = await askUdp(Number(servers.ice.stun.split(':')[2]), binding);
		expect(answer.readUInt16BE(0)).toBe(0x0101);
	});

	test('Prosody killed: its sockets break; restarted: same address, same accounts, and the message that waited', async () => {
		const alice = await bareXmpp(servers.xmpp.wssUrl, servers.account('alice'));
		const bob = servers.account('bob');
		alice.message(bob.jid, 'are you there?');
		await alice.roster(); // the answer says that what came before was handled
		const lost = alice.lost();
		await servers.prosody.kill();
		await lost;
		expect(servers.prosody.isRunning).toBe(false);
		await expect(fetch(`https://chat.example.test:${servers.prosody.ports.wss}/`)).rejects.toThrow('fetch failed');
		await servers.prosody.start();
		const session = await bareXmpp(servers.xmpp.wssUrl, bob);
		await until('the message that waited', () =>
			session.received.some((stanza) => stanza.getChildText('body') === 'are you there?'),
		);
		await session.close();
	});

	test('Prosody started with other options offers other mechanisms, with the same passwords', async () => {
		const offered = {
			'scram-sha-256': ['PLAIN', 'SCRAM-SHA-256'],
			'scram-both': ['PLAIN', 'SCRAM-SHA-1', 'SCRAM-SHA-256'],
			plain: ['PLAIN'],
			'scram-sha-1': ['PLAIN', 'SCRAM-SHA-1'],
		} as const;
		for (const [authentication, mechanisms] of Object.entries(offered)) {
			await servers.prosody.kill();
			await servers.prosody.start({ authentication: authentication as keyof typeof offered });
			expect(await mechanismsAt(servers.xmpp.wssUrl)).toEqual(mechanisms);
			const session = await bareXmpp(servers.xmpp.wssUrl, servers.account('alice'));
			await session.close();
		}
	});

	test('Kamailio killed: its sockets break; restarted: same address and accounts', async () => {
		const socket = new WebSocket(servers.sip.wssUrl, 'sip');
		await nextEvent(socket, 'open');
		const broken = nextEvent(socket, 'close');
		await servers.kamailio.kill();
		await broken;
		await servers.kamailio.start();
		const phone = await register(WebSocket, servers.sip.wssUrl, servers.account('carol'));
		expect(phone.status).toBe(200);
		await phone.close();
	});

	test('a frozen server accepts and says nothing, and goes on when thawed', async () => {
		servers.prosody.freeze();
		const session = bareXmpp(servers.xmpp.wssUrl, servers.account('bob'));
		const first = await Promise.race([
			session.then(() => 'signed in'),
			servers.kamailio.rpc('core.version').then(() => 'the other server'),
		]);
		expect(first).toBe('the other server');
		servers.prosody.thaw();
		await (await session).close();
	});
});

test('two sets at once do not meet, and leave nothing behind', async () => {
	const [one, other] = await Promise.all([
		startServers({ prosody: true, kamailio: true, web: true }),
		startServers({ prosody: true, kamailio: true, web: true }),
	]);
	const ports = [one, other].flatMap(({ prosody, kamailio, web }) => [
		...Object.values(prosody.ports),
		...Object.values(kamailio.ports),
		web.port,
	]);
	expect(new Set(ports).size).toBe(ports.length);
	await one.addAccount('only-here');
	expect(await registers(one, 'only-here')).toBe(200);
	await other.addAccount('only-there');
	await expect(register(webSocketFor(one), one.sip.wssUrl, other.account('only-there'))).resolves.toMatchObject({
		status: 401,
	});

	await one.stop();
	expect(await registers(other, 'alice')).toBe(200);
	await other.stop();
	for (const set of [one, other]) {
		expect(existsSync(dirname(dirname(set.certificates.caFile)))).toBe(false);
		await expect(fetchFor(set)(set.xmpp.hostMetaUrl)).rejects.toThrow('fetch failed');
		await expect(fetchFor(set)(`http://localhost:${set.prosody.ports.ws}/`)).rejects.toThrow('fetch failed');
		await expect(fetchFor(set)(`http://localhost:${set.kamailio.ports.ws}/`)).rejects.toThrow('fetch failed');
	}
});

test('a run that crashes leaves no server and no folder behind', async () => {
	const folder = temporaryFolder('crash');
	const log = join(folder.path, 'log');
	const run = spawnGuarded([process.execPath, 'scripts/run.mjs', 'test/servers/main.ts'], { log, cwd: process.cwd() });
	const printed = await until('the servers are printed', () => {
		if (run.hasEnded()) throw new GiveUp(new Error(readFileSync(log, 'utf8')));
		return JSON.parse(readFileSync(log, 'utf8')) as { ca: string; xmpp: { wsUrl: string }; sip: { wsUrl: string } };
	});
	await acceptsTcp(portOf(printed.xmpp.wsUrl));
	await run.kill();
	await until('Prosody is gone', () => refuses(portOf(printed.xmpp.wsUrl)));
	await until('Kamailio is gone', () => refuses(portOf(printed.sip.wsUrl)));
	await until('the folder is gone', () => !existsSync(dirname(printed.ca)));
	folder.remove();
});

function portOf(url: string): number {
	return Number(new URL(url).port);
}

async function refuses(port: number): Promise<boolean> {
	return acceptsTcp(port).then(
		() => false,
		(error: NodeJS.ErrnoException) => error.code === 'ECONNREFUSED',
	);
}

async function registers(servers: Servers, name: string): Promise<number> {
	const phone = await register(webSocketFor(servers), servers.sip.wssUrl, servers.account(name));
	await phone.close();
	return phone.status;
}
