/** The microphone in a call: refused in each way, and lent by a call window that is closed and opened again (Firefox). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { openApp } from '../support/app.ts';
import { BROWSERS, startPerson } from '../support/person.ts';
import { hears, hearsNothing } from '../support/sound.ts';
import { until } from '../support/until.ts';

const ALICE_HZ = 440;
const BOB_HZ = 880;

let servers: Servers;
beforeAll(async () => {
	servers = await startServers({ prosody: true, kamailio: true, web: true });
});
afterAll(async () => await servers?.stop());

describe.each(BROWSERS)('%s', (kind) => {
	test.each([
		['none', 'no-microphone'],
		['denied', 'microphone-denied'],
	] as const)('microphone %s: the call ends with %s', async (microphone, reason) => {
		const carol = await startPerson({ kind, name: `microphone-${microphone}`, servers, microphone });
		try {
			const app = await openApp(carol);
			await app.signIn(servers, 'carol', { chat: false });
			await app.ask('call.place', { target: servers.account('bob').aor });
			expect(await app.call('ended')).toMatchObject({ phase: { reason } });
		} finally {
			await carol.close();
		}
	});
});

test('Firefox: a call window that is closed takes its microphone along, and the next one brings one', async () => {
	const alice = await startPerson({ kind: 'firefox', name: 'microphone-alice', servers, tone: ALICE_HZ });
	const bob = await startPerson({ kind: 'chromium', name: 'microphone-bob', servers, tone: BOB_HZ });
	try {
		const [app, other] = [await openApp(alice), await openApp(bob)];
		await Promise.all([app.signIn(servers, 'alice', { chat: false }), other.signIn(servers, 'bob', { chat: false })]);
		const call = await app.ask('call.place', { target: servers.account('bob').aor });
		const { id } = await other.call('ringing');
		await other.ask('call.answer', { call: id });
		await app.call('live');
		await Promise.all([hears(alice, BOB_HZ), hears(bob, ALICE_HZ)]);

		await (await alice.view('call')).close();
		await app.until('not heard', ({ overview }) => overview?.calls[0]?.heard === false);
		await hearsNothing(bob, ALICE_HZ);
		await hears(alice, BOB_HZ);
		// Nothing of the closed window is in the way of what a person may still do.
		await app.ask('call.mute', { call, muted: true });
		await app.ask('call.mute', { call, muted: false });
		await app.ask('call.hold', { call, held: true });
		await other.until('held', ({ overview }) => overview?.calls[0]?.heldByPeer);
		await app.ask('call.hold', { call, held: false });
		await other.ask('call.hold', { call: id, held: true });
		await app.until('held by the other', ({ overview }) => overview?.calls[0]?.heldByPeer);
		await other.ask('call.hold', { call: id, held: false });
		await app.until('resumed', ({ overview }) => overview?.calls[0]?.heldByPeer === false);

		await app.ask('call.show', { call });
		await until('another call window', async () => (await alice.views('call')).length === 1);
		await app.until('heard again', ({ overview }) => overview?.calls[0]?.heard);
		await hears(bob, ALICE_HZ);
		await app.ask('call.tones', { call, tones: '5' });
		await hears(bob, 770, 1336);
		await app.ask('call.hangUp', { call });
		await other.call('ended');
	} finally {
		await alice.close();
		await bob.close();
	}
});
