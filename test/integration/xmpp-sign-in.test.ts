/** Signing in to a real Prosody, in every way that it offers. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ScramKeys } from '../../src/background/xmpp/session.ts';
import type { Authentication } from '../servers/prosody-config.ts';
import { type Servers, startServers } from '../servers/servers.ts';
import { putHostMeta } from '../servers/web.ts';
import { useNodeWeb } from '../support/node-web.ts';
import { Person, type PersonOptions } from './xmpp-people.ts';

let servers: Servers;
let restore: () => void;
const people: Person[] = [];

beforeAll(async () => {
	servers = await startServers({ prosody: { authentication: 'scram-both' }, web: true });
	restore = useNodeWeb(servers);
});
afterEach(async () => {
	await Promise.all(people.splice(0).map(({ session }) => session.close()));
});
afterAll(async () => {
	restore();
	await servers.stop();
});

describe('where both SCRAMs and PLAIN are offered', () => {
	beforeAll(() => offering('scram-both'));

	test('an endpoint is found, and SCRAM-SHA-256 used', async () => {
		const alice = signIn();
		const { security } = await alice.is('online');
		expect(security).toEqual({ tls: true, mechanism: 'SCRAM-SHA-256', host: new URL(servers.xmpp.wssUrl).host });
		expect(alice.told.credential).toHaveLength(1);
		expect(alice.told.credential[0]).toMatchObject({
			strongest: 'SCRAM-SHA-256',
			keys: { kind: 'scram', mechanism: 'SCRAM-SHA-256' },
		});
		expect(JSON.stringify(alice.told)).not.toContain(servers.account('alice').password);
	});

	test('a wrong password is said to be wrong, once', async () => {
		const alice = signIn({ credential: { kind: 'password', password: 'guess' } });
		expect(await alice.is('refused')).toMatchObject({ reason: 'wrong-password' });
		expect(alice.told.connection.map(({ is }) => is)).toEqual(['connecting', 'refused']);
		expect(alice.told.credential).toEqual([]);
	});

	test('a user who does not exist looks the same', async () => {
		const nobody = signIn({ jid: 'nobody@chat.example.test' });
		expect(await nobody.is('refused')).toMatchObject({ reason: 'wrong-password' });
	});

	test('SCRAM is as good without TLS on this machine', async () => {
		const alice = signIn({ endpoint: servers.xmpp.wsUrl });
		const { security } = await alice.is('online');
		expect(security).toMatchObject({ tls: false, mechanism: 'SCRAM-SHA-256' });
	});

	test('out of refused, a person can try again', async () => {
		const alice = signIn({ credential: { kind: 'password', password: 'guess' } });
		await alice.is('refused');
		alice.session.retry();
		await alice.is('connecting');
		await alice.is('refused');
	});
});

describe.each(['scram-sha-256', 'scram-sha-1'] as const)('where keys can be kept: %s', (authentication) => {
	const mechanism = authentication.toUpperCase();
	let keys: ScramKeys;

	beforeAll(async () => {
		await offering(authentication);
		const alice = signIn();
		await alice.is('online');
		keys = alice.told.credential[0]?.keys as ScramKeys;
		await alice.session.close();
	});

	test('they do what the password did', async () => {
		const alice = signIn({ credential: keys, strongest: mechanism });
		expect(await alice.is('online')).toMatchObject({ security: { mechanism } });
		expect(alice.told.credential).toEqual([]);
	});

	test('forged ones do not', async () => {
		const alice = signIn({ credential: { ...keys, clientKey: keys.serverKey }, strongest: mechanism });
		expect(await alice.is('refused')).toMatchObject({ reason: 'wrong-password' });
	});

	test('a server that cannot prove that it knows the password is not used', async () => {
		const alice = signIn({ credential: { ...keys, serverKey: keys.clientKey }, strongest: mechanism });
		expect(await alice.is('refused')).toMatchObject({ reason: 'server-not-genuine' });
		expect(alice.told.connection.map(({ is }) => is)).not.toContain('online');
	});

	test('a new salt makes them useless', async () => {
		await servers.prosody.kill();
		servers.prosody.changePassword('alice', servers.account('alice').password);
		await servers.prosody.start();
		const alice = signIn({ credential: keys, strongest: mechanism });
		expect(await alice.is('refused')).toMatchObject({ reason: 'password-needed' });
	});
});

describe('where only SCRAM-SHA-1 is offered', () => {
	beforeAll(() => offering('scram-sha-1'));

	test('who signed in by something stronger does not', async () => {
		const alice = signIn({ strongest: 'SCRAM-SHA-256' });
		expect(await alice.is('refused')).toMatchObject({ reason: 'weaker-sign-in' });
	});
});

describe('where only PLAIN is offered', () => {
	beforeAll(() => offering('plain'));

	test('it is used when a person agrees', async () => {
		const alice = signIn({}, { allowPlain: true });
		expect(await alice.is('online')).toMatchObject({ security: { mechanism: 'PLAIN' } });
		expect(alice.told.credential).toEqual([{ keys: null, strongest: 'PLAIN' }]);
	});

	test('a wrong password is said to be wrong', async () => {
		const alice = signIn({ credential: { kind: 'password', password: 'guess' } }, { allowPlain: true });
		expect(await alice.is('refused')).toMatchObject({ reason: 'wrong-password' });
	});

	test('it is not used otherwise', async () => {
		expect(await signIn().is('refused')).toMatchObject({ reason: 'no-safe-sign-in' });
	});

	test('nor without TLS', async () => {
		const alice = signIn({ endpoint: servers.xmpp.wsUrl }, { allowPlain: true });
		expect(await alice.is('refused')).toMatchObject({ reason: 'no-safe-sign-in' });
	});

	test('nor when something better was there once', async () => {
		const alice = signIn({ strongest: 'SCRAM-SHA-1' }, { allowPlain: true });
		expect(await alice.is('refused')).toMatchObject({ reason: 'weaker-sign-in' });
	});

	test('without a password there is nothing to sign in with', async () => {
		const alice = signIn({ credential: { kind: 'none' }, strongest: 'PLAIN' }, { allowPlain: true });
		expect(await alice.is('refused')).toMatchObject({ reason: 'password-needed' });
	});
});

describe('when there is no way to the server', () => {
	test('ws: to anywhere else is refused before anything is sent', async () => {
		const alice = signIn({ endpoint: 'ws://chat.example.test/xmpp-websocket' });
		expect(await alice.is('refused')).toMatchObject({ reason: 'insecure-address' });
	});

	test('a host that answers, but not as a WebSocket', async () => {
		const alice = signIn({ endpoint: 'wss://chat.example.test/.well-known/host-meta' });
		expect(await alice.is('waiting')).toMatchObject({ reason: 'no-websocket' });
	});

	test('a domain that names no endpoint', async () => {
		putHostMeta(servers.web, []);
		const alice = signIn({ jid: 'alice@www.example.test' });
		expect(await alice.is('waiting')).toMatchObject({ reason: 'no-websocket', detail: 'www.example.test' });
		putHostMeta(servers.web, [servers.xmpp.wssUrl]);
	});

	// Which of them it is takes WebRTC, which Node lacks: `endpoint-probe.ts` says how.
	test.each([
		['nobody listens', () => 'wss://chat.example.test:9/'],
		['its certificate is signed by nobody', () => servers.xmpp.untrustedWssUrl],
	])('it is not reached when %s', async (_, endpoint) => {
		const { retryAt, since, reason } = await signIn({ endpoint: endpoint() }).is('waiting');
		expect(reason).toBe('unreachable');
		expect(retryAt - since).toBeLessThanOrEqual(1_000);
	});
});

async function offering(authentication: Authentication): Promise<void> {
	await servers.prosody.kill();
	await servers.prosody.start({ authentication });
}

function signIn(account: Partial<ConstructorParameters<typeof Person>[0]> = {}, options: PersonOptions = {}): Person {
	const { jid, password } = servers.account('alice');
	const person = new Person({ jid, credential: { kind: 'password', password }, ...account }, options);
	people.push(person);
	return person;
}
