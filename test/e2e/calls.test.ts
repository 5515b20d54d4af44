/**
 * The main job: a click on a page calls, the other browser answers, both hear each other, mute silences, keypad tones
 * arrive, hanging up leaves both idle with their histories right. Chromium with Chromium, and with Firefox both ways.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Account } from '../servers/accounts.ts';
import { type Servers, startServers } from '../servers/servers.ts';
import { type App, openApp } from '../support/app.ts';
import { untilMarked } from '../support/marked.ts';
import { type BrowserKind, type Person, startPerson } from '../support/person.ts';
import { hears, hearsNothing, receives } from '../support/sound.ts';

const ALICE_HZ = 440;
const BOB_HZ = 880;

let servers: Servers;
beforeAll(async () => {
	servers = await startServers({ prosody: true, kamailio: true, web: true });
});
afterAll(async () => await servers?.stop());

const PAIRS: readonly [BrowserKind, BrowserKind][] = [
	['chromium', 'chromium'],
	['chromium', 'firefox'],
	['firefox', 'chromium'],
];

describe.each(PAIRS)('from %s to %s', (from, to) => {
	let alice: Person;
	let bob: Person;
	let aliceApp: App;
	let bobApp: App;
	let account: Account;

	beforeAll(async () => {
		account = servers.account('bob');
		alice = await startPerson({ kind: from, name: `calls-alice-${from}-${to}`, servers, tone: ALICE_HZ });
		bob = await startPerson({ kind: to, name: `calls-bob-${from}-${to}`, servers, tone: BOB_HZ });
		aliceApp = await openApp(alice);
		bobApp = await openApp(bob);
		await Promise.all([aliceApp.signIn(servers, 'alice'), bobApp.signIn(servers, 'bob')]);
	});
	afterAll(async () => {
		await alice?.close();
		await bob?.close();
	});
	afterEach(async () => {
		for (const app of [aliceApp, bobApp]) await app.until('no call', ({ overview }) => overview?.calls.length === 0);
	});

	test('click, ring, answer, hear, mute, keypad, hang up', async () => {
		await aliceApp.ask('settings.change', { country: 'DE' }); // as Bob's number is: one click calls it
		await aliceApp.allowAllSites();
		const page = await alice.openPage(
			servers.web.put('/call', `<!doctype html><p><a href="tel:${account.number}">Bob</a> ${account.number}`),
		);
		await untilMarked(page, [account.number]); // until then our script may not be in the page
		await page.click('a');
		const outgoing = await aliceApp.call('ringing');
		const incoming = await bobApp.call('ringing');
		expect(incoming).toMatchObject({ direction: 'in', peer: servers.account('alice').aor });

		const bobWindow = await bob.view('call');
		await bob.picture(bobWindow, `call-incoming-from-${from}`);
		await bobWindow.locator('button ::-p-text(Answer)').click();
		await Promise.all([aliceApp.call('live'), bobApp.call('live')]);
		await Promise.all([receives(alice, outgoing.id), receives(bob, incoming.id)]);
		await Promise.all([hears(alice, BOB_HZ), hears(bob, ALICE_HZ)]);

		const window = await alice.view('call');
		await alice.picture(window, `call-live-to-${to}`);
		await window.bringToFront();
		await window.keyboard.press(' ');
		await aliceApp.until('muted', ({ overview }) => overview?.calls[0]?.muted);
		await hearsNothing(bob, ALICE_HZ);
		await window.keyboard.press(' ');
		await hears(bob, ALICE_HZ);

		// A receiver plays RFC 4733 events as the tones they stand for: 5 is 770 Hz with 1336 Hz.
		await Promise.all([hears(bob, 770, 1336), window.keyboard.press('5')]);

		await window.locator('button ::-p-text(Hang up)').click();
		await Promise.all([aliceApp.call('ended'), bobApp.call('ended')]);
		for (const [app, direction] of [
			[aliceApp, 'out'],
			[bobApp, 'in'],
		] as const) {
			await app.look({ recents: { from: 0, count: 10 } });
			const recent = await app.until('the past call', ({ recents }) => recents?.rows[0]);
			expect(recent).toMatchObject({ direction, reason: 'hung-up', missed: false });
			expect(recent.seconds).toBeGreaterThan(0);
		}
	});

	test('declined is said in words, and is not a missed call', async () => {
		await aliceApp.ask('call.place', { target: account.aor });
		await bobApp.call('ringing');
		const bobWindow = await bob.view('call');
		await bobWindow.locator('button ::-p-text(Decline)').click();
		const ended = await aliceApp.call('ended');
		expect(ended.phase).toMatchObject({ reason: 'declined' });
		const window = await alice.view('call');
		await window.waitForFunction(() => /declined/i.test(document.body.innerText));
		expect((await bobApp.see()).overview?.missed).toBe(0);
	});

	test('given up by the caller is a missed call, counted until it was looked at', async () => {
		await aliceApp.ask('call.place', { target: account.aor });
		const { id } = await aliceApp.call('ringing');
		await bobApp.call('ringing');
		await bob.view('call');
		await aliceApp.ask('call.hangUp', { call: id });
		await bobApp.until('one missed', ({ overview }) => overview?.missed === 1);
		const popup = await bob.openPopup();
		await popup.locator('[role=tab] ::-p-text(Recents)').click();
		await popup.waitForFunction(() => /missed/i.test(document.body.innerText));
		await bob.picture(popup, 'missed');
		await bobApp.until('none missed', ({ overview }) => overview?.missed === 0);
	});

	test('a second call is shown, and answering it puts the first on hold', async () => {
		const first = await bobApp.ask('call.place', { target: servers.account('alice').aor });
		await aliceApp.call('ringing');
		const window = await alice.view('call');
		await window.locator('button ::-p-text(Answer)').click();
		await bobApp.call('live');
		await aliceApp.until('live', ({ overview }) => overview?.calls[0]?.phase.is === 'live');
		const carol = await thirdPerson();
		await carol.app.ask('call.place', { target: servers.account('alice').aor });
		const second = await aliceApp.until('a second call', ({ overview }) =>
			overview?.calls.find((call) => call.phase.is === 'ringing'),
		);
		await window.waitForFunction(() => /carol/i.test(document.body.innerText));
		await alice.picture(window, 'call-second');
		await aliceApp.ask('call.answer', { call: second.id });
		await aliceApp.until(
			'one held, one live',
			({ overview }) =>
				overview?.calls.some((call) => call.phase.is === 'held') &&
				overview.calls.some((call) => call.id === second.id && call.phase.is === 'live'),
		);
		await bobApp.until(
			'held by the other side',
			({ overview }) => overview?.calls.find((call) => call.id === first)?.heldByPeer,
		);
		for (const call of (await aliceApp.see()).overview?.calls ?? [])
			await aliceApp.ask('call.hangUp', { call: call.id });
		await carol.end();
	});

	async function thirdPerson(): Promise<{ app: App; end(): Promise<void> }> {
		const person = await startPerson({ kind: 'chromium', name: `calls-carol-${from}-${to}`, servers, tone: 660 });
		const app = await openApp(person);
		await app.signIn(servers, 'carol', { chat: false });
		return { app, end: () => person.close() };
	}
});
