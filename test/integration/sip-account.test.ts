import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/background/reconnect.ts';
import { PONG_WITHIN } from '../../src/background/sip/features/rfc-5626-keep-alive.ts';
import type { SipAccount } from '../../src/background/sip/session.ts';
import { type Servers, startServers } from '../servers/servers.ts';
import { useNodeWeb } from '../support/node-web.ts';
import { installFakeRtc } from '../support/sip/fake-rtc.ts';
import { type SipPerson, sipPerson } from '../support/sip/sip-person.ts';
import { until } from '../support/until.ts';

let servers: Servers;
let restore: () => void;
const people: SipPerson[] = [];

beforeAll(async () => {
	servers = await startServers({ kamailio: true });
	const rtc = installFakeRtc();
	const restoreWeb = useNodeWeb(servers);
	restore = () => {
		restoreWeb();
		rtc.restore();
	};
});
afterEach(async () => {
	await Promise.all(people.splice(0).map(({ session }) => session.close()));
});
afterAll(async () => {
	restore();
	await servers.stop();
});

function signIn(
	name: string,
	over: Partial<SipAccount> = {},
	environment: Parameters<typeof sipPerson>[3] = {},
): SipPerson {
	const person = sipPerson(servers, name, over, environment);
	people.push(person);
	return person;
}

test('signs in over TLS, and again with what it learned instead of the password', async () => {
	const first = signIn('alice');
	const host = new URL(servers.sip.wssUrl).host;
	expect(await first.is('online')).toMatchObject({ security: { tls: true, mechanism: 'Digest MD5', host } });
	expect(await servers.kamailio.countContacts('alice')).toBe(1);
	const [learned] = first.credentials;
	if (!learned) throw new Error('nothing was learned');
	expect(learned).toMatchObject({ key: { realm: 'example.test' }, strongest: 'MD5' });
	await first.session.close();
	expect(await servers.kamailio.countContacts('alice')).toBe(0);

	const again = signIn('alice', { ...learned, credential: { kind: 'ha1', ...learned.key } });
	await again.is('online');
	expect(again.credentials).toEqual([]);
});

test('over a plain WebSocket on this machine', async () => {
	const person = signIn('alice', { endpoint: servers.sip.wsUrl });
	expect(await person.is('online')).toMatchObject({ security: { tls: false } });
});

test('with a user name that is not in the address', async () => {
	await servers.addAccount('dora', { authUser: 'dora-1001' });
	await signIn('dora', { authUser: 'dora-1001' }).is('online');
});

test('a wrong password is called that', async () => {
	const person = signIn('alice', { credential: { kind: 'password', password: 'guessed' } });
	expect(await person.is('refused')).toMatchObject({ reason: 'wrong-password' });
	expect(await servers.kamailio.countContacts('alice')).toBe(0);
});

test('a key of another realm needs the password', async () => {
	const credential = { kind: 'ha1', realm: 'old.example.test', ha1: '0'.repeat(32) } as const;
	expect(await signIn('alice', { credential }).is('refused')).toMatchObject({ reason: 'password-needed' });
});

test('a killed server is waited for, and there is one registration afterwards', async () => {
	const person = signIn('alice');
	await person.is('online');
	await servers.kamailio.kill();
	await until('it is lost', () => person.states.some((state) => state.is === 'waiting' && state.reason === 'lost'));
	await until('it cannot be reached', () =>
		person.states.some((state) => state.is === 'waiting' && state.reason === 'unreachable'),
	);
	await servers.kamailio.start();
	person.session.retry();
	await person.is('online');
	expect(await servers.kamailio.countContacts('alice')).toBe(1);
});

test('a server that answers nothing any more is noticed by its missing pong', async () => {
	// Time runs twenty times as fast for the pings. Only from a server that has answered one is a pong expected.
	let expectsPong = false;
	const after = (ms: number, run: () => void) => {
		expectsPong ||= ms === PONG_WITHIN;
		return systemClock.after(ms / 20, run);
	};
	const person = signIn('alice', {}, { clock: { ...systemClock, after } });
	await person.is('online');
	await until('a ping was answered', () => expectsPong);
	expect(person.states.at(-1)?.is).toBe('online');
	servers.kamailio.freeze();
	try {
		await until('it is lost', () => person.states.some((state) => state.is === 'waiting' && state.reason === 'lost'));
	} finally {
		servers.kamailio.thaw();
	}
	await person.is('online');
});

describe('RFC 8760: a server that asks for SHA-256', () => {
	async function restartWith(digest: 'MD5' | 'SHA-256') {
		await servers.kamailio.kill();
		servers.kamailio.digest = digest;
		await servers.kamailio.start();
	}
	beforeAll(() => restartWith('SHA-256'));
	afterAll(() => restartWith('MD5'));

	test('gets it, also for a call, and for the key that is kept; once it asks for less, nobody signs in', async () => {
		const alice = signIn('alice');
		expect(await alice.is('online')).toMatchObject({ security: { mechanism: 'Digest SHA-256' } });
		const bob = signIn('bob');
		await bob.is('online');
		alice.call('sip:bob@example.test');
		await bob.rung();
		const [learned] = alice.credentials;
		if (!learned) throw new Error('nothing was learned');
		expect(learned.strongest).toBe('SHA-256');
		await alice.session.close();

		const kept = { ...learned, credential: { kind: 'ha1', ...learned.key } } as const;
		const again = signIn('alice', kept);
		expect(await again.is('online')).toMatchObject({ security: { mechanism: 'Digest SHA-256' } });
		await again.session.close();

		await restartWith('MD5');
		expect(await signIn('alice', kept).is('refused')).toMatchObject({ reason: 'weaker-sign-in', detail: 'MD5' });
		await signIn('alice').is('online');
	});
});
