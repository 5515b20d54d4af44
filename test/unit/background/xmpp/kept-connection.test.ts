import { describe, expect, test } from 'vitest';
import { STABLE_AFTER } from '../../../../src/background/reconnect.ts';
import { KeptConnection } from '../../../../src/background/xmpp/kept-connection.ts';
import { AppError, type Reason } from '../../../../src/shared/errors.ts';
import type { Connection, Security } from '../../../../src/shared/state.ts';
import { fakeClock } from '../fake-clock.ts';

const SECURITY: Security = { tls: true, mechanism: 'SCRAM-SHA-256', host: 'montague.lit:443' };

function start() {
	const clock = fakeClock();
	const life = new AbortController();
	const told: Connection[] = [];
	const tries: { online(security: Security): void; end(cause: unknown): void }[] = [];
	const connect = (online: (security: Security) => void) =>
		new Promise<never>((_, reject) => {
			tries.push({ online, end: reject });
		});
	const unforeseen: unknown[] = [];
	const tell = (state: Connection) => told.push(state);
	const report = (cause: unknown) => unforeseen.push(cause);
	const connection = new KeptConnection({ connect, tell, unforeseen: report, clock }, life.signal);
	return { clock, life, told, tries, connection, unforeseen };
}

async function settled(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

test('connects at once, and says so', async () => {
	const { told, tries } = start();
	await settled();
	expect(tries).toHaveLength(1);
	expect(told).toEqual([{ is: 'connecting', since: 0 }]);
	tries[0]?.online(SECURITY);
	expect(told[1]).toEqual({ is: 'online', since: 0, security: SECURITY });
});

test('what is lost is tried again, after longer and longer', async () => {
	const { clock, told, tries } = start();
	await settled();
	tries[0]?.end(new AppError('unreachable', { detail: 'montague.lit' }));
	await settled();
	expect(told[1]).toEqual({ is: 'waiting', since: 0, retryAt: 1_000, reason: 'unreachable', detail: 'montague.lit' });
	clock.pass(1_000);
	expect(tries).toHaveLength(2);
	tries[1]?.end(new AppError('lost'));
	await settled();
	expect(told.slice(2)).toEqual([
		{ is: 'connecting', since: 1_000 },
		{ is: 'waiting', since: 1_000, retryAt: 3_000, reason: 'lost' },
	]);
});

test('after a connection that lasted, the waits are short again', async () => {
	const { clock, told, tries } = start();
	await settled();
	for (const wait of [1_000, 2_000]) {
		tries.at(-1)?.end(new AppError('lost'));
		await settled();
		clock.pass(wait);
	}
	tries.at(-1)?.online(SECURITY);
	clock.pass(STABLE_AFTER);
	tries.at(-1)?.end(new AppError('lost'));
	await settled();
	expect(told.at(-1)).toMatchObject({ is: 'waiting', retryAt: clock.now() + 1_000 });
});

describe('what only a person can change is not tried again', () => {
	const reasons: Reason[] = [
		...(['wrong-password', 'password-needed', 'no-safe-sign-in', 'weaker-sign-in', 'server-not-genuine'] as const),
		...(['account-disabled', 'insecure-address', 'replaced'] as const),
	];
	test.each(reasons)('%s', async (reason) => {
		const { clock, told, tries, connection } = start();
		await settled();
		tries[0]?.end(new AppError(reason));
		await settled();
		expect(told.at(-1)).toEqual({ is: 'refused', since: 0, reason });
		clock.pass(1_000_000);
		expect(tries).toHaveLength(1);
		connection.retry();
		expect(tries).toHaveLength(2);
		expect(told.at(-1)).toMatchObject({ is: 'connecting' });
	});
});

test.each<[string, Reason]>([
	['not-connected', 'lost'],
	['refused', 'server-error'],
])('a request that came to %s is %s', async (code, reason) => {
	const { told, tries } = start();
	await settled();
	tries[0]?.end(new AppError(code as 'refused'));
	await settled();
	expect(told.at(-1)).toMatchObject({ is: 'waiting', reason });
});

test('a person can end the wait, but not a try', async () => {
	const { tries, connection } = start();
	await settled();
	connection.retry();
	expect(tries).toHaveLength(1);
	tries[0]?.end(new AppError('lost'));
	await settled();
	connection.retry();
	connection.retry();
	expect(tries).toHaveLength(2);
});

test('what nobody foresaw is tried again, and not hidden', async () => {
	const { told, tries, unforeseen } = start();
	const surprise = new TypeError('oops');
	await settled();
	tries[0]?.end(surprise);
	await settled();
	expect(unforeseen).toEqual([surprise]);
	expect(told.at(-1)).toEqual({ is: 'waiting', since: 0, retryAt: 1_000, reason: 'lost' });
});

test('after its life nothing is told and nothing tried', async () => {
	const { clock, life, told, tries, connection } = start();
	await settled();
	life.abort();
	tries[0]?.end(new AppError('lost'));
	await settled();
	connection.retry();
	clock.pass(1_000_000);
	expect(told).toHaveLength(1);
	expect(tries).toHaveLength(1);
});
