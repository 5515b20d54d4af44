import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import type { SipEnvironment } from '../../../../src/background/sip/environment.ts';
import type { SipAccount } from '../../../../src/background/sip/session.ts';
import type { FakeSocket } from '../../../support/sip/fake-sip-server.ts';
import { inviteText, type SipRig, sipRig } from '../../../support/sip/sip-rig.ts';

let rig: SipRig;
afterEach(() => rig.end());

function start(account: Partial<SipAccount> = {}, environment: Partial<SipEnvironment> = {}): SipRig {
	rig = sipRig(account, environment);
	return rig;
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const HA1 = md5('alice:example.test:alice-secret');
const LOST = expect.objectContaining({ is: 'waiting', reason: 'lost' });
const challenge = (realm = 'example.test', more = '') =>
	({ headers: [['WWW-Authenticate', `Digest realm="${realm}", nonce="abc"${more}`]] }) as const;

/** The newest WebSocket is taken and its REGISTER challenged; gives the answer to that. */
async function challenged(realm?: string) {
	const socket = rig.server.latest();
	socket.accept();
	socket.answer(socket.request('REGISTER'), '401 Unauthorized', challenge(realm));
	await rig.pass(0);
	return { socket, authorized: socket.request('REGISTER') };
}

async function accepted(socket: FakeSocket, headers: readonly (readonly [string, string])[] = []) {
	const request = socket.request('REGISTER');
	socket.answer(request, '200 OK', { headers: [['Contact', request.header('contact')], ...headers] });
	await rig.pass(0);
}

describe('signing in', () => {
	test('by RFC 7118, RFC 5626 and RFC 2617, and learns a key that is none for anything else', async () => {
		start();
		expect(rig.server.latest()).toMatchObject({ url: 'wss://sip.example.test/', protocol: 'sip' });
		expect(rig.connections).toEqual([{ is: 'connecting', since: 1_000_000 }]);
		const { socket, authorized } = await challenged();
		expect(authorized.first).toBe('REGISTER sip:example.test SIP/2.0');
		expect(authorized.header('via')).toMatch(/^SIP\/2\.0\/WSS \w+\.invalid;branch=\S+;keep$/);
		expect(authorized.header('contact')).toContain(
			';reg-id=1;+sip.instance="<urn:uuid:f81d4fae-7dec-41d0-a765-00a0c91e6bf6>"',
		);
		expect(authorized.header('supported')).toContain('outbound');
		const response = md5(`${HA1}:abc:${md5('REGISTER:sip:example.test')}`);
		expect(authorized.header('authorization')).toContain(`username="alice", realm="example.test", nonce="abc"`);
		expect(authorized.header('authorization')).toContain(`response="${response}"`);

		await accepted(socket);
		expect(rig.credentials).toMatchObject([{ key: { realm: 'example.test', ha1: HA1 }, strongest: 'MD5' }]);
		expect(JSON.stringify(rig.credentials)).not.toContain('secret');
		const security = { tls: true, mechanism: 'Digest MD5', host: 'sip.example.test' };
		expect(rig.state()).toEqual({ is: 'online', since: 1_000_000, security });
	});

	test('with the kept key, which is not told again', async () => {
		start({ credential: { kind: 'ha1', realm: 'example.test', ha1: HA1 }, strongest: 'MD5' });
		const { socket, authorized } = await challenged();
		expect(authorized.header('authorization')).toContain(md5(`${HA1}:abc:${md5('REGISTER:sip:example.test')}`));
		await accepted(socket);
		expect(rig.state().is).toBe('online');
		expect(rig.credentials).toEqual([]);
	});

	test('by the strongest algorithm of RFC 8760, whose keys are kept too', async () => {
		start();
		const socket = rig.server.latest();
		socket.accept();
		const offered = ['MD5', 'SHA-256'].map(
			(algorithm) => ['WWW-Authenticate', `Digest realm="example.test", nonce="abc", algorithm=${algorithm}`] as const,
		);
		socket.answer(socket.request('REGISTER'), '401 Unauthorized', { headers: offered });
		await rig.pass(0);
		const key = sha256('alice:example.test:alice-secret');
		const response = sha256(`${key}:abc:${sha256('REGISTER:sip:example.test')}`);
		const answer = socket.request('REGISTER').header('authorization');
		expect(answer).toContain('algorithm=SHA-256');
		expect(answer).toContain(`response="${response}"`);
		await accepted(socket);
		expect(rig.state()).toMatchObject({ is: 'online', security: { mechanism: 'Digest SHA-256' } });
		expect(rig.credentials).toMatchObject([{ key: { stronger: { 'SHA-256': key } }, strongest: 'SHA-256' }]);
	});

	test('with another user name than the address has', async () => {
		start({ authUser: '1001' });
		const { authorized } = await challenged();
		expect(authorized.header('authorization')).toContain('username="1001"');
		expect(authorized.header('from')).toContain('<sip:alice@example.test>');
	});

	test('a server that asks for no password is told as such', async () => {
		start({ credential: { kind: 'none' } });
		await rig.register();
		expect(rig.state()).toMatchObject({ is: 'online', security: { mechanism: '' } });
		expect(rig.credentials).toEqual([]);
	});

	test('nothing of the display name can end a header line', async () => {
		start({ displayName: 'Alice\r\nEvil: yes' });
		rig.server.latest().accept();
		expect(rig.server.latest().request('REGISTER').header('from')).toContain('"Alice Evil: yes"');
		expect(rig.server.latest().request('REGISTER').header('evil')).toBe('');
	});

	test.each(['', 'alice', 'sip:example.test', 'tel:+4930', 'xmpp:alice@example.test'])('%j is no address', (aor) => {
		expect(() => start({ aor })).toThrow('bad-address');
	});
});

describe('being refused', () => {
	test('a wrong password', async () => {
		start();
		const { socket, authorized } = await challenged();
		socket.answer(authorized, '401 Unauthorized', challenge());
		await rig.pass(0);
		expect(rig.state()).toMatchObject({ is: 'refused', reason: 'wrong-password', detail: '401 Unauthorized' });
		await rig.pass(600_000);
		expect(rig.server.sockets).toHaveLength(1);
	});

	test('403 to the right challenge is a wrong password, to the bare request it is not', async () => {
		start();
		const { socket, authorized } = await challenged();
		socket.answer(authorized, '403 Forbidden');
		await rig.pass(0);
		expect(rig.state()).toMatchObject({ is: 'refused', reason: 'wrong-password' });

		rig.session.retry();
		rig.server.latest().accept();
		rig.server.latest().answer(rig.server.latest().request('REGISTER'), '403 No Such Domain');
		await rig.pass(0);
		expect(rig.state()).toMatchObject({ is: 'refused', reason: 'server-error', detail: '403 No Such Domain' });
	});

	test('a kept key for another realm: the password is needed', async () => {
		start({ credential: { kind: 'ha1', realm: 'old.example.test', ha1: HA1 } });
		const { socket } = await challenged();
		expect(socket.messages).toHaveLength(1);
		expect(rig.state()).toMatchObject({ is: 'refused', reason: 'password-needed' });
	});

	test('a server that offered more before', async () => {
		start({ strongest: 'SHA-256' });
		const { socket } = await challenged();
		expect(socket.messages).toHaveLength(1);
		expect(rig.state()).toMatchObject({ is: 'refused', reason: 'weaker-sign-in', detail: 'MD5' });
	});

	test('no password at all: it is needed', async () => {
		start({ credential: { kind: 'none' } });
		await challenged();
		expect(rig.state()).toMatchObject({ is: 'refused', reason: 'password-needed' });
	});

	test('a challenge that cannot be answered safely', async () => {
		start();
		rig.server.latest().accept();
		const request = rig.server.latest().request('REGISTER');
		rig.server.latest().answer(request, '401 Unauthorized', challenge('example.test', ', algorithm=MD5-sess'));
		await rig.pass(0);
		expect(rig.state()).toMatchObject({ is: 'refused', reason: 'no-safe-sign-in' });
	});

	test('the server’s words, where it says something else', async () => {
		start();
		rig.server.latest().accept();
		rig.server.latest().answer(rig.server.latest().request('REGISTER'), '404 Nobody\u202E here');
		await rig.pass(0);
		expect(rig.state()).toMatchObject({ is: 'refused', reason: 'server-error', detail: '404 Nobody here' });
	});

	test('retry signs in again', async () => {
		start();
		const { socket, authorized } = await challenged();
		socket.answer(authorized, '401 Unauthorized', challenge());
		await rig.pass(0);
		rig.session.retry();
		expect(rig.state().is).toBe('connecting');
		await rig.register();
		expect(rig.state().is).toBe('online');
	});

	test('an endpoint without TLS is not even tried', async () => {
		start({ endpoint: 'ws://sip.example.test/' });
		expect(rig.state()).toMatchObject({ is: 'refused', reason: 'insecure-address' });
		rig.session.retry();
		await rig.pass(600_000);
		expect(rig.server.sockets).toHaveLength(0);
		await rig.session.close();
	});

	test('this machine needs no TLS', async () => {
		start({ endpoint: 'ws://localhost:5062/' });
		await rig.register();
		expect(rig.server.latest().request('REGISTER').header('via')).toMatch(/^SIP\/2\.0\/WS /);
		expect(rig.state()).toMatchObject({ is: 'online', security: { tls: false, host: 'localhost:5062' } });
	});
});

describe('coming back', () => {
	test('a lost flow is opened again after the back-off, and registered again', async () => {
		start();
		const first = await rig.register();
		await rig.pass(20_000);
		first.fail();
		expect(rig.state()).toEqual({ is: 'waiting', since: 1_020_000, retryAt: 1_020_500, reason: 'lost' });
		await rig.pass(499);
		expect(rig.server.sockets).toHaveLength(1);
		await rig.pass(1);
		expect(rig.state()).toEqual({ is: 'connecting', since: 1_020_500 });
		await rig.register();
		expect(rig.state()).toMatchObject({ is: 'online', since: 1_020_500 });
	});

	test('after a stable while the waits begin anew', async () => {
		start();
		for (let tries = 0; tries < 3; tries++) {
			rig.server.latest().fail();
			await rig.pass(0);
			await rig.pass(500 * 2 ** tries);
		}
		const socket = await rig.register();
		await rig.pass(20_000);
		socket.fail();
		expect(rig.state()).toMatchObject({ is: 'waiting', retryAt: Date.now() + 500 });
	});

	test('nobody but us opens flows, however long it takes', async () => {
		start();
		(await rig.register()).fail();
		let waits = 0;
		for (; waits < 10; waits++) {
			const state = rig.state();
			if (state.is !== 'waiting') throw new Error(`is ${state.is}`);
			const before = rig.server.sockets.length;
			await rig.pass(state.retryAt - Date.now() - 1);
			expect(rig.server.sockets).toHaveLength(before);
			await rig.pass(1);
			expect(rig.server.sockets).toHaveLength(before + 1);
			rig.server.latest().fail();
			await rig.pass(0);
		}
		expect(rig.state()).toMatchObject({ is: 'waiting', reason: 'unreachable' });
	});

	test('why it cannot be opened is found out', async () => {
		start(
			{},
			{
				probe: async (url, code) =>
					(url.host === 'sip.example.test' && code === 1006 ? 'no-websocket' : 'lost') as never,
			},
		);
		rig.server.latest().fail(1006);
		expect(rig.state().is).toBe('connecting');
		await rig.pass(0);
		expect(rig.state()).toMatchObject({ is: 'waiting', reason: 'no-websocket', retryAt: Date.now() + 500 });
	});

	test('what is found out too late counts no more', async () => {
		let found: (reason: 'unknown-host') => void = () => {};
		start({}, { probe: () => new Promise((resolve) => (found = resolve)) });
		rig.server.latest().fail();
		rig.session.retry();
		await rig.register();
		found('unknown-host');
		await rig.pass(0);
		expect(rig.state().is).toBe('online');
	});

	test('a WebSocket that stays silent is given up', async () => {
		const codes: number[] = [];
		start(
			{},
			{
				async probe(_, code) {
					codes.push(code);
					return 'unreachable';
				},
			},
		);
		await rig.pass(10_000);
		expect(codes).toEqual([0]);
		expect(rig.server.latest().readyState).toBe(3);
		expect(rig.state()).toMatchObject({ is: 'waiting' });
	});

	test('a server that takes the WebSocket and says nothing is given up', async () => {
		start();
		rig.server.latest().accept();
		await rig.pass(15_000);
		expect(rig.state()).toMatchObject({ is: 'waiting', reason: 'unreachable' });
	});

	test('a server in trouble is asked again on the same flow', async () => {
		start();
		const socket = rig.server.latest();
		socket.accept();
		socket.answer(socket.request('REGISTER'), '503 Overloaded');
		await rig.pass(0);
		expect(rig.state()).toMatchObject({ is: 'waiting', reason: 'server-error', detail: '503 Overloaded' });
		await rig.pass(500);
		expect(rig.state().is).toBe('connecting');
		await accepted(socket);
		expect(rig.state().is).toBe('online');
		expect(rig.server.sockets).toHaveLength(1);
	});

	test('retry ends a wait at once', async () => {
		start();
		(await rig.register()).fail();
		rig.session.retry();
		expect(rig.server.sockets).toHaveLength(2);
		expect(rig.state().is).toBe('connecting');
	});

	test('so does the network’s return', async () => {
		start();
		(await rig.register()).fail();
		rig.network.dispatchEvent(new Event('online'));
		expect(rig.server.sockets).toHaveLength(2);
	});

	test('a flow that outlived a change of the network is asked, and kept if it answers', async () => {
		start();
		const socket = await rig.register();
		rig.network.dispatchEvent(new Event('online'));
		expect(socket.messages.filter(({ method }) => method === 'REGISTER')).toHaveLength(2);
		await accepted(socket);
		await rig.pass(10_000);
		expect(rig.server.sockets).toHaveLength(1);
		expect(rig.state().is).toBe('online');
	});

	test('a flow that a change of the network cut is replaced at once', async () => {
		start();
		await rig.register();
		rig.network.dispatchEvent(new Event('online'));
		await rig.pass(5_000);
		expect(rig.server.sockets).toHaveLength(2);
		expect(rig.state().is).toBe('connecting');
		await rig.register();
		expect(rig.state().is).toBe('online');
	});

	test('a registration is renewed before it runs out, and lost if nobody answers', async () => {
		start();
		const socket = await rig.register();
		const registers = () => socket.messages.filter(({ method }) => method === 'REGISTER').length;
		while (registers() === 1) await rig.pass(1_000);
		expect(Date.now() - 1_000_000).toBeLessThan(600_000);
		await rig.pass(32_000);
		expect(rig.connections).toContainEqual(LOST);
	});

	test('a realm that was changed meanwhile needs the password: it was forgotten', async () => {
		start();
		const { socket } = await challenged();
		await accepted(socket);
		rig.session.retry();
		socket.answer(socket.request('REGISTER'), '401 Unauthorized', challenge('other.example.test'));
		await rig.pass(0);
		expect(rig.state()).toMatchObject({ is: 'refused', reason: 'password-needed' });
	});

	test('a password that was changed meanwhile is found out when renewing', async () => {
		start();
		const { socket } = await challenged();
		await accepted(socket);
		const before = socket.messages.length;
		while (socket.messages.length === before) await rig.pass(1_000);
		socket.answer(socket.request('REGISTER'), '401 Unauthorized', challenge());
		await rig.pass(0);
		socket.answer(socket.request('REGISTER'), '401 Unauthorized', challenge());
		await rig.pass(0);
		expect(rig.state()).toMatchObject({ is: 'refused', reason: 'wrong-password' });
	});
});

describe('keeping the flow alive', () => {
	test('a server that answers pings and then does not is left', async () => {
		start();
		const socket = await rig.register();
		await rig.pass(30_000);
		expect(socket.sent.at(-1)).toBe('\r\n\r\n');
		socket.receive('\r\n');
		await rig.pass(40_000);
		expect(rig.connections).toContainEqual(LOST);
		expect(rig.dropped).toEqual([]);
	});

	test('a server that never answered pings is not left for it', async () => {
		start();
		const socket = await rig.register();
		await rig.pass(120_000);
		expect(socket.sent.filter((text) => text === '\r\n\r\n').length).toBeGreaterThan(3);
		expect(rig.state().is).toBe('online');
	});

	test('its Flow-Timer is kept to', async () => {
		start();
		const socket = rig.server.latest();
		socket.accept();
		await accepted(socket, [['Flow-Timer', '10']]);
		await rig.pass(9_000);
		expect(socket.sent.at(-1)).toBe('\r\n\r\n');
		await rig.pass(10_000);
		expect(rig.state()).toMatchObject({ is: 'waiting', reason: 'lost' });
	});
});

describe('closing', () => {
	test('takes the registration back', async () => {
		start();
		const socket = await rig.register();
		const closed = rig.session.close();
		const last = socket.request('REGISTER');
		expect(last.header('contact')).toContain(';expires=0');
		socket.answer(last, '200 OK');
		await closed;
		expect(rig.state().is).toBe('off');
		expect(socket.readyState).toBe(3);
	});

	test('does not wait for a server that says nothing', async () => {
		start();
		await rig.register();
		const closed = rig.session.close();
		await rig.pass(2_000);
		await closed;
		expect(rig.state().is).toBe('off');
		await rig.pass(600_000);
		expect(rig.server.sockets).toHaveLength(1);
	});

	test('ends the tries too', async () => {
		start();
		(await rig.register()).fail();
		await rig.session.close();
		await rig.pass(600_000);
		expect(rig.server.sockets).toHaveLength(1);
		expect(rig.state().is).toBe('off');
	});
});

describe('what a server may send', () => {
	test.each([
		['no SIP', 'GET / HTTP/1.1\r\n\r\n'],
		['no text', new Uint8Array([0xff, 0xfe]).buffer],
		['no end', 'INVITE sip:alice@example.test SIP/2.0\r\nVia'],
		['a user part that cannot be decoded', 'OPTIONS sip:%e4@example.test SIP/2.0\r\n\r\n'],
		['an empty message', ''],
	])('%s: it is dropped and nothing else is lost', async (_, data) => {
		start();
		const socket = await rig.register();
		socket.receive(data);
		await rig.ring();
		expect(rig.incoming).toHaveLength(1);
		expect(rig.state().is).toBe('online');
	});

	test('a message without an end is not even read', async () => {
		start();
		const socket = await rig.register();
		socket.receive(inviteText(socket, { headers: [['Subject', 'x'.repeat(300_000)]] }));
		await rig.pass(0);
		expect(rig.incoming).toEqual([]);
		expect(rig.dropped).toHaveLength(1);
	});

	test('text in binary frames', async () => {
		start();
		const socket = rig.server.latest();
		socket.accept();
		const receive = socket.receive.bind(socket);
		socket.receive = (text) => receive(new TextEncoder().encode(String(text)).buffer);
		await accepted(socket);
		expect(rig.state().is).toBe('online');
	});
});

test('two accounts do not know each other', async () => {
	start();
	const alice = await rig.register();
	const other = sipRig({ aor: 'sip:bob@example.org' });
	const bob = await other.register();
	alice.fail();
	expect(other.state().is).toBe('online');
	expect(bob.request('REGISTER').header('to')).toBe('<sip:bob@example.org>');
	expect(bob.request('REGISTER').header('call-id')).not.toBe(alice.request('REGISTER').header('call-id'));
	other.end();
});
