/**
 * A contact publishes numbers with another client; a person calls one of them from the contact's row and from the
 * conversation, and a call from one of them shows who it is. The phone at the other end is sipp, by number and by address.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Call } from '../../src/shared/state.ts';
import { type Servers, startServers } from '../servers/servers.ts';
import { type App, openApp } from '../support/app.ts';
import { type BareXmpp, bareXmpp } from '../support/bare-xmpp.ts';
import { press, says } from '../support/hands.ts';
import { useNodeWeb } from '../support/node-web.ts';
import { BROWSERS, type Person, startPerson } from '../support/person.ts';
import { publish, vcard4 } from '../support/publish.ts';
import {
	cancels,
	invites,
	isCancelled,
	isInvited,
	receives,
	rings,
	type Step,
	waits,
} from '../support/sipp/scenario.ts';
import { type SippPhone, sippPhone } from '../support/sipp-phone.ts';

let servers: Servers;
let restore: () => void;
let phone: SippPhone;
let bob: BareXmpp;
beforeAll(async () => {
	servers = await startServers();
	restore = useNodeWeb(servers);
	phone = await sippPhone(servers, 'bob');
	await phone.register();
	const { number, aor } = servers.account('bob');
	bob = await bareXmpp(servers.xmpp.wssUrl, servers.account('bob'));
	await publish(bob, vcard4(['tel:+49-30-23125999', 'fax'], [`tel:${number}`, 'work'], [aor]));
});
afterAll(async () => {
	await bob?.close();
	await phone?.end();
	restore?.();
	await servers?.stop();
});

describe.each(BROWSERS)('%s', (kind) => {
	let alice: Person;
	let app: App;
	let shown: string;
	let earlier: ReadonlySet<string>;

	beforeAll(async () => {
		alice = await startPerson({ kind, name: `contact-numbers-${kind}`, servers });
		app = await openApp(alice);
		await app.signIn(servers, 'alice');
		const { number } = servers.account('bob');
		shown = `${number.slice(0, 3)} ${number.slice(3, 5)} ${number.slice(5)}`;
	});
	afterAll(async () => await alice?.close());
	beforeEach(async () => {
		earlier = new Set((await app.see()).overview?.calls.map(({ id }) => id));
	});

	test.each([
		['number', 'Work', () => `tel:${servers.account('bob').number}`],
		['address', 'Other', () => servers.account('bob').aor],
	])('C13: the row of a contact with two numbers calls the chosen one: a %s', async (_, type, target) => {
		const called = await phone.isReady([isInvited, rings, ...isCancelled]);
		const popup = await alice.openPopup();
		await press(popup, 'Call Bob');
		await says(popup, [shown, 'Work', 'bob@example.test', 'Other'], '.call-choice');
		await alice.picture(popup, 'contact-numbers');
		await popup.locator(`.call-choice button ::-p-text(${type})`).click();
		expect(await is('ringing')).toMatchObject({ direction: 'out', peer: target(), contact: { name: 'Bob' } });
		await hangUp();
		await called.done();
	});

	test('C13: so does the conversation', async () => {
		const called = await phone.isReady([isInvited, rings, ...isCancelled]);
		await app.ask('chat.open', { target: servers.account('bob').jid });
		const conversation = await alice.view('conversation');
		await press(conversation, 'Call Bob');
		await conversation.locator('.call-choice button ::-p-text(Work)').click();
		expect(await is('ringing')).toMatchObject({ peer: `tel:${servers.account('bob').number}` });
		await hangUp();
		await called.done();
		await conversation.close();
	});

	test('C20: a number that the person writes down is called first, and outlives the session document', async () => {
		await app.ask('chat.open', { target: servers.account('bob').jid });
		const conversation = await alice.view('conversation');
		await press(conversation, 'Edit contact');
		await press(conversation, 'Add a number', 'button', 'dialog');
		await conversation.locator('dialog [aria-label="Number"]').fill('+49 30 23125900');
		await alice.picture(conversation, 'contact-own-number');
		await press(conversation, 'Save', 'button', 'dialog');
		await press(conversation, 'Call Bob');
		await says(conversation, ['+49 30 23125900\nMobile', `${shown}\nWork`], '.call-choice');
		await conversation.close();
		await alice.endSession();
		await app.look({ contacts: { query: 'bob', from: 0, count: 1 } });
		await app.until('the number', ({ contacts }) => contacts?.rows[0]?.numbers[0]?.uri === 'tel:+493023125900');
	});

	test('C28: a call from a contact’s number shows the name beside the number, then and later', async () => {
		const { number } = servers.account('bob');
		const caller = await phone.calls('alice', [invites, receives(180), waits, ...cancels].map(from(number)));
		expect(await is('ringing')).toMatchObject({ direction: 'in', contact: { name: 'Bob' } });
		const window = await alice.view('call');
		await says(window, ['Bob', shown, 'Incoming call'], '.who');
		await alice.picture(window, 'contact-calls');
		await press(window, 'Chat');
		const conversation = await alice.view('conversation');
		await says(conversation, 'Bob', '.peer');
		await conversation.close();
		await caller.goOn();
		await caller.done();
		await is('ended');
		const popup = await recents();
		await says(popup, ['Bob', 'Missed', shown], '.list');
		await alice.picture(popup, 'contact-called');
	});

	test('C28: a call from a number that only begins like a contact’s is a stranger’s', async () => {
		const number = `${servers.account('bob').number}1`;
		const caller = await phone.calls('alice', [invites, receives(180), waits, ...cancels].map(from(number)));
		expect((await is('ringing')).contact).toBeUndefined();
		await caller.goOn();
		await caller.done();
		await is('ended');
	});

	/** This test's call, as soon as it is in this phase. */
	function is(phase: Call['phase']['is']): Promise<Call> {
		return app.until(`a call that is ${phase}`, ({ overview }) =>
			overview?.calls.find((call) => call.phase.is === phase && !earlier.has(call.id)),
		);
	}

	async function hangUp(): Promise<void> {
		const { id } = await is('ringing');
		await says(await alice.view('call'), 'Bob', '.who');
		await app.ask('call.hangUp', { call: id });
		await is('ended');
	}

	async function recents(): Promise<Page> {
		const popup = await alice.openPopup();
		await popup.locator('[role=tab] ::-p-text(Recents)').click();
		return popup;
	}
});

/** The step of somebody who calls from this number. */
function from(number: string): (step: Step) => Step {
	return (step) => step.replaceAll('<sip:[phone]@[domain]>;tag=[pid]c', `<sip:${number}@[domain]>;tag=[pid]c`);
}
