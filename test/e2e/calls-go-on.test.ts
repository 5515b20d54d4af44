/**
 * A call goes on whatever happens around it: the SIP server killed, Chrome's service worker stopped, Firefox's call
 * window closed and opened again.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { type App, openApp } from '../support/app.ts';
import { BROWSERS, type Person, startPerson } from '../support/person.ts';
import { hears, hearsNothing, receives } from '../support/sound.ts';

const ALICE_HZ = 440;
const BOB_HZ = 880;

let servers: Servers;
beforeAll(async () => {
	servers = await startServers({ prosody: true, kamailio: true, web: true });
});
afterAll(async () => await servers?.stop());

describe.each(BROWSERS)('in %s, called from Chromium', (kind) => {
	let alice: Person;
	let bob: Person;
	let aliceApp: App;
	let bobApp: App;
	let call: { alice: string; bob: string };

	beforeAll(async () => {
		alice = await startPerson({ kind, name: `goes-on-alice-${kind}`, servers, tone: ALICE_HZ });
		bob = await startPerson({ kind: 'chromium', name: `goes-on-bob-${kind}`, servers, tone: BOB_HZ });
		[aliceApp, bobApp] = [await openApp(alice), await openApp(bob)];
		await Promise.all([aliceApp.signIn(servers, 'alice'), bobApp.signIn(servers, 'bob', { chat: false })]);
	});
	afterAll(async () => {
		await alice?.close();
		await bob?.close();
	});

	beforeEach(async () => {
		const outgoing = await bobApp.ask('call.place', { target: servers.account('alice').aor });
		const { id } = await aliceApp.call('ringing');
		const window = await alice.view('call');
		await window.locator('button ::-p-text(Answer)').click();
		await Promise.all([aliceApp.call('live'), bobApp.call('live')]);
		call = { alice: id, bob: outgoing };
		await Promise.all([hears(alice, BOB_HZ), hears(bob, ALICE_HZ)]);
	});
	afterEach(async () => {
		for (const app of [aliceApp, bobApp]) await app.until('no call', ({ overview }) => overview?.calls.length === 0);
	});

	test('the background stopped: the call goes on, the popup shows it and hangs it up', async () => {
		// Firefox suspends no event page that is in a call and kept awake: there is nothing to stop there.
		if (kind === 'chromium') await alice.stopBackground();
		await receives(alice, call.alice);
		const popup = await alice.openPopup();
		await popup.waitForSelector('button[aria-label^="Hang up"]');
		await alice.picture(popup, 'call-in-popup');
		await popup.locator('button[aria-label^="Hang up"]').click();
		await Promise.all([aliceApp.call('ended'), bobApp.call('ended')]);
	});

	test('C7: the SIP server killed: both still hear each other, are told, and Chat works; hanging up works', async () => {
		await servers.kamailio.kill();
		await aliceApp.until('cut off', ({ overview }) => overview?.calls[0]?.cutOff);
		await receives(alice, call.alice, 50);
		await Promise.all([hears(alice, BOB_HZ), hears(bob, ALICE_HZ)]);
		const chat = (await aliceApp.see()).overview?.accounts.find((row) => row.protocol === 'xmpp');
		expect(chat?.connection.is).toBe('online');
		await servers.kamailio.start();
		await aliceApp.until('Calls ready', ({ overview }) =>
			overview?.accounts.some((row) => row.protocol === 'sip' && row.connection.is === 'online'),
		);
		await bobApp.until('Calls ready', ({ overview }) =>
			overview?.accounts.some((row) => row.protocol === 'sip' && row.connection.is === 'online'),
		);
		await aliceApp.until('not cut off', ({ overview }) => overview?.calls[0]?.cutOff === false);
		await aliceApp.ask('call.hangUp', { call: call.alice });
		await Promise.all([aliceApp.call('ended'), bobApp.call('ended')]);
	});

	test('the call window closed: the call survives; where the window had the microphone it says so, and reopened restores it', async () => {
		await (await alice.view('call')).close();
		if (kind === 'firefox') {
			await aliceApp.until('not heard', ({ overview }) => overview?.calls[0]?.heard === false);
			await hearsNothing(bob, ALICE_HZ);
			const popup = await alice.openPopup();
			await popup.waitForFunction(() => /cannot (be heard|hear you)/i.test(document.body.textContent));
			await alice.picture(popup, 'not-heard');
		}
		await hears(alice, BOB_HZ);
		await aliceApp.ask('call.show', { call: call.alice });
		await aliceApp.until('heard', ({ overview }) => overview?.calls[0]?.heard);
		await hears(bob, ALICE_HZ);
		await aliceApp.ask('call.hangUp', { call: call.alice });
		await Promise.all([aliceApp.call('ended'), bobApp.call('ended')]);
	});
});
