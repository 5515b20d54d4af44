/**
 * Where nothing but a TURN server gets through, a call goes through it: typed in the options with its user name and
 * password, coturn in between, both hear each other. Chromium with Firefox.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { type App, openApp } from '../support/app.ts';
import { press, says, type } from '../support/hands.ts';
import { type Person, startPerson } from '../support/person.ts';
import { hears } from '../support/sound.ts';
import { until } from '../support/until.ts';

const ALICE_HZ = 440;
const BOB_HZ = 880;

let servers: Servers;
let alice: Person;
let bob: Person;
let app: App;
let other: App;

beforeAll(async () => {
	servers = await startServers({ prosody: true, kamailio: true, coturn: true, web: true });
	alice = await startPerson({ kind: 'chromium', name: 'turn-alice', servers, tone: ALICE_HZ });
	bob = await startPerson({ kind: 'firefox', name: 'turn-bob', servers, tone: BOB_HZ });
	[app, other] = [await openApp(alice), await openApp(bob)];
	await Promise.all([app.signIn(servers, 'alice', { chat: false }), other.signIn(servers, 'bob', { chat: false })]);
});
afterAll(async () => {
	await alice?.close();
	await bob?.close();
	await servers?.stop();
});

test('a TURN server without its password is refused, and said so', async () => {
	const { urls, username } = servers.ice.turn;
	const { page } = app;
	await press(page, 'Edit alice@example.test');
	await page.locator('summary').click();
	await type(page, { iceServers: urls });
	await type(page, { 'turnUser 127.0.0.1': username });
	await press(page, 'Save');
	await says(page, 'A TURN server needs a user name and a password', '[role=alert]');
	await alice.picture(page, 'turn-password-missing');
	await press(page, 'Cancel');
});

test('through it alone, both hear each other', async () => {
	await Promise.all([nameTurn(app, 'alice'), nameTurn(other, 'bob')]);
	for (const person of [alice, bob]) await onlyRelayed(await person.session());
	const outgoing = await app.ask('call.place', { target: servers.account('bob').aor });
	const { id: incoming } = await other.call('ringing');
	await press(await bob.view('call'), 'Answer');
	await Promise.all([app.call('live'), other.call('live')]);
	await Promise.all([hears(alice, BOB_HZ), hears(bob, ALICE_HZ)]);
	expect(await way(await alice.session(), outgoing)).toBe('relay');
	expect(await way(await bob.session(), incoming)).toBe('relay');
	await app.ask('call.hangUp', { call: outgoing });
	await Promise.all([app.call('ended'), other.call('ended')]);
});

/** In the options, as a person does it. */
async function nameTurn({ page, until: seen }: App, name: string): Promise<void> {
	const { urls, username, credential } = servers.ice.turn;
	await press(page, `Edit ${name}@example.test`);
	await page.locator('summary').click();
	await type(page, { iceServers: urls });
	await type(page, { 'turnUser 127.0.0.1': username, 'turnPassword 127.0.0.1': credential });
	await press(page, 'Save');
	const account = await seen('the account has it', ({ overview }) =>
		overview?.accounts.find(({ iceServers, connection }) => iceServers.length === 1 && connection.is === 'online'),
	);
	expect(account.iceServers).toEqual([{ url: urls, username }]);
}

/** A network in which two peers never reach each other directly. */
async function onlyRelayed(session: Page): Promise<void> {
	await session.evaluate(() => {
		const Direct = RTCPeerConnection;
		globalThis.RTCPeerConnection = class extends Direct {
			constructor(configuration?: RTCConfiguration) {
				super({ ...configuration, iceTransportPolicy: 'relay' });
			}
		};
	});
}

/**
 * The kind of our candidate of the two that the sound goes between. The other's is `prflx` where its first check is here
 * before its description (RFC 8445 §7.3.1.3).
 */
async function way(session: Page, call: string): Promise<string> {
	return await until('a candidate pair', () =>
		session.evaluate(async (id) => {
			const { sessions } = globalThis as unknown as {
				sessions: Promise<{ stats(call: string): Promise<Map<string, RTCStats>> }>;
			};
			const stats = await (await sessions).stats(id);
			const entries = [...stats.values()] as (RTCIceCandidatePairStats & { candidateType: string })[];
			const pair = entries.find(
				(entry) => entry.type === 'candidate-pair' && entry.nominated && entry.state === 'succeeded',
			);
			return entries.find((entry) => entry.id === pair?.localCandidateId)?.candidateType;
		}, call),
	);
}
