/**
 * A SIP phone that is not ours (sipp, over UDP, with a password) calls and is called, a person clicks, and each side says
 * what happened: the call window in words, the phone by having got what its scenario waits for. No sound: see `scenario.ts`.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Call } from '../../src/shared/state.ts';
import { type Servers, startServers } from '../servers/servers.ts';
import { type App, openApp } from '../support/app.ts';
import { BROWSERS, type Person, startPerson } from '../support/person.ts';
import {
	acknowledges,
	acknowledgesRefusal,
	answers,
	calledHangsUp,
	cancels,
	hangsUp,
	invites,
	isCancelled,
	isHungUpOn,
	isInvited,
	receives,
	refuses,
	rings,
	waits,
} from '../support/sipp/scenario.ts';
import { type SippPhone, sippPhone } from '../support/sipp-phone.ts';
import { until } from '../support/until.ts';

let servers: Servers;
let phone: SippPhone;
beforeAll(async () => {
	servers = await startServers({ kamailio: true, web: true });
	phone = await sippPhone(servers, 'bob');
	await phone.register();
});
afterAll(async () => {
	await phone?.end();
	await servers?.stop();
});

describe.each(BROWSERS)('%s', (kind) => {
	let alice: Person;
	let app: App;
	/** Calls of tests before this one, which stay to be seen for a while. */
	let earlier: ReadonlySet<string>;

	beforeAll(async () => {
		alice = await startPerson({ kind, name: `phone-alice-${kind}`, servers });
		app = await openApp(alice);
		await app.signIn(servers, 'alice', { chat: false });
	});
	afterAll(async () => await alice?.close());
	beforeEach(async () => {
		earlier = new Set((await app.see()).overview?.calls.map(({ id }) => id));
	});

	describe('the phone calls', () => {
		test('it rings here and there, is answered by a click, and the phone hangs up', async () => {
			const caller = await phone.calls('alice', [
				...[invites, receives(180), receives(200), acknowledges],
				...[waits, ...hangsUp],
			]);
			expect(await is('ringing')).toMatchObject({
				direction: 'in',
				peer: servers.account('bob').aor,
				peerName: 'Desk phone',
			});
			const window = await alice.view('call');
			await says(window, 'Desk phone', 'bob@example.test', 'Incoming call');
			await caller.received('SIP/2.0 180');
			await alice.picture(window, 'phone-incoming');
			await press(window, 'Answer');
			await is('live');
			await caller.goOn();
			await caller.done();
			await hasEnded('hung-up');
			expect(await lastCall()).toMatchObject({ direction: 'in', reason: 'hung-up', missed: false });
		});

		test('it is answered in the popup, and we hang up', async () => {
			const caller = await phone.calls('alice', [invites, receives(200), acknowledges, ...isHungUpOn]);
			await is('ringing');
			const popup = await alice.openPopup();
			await says(popup, 'Desk phone', 'Incoming call');
			await popup.locator('aria/Answer Desk phone').click();
			await is('live');
			await press(await alice.view('call'), 'Hang up');
			await caller.done();
			await hasEnded('hung-up');
		});

		test('it is declined by a click', async () => {
			const caller = await phone.calls('alice', [invites, receives(603), acknowledgesRefusal]);
			await is('ringing');
			await press(await alice.view('call'), 'Decline');
			await caller.done();
			await hasEnded('declined');
			expect((await app.see()).overview?.missed).toBe(0);
		});

		test('it gives up: a missed call', async () => {
			const caller = await phone.calls('alice', [invites, receives(180), waits, ...cancels]);
			await is('ringing');
			await says(await alice.view('call'), 'Incoming call');
			await caller.goOn();
			await caller.done();
			await hasEnded('cancelled');
			expect(await app.until('one missed', ({ overview }) => overview?.missed)).toBe(1);
			const popup = await alice.openPopup();
			await popup.locator('[role=tab] ::-p-text(Recents)').click();
			await says(popup, 'Desk phone', 'Missed');
			await alice.picture(popup, 'phone-missed');
			await app.until('looked at', ({ overview }) => overview?.missed === 0);
		});
	});

	describe('the phone is called', () => {
		const call = () => app.ask('call.place', { target: servers.account('bob').aor });

		test('it rings, answers, and we hang up', async () => {
			const called = await phone.isReady([isInvited, rings, waits, ...answers, ...isHungUpOn]);
			await call();
			await is('ringing');
			const window = await alice.view('call');
			await says(window, 'Ringing…');
			await called.goOn();
			await says(window, 'In call');
			await alice.picture(window, 'phone-live');
			await press(window, 'Hang up');
			await called.done();
			await hasEnded('hung-up');
			expect(await lastCall()).toMatchObject({ direction: 'out', reason: 'hung-up' });
		});

		test('it answers, and hangs up', async () => {
			const called = await phone.isReady([isInvited, ...answers, waits, ...calledHangsUp]);
			await call();
			await is('live');
			await called.goOn();
			await called.done();
			await hasEnded('hung-up');
		});

		test('it rings until we cancel, and hears that', async () => {
			const called = await phone.isReady([isInvited, rings, ...isCancelled]);
			await call();
			const window = await alice.view('call');
			await says(window, 'Ringing…');
			await press(window, 'Hang up');
			await called.done();
			await hasEnded('cancelled');
		});

		test.each([
			[486, 'Busy Here', 'busy', 'Busy: they are on another call.'],
			[603, 'Decline', 'declined', 'The call was declined.'],
			[404, 'Not Found', 'not-found', 'Nobody can be reached at this number or address.'],
			[480, 'Temporarily Unavailable', 'unavailable', 'They cannot be reached at the moment.'],
			[408, 'Request Timeout', 'no-answer', 'Nobody answered.'],
			[488, 'Not Acceptable Here', 'no-media', 'The two sides found no common way to talk.'],
		] as const)('%i %s', async (status, phrase, reason, sentence) => {
			const called = await phone.isReady([isInvited, rings, waits, ...refuses(status, phrase)]);
			await call();
			await is('ringing');
			const window = await alice.view('call');
			await called.goOn();
			await says(window, sentence);
			await alice.picture(window, `phone-${reason}`);
			await called.done();
			await hasEnded(reason);
			expect(await lastCall()).toMatchObject({ direction: 'out', reason });
		});
	});

	describe('the server answers for a phone', () => {
		test.each([
			['that it does not know', 'sip:nobody@example.test', 'Nobody can be reached at this number or address.'],
			['that is switched off', 'sip:carol@example.test', 'They cannot be reached at the moment.'],
		])('%s', async (_, target, sentence) => {
			await app.ask('call.place', { target });
			await says(await alice.view('call'), sentence);
		});
	});

	test('the call window stays for what has to be read, and goes by a click', async () => {
		await app.until('no call', ({ overview }) => overview?.calls.length === 0);
		const window = await alice.view('call');
		await says(window, 'They cannot be reached at the moment.');
		await press(window, 'Close');
		await until('no call window', async () => (await alice.views('call')).length === 0);
	});

	test('it goes by itself when there is nothing to read', async () => {
		const caller = await phone.calls('alice', [invites, receives(180), waits, ...cancels]);
		await is('ringing');
		await says(await alice.view('call'), 'Incoming call');
		await caller.goOn();
		await caller.done();
		await until('no call window', async () => (await alice.views('call')).length === 0);
	});

	/** This test's call, as soon as it is in this phase. */
	function is(phase: Call['phase']['is']): Promise<Call> {
		return app.until(`a call that is ${phase}`, ({ overview }) =>
			overview?.calls.find((call) => call.phase.is === phase && !earlier.has(call.id)),
		);
	}

	async function hasEnded(reason: string): Promise<void> {
		expect((await is('ended')).phase).toMatchObject({ reason });
	}

	async function lastCall() {
		const ended = await is('ended');
		await app.look({ recents: { from: 0, count: 1 } });
		return await app.until('the past call', ({ recents }) => recents?.rows.find((row) => row.id === ended.id));
	}
});

/** Of the call that fills the window, where there is one: calls that are over stay in strips beside it. */
async function says(page: Page, ...sentences: readonly string[]): Promise<void> {
	let last = '';
	await until(sentences.join(' | '), async () => {
		last = await page.evaluate(() => (document.querySelector<HTMLElement>('.who') ?? document.body).innerText);
		return sentences.every((sentence) => last.includes(sentence));
	}).catch((cause) => {
		throw new Error(`the page says:\n${last}`, { cause });
	});
}

async function press(page: Page, word: string): Promise<void> {
	await page.locator(`button ::-p-text(${word})`).click();
}
