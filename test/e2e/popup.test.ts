/**
 * The popup with nothing but a keyboard: calling, writing, searching, walking the lists, own presence. And the contacts:
 * asked and asking, accepted, refused, removed.
 */
import xml from '@xmpp/xml';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Call } from '../../src/shared/state.ts';
import { type Servers, startServers } from '../servers/servers.ts';
import { type App, openApp } from '../support/app.ts';
import { type BareXmpp, bareXmpp } from '../support/bare-xmpp.ts';
import { press, says } from '../support/hands.ts';
import { useNodeWeb } from '../support/node-web.ts';
import { BROWSERS, type Person, startPerson } from '../support/person.ts';
import { isCancelled, isInvited, rings } from '../support/sipp/scenario.ts';
import { type SippPhone, sippPhone } from '../support/sipp-phone.ts';
import { until } from '../support/until.ts';

let servers: Servers;
let restore: () => void;
let phone: SippPhone;
beforeAll(async () => {
	servers = await startServers();
	restore = useNodeWeb(servers);
	for (const name of ['dora', 'fred', 'xenia', 'yann', 'zoe']) await servers.addAccount(name);
	for (const name of ['dora', 'fred']) {
		servers.prosody.setRoster(name, [
			{ jid: servers.account('bob').jid, name: 'Bob Baker' },
			{ jid: servers.account('carol').jid, name: 'Carol Cook' },
		]);
	}
	const both = ['dora', 'fred'].map((name) => ({ jid: servers.account(name).jid }));
	for (const name of ['bob', 'carol']) servers.prosody.setRoster(name, both);
	phone = await sippPhone(servers, 'bob');
	await phone.register();
});
afterAll(async () => {
	await phone?.end();
	restore();
	await servers?.stop();
});

describe.each(BROWSERS)('in %s', (kind) => {
	const name = kind === 'chromium' ? 'dora' : 'fred';
	let person: Person;
	let app: App;
	let bob: BareXmpp;
	let popup: Page;

	beforeAll(async () => {
		bob = await bareXmpp(servers.xmpp.wsUrl, servers.account('bob'));
		person = await startPerson({ kind, name: `popup-${kind}`, servers });
		app = await openApp(person);
		await app.signIn(servers, name);
	});
	beforeEach(async () => {
		for (const view of ['conversation', 'call'] as const) {
			for (const window of await person.views(view)) await window.close();
		}
		await app.until('no call', ({ overview }) => overview?.calls.every(({ phase }) => phase.is === 'ended'));
		await app.page.bringToFront();
		popup = await person.openPopup();
		await says(popup, ['Bob Baker\nAvailable', 'Carol Cook\nOffline']);
	});
	afterAll(async () => {
		await person?.close();
		await bob?.close();
	});

	test('a number and Enter: a call', async () => {
		const called = await phone.isReady([isInvited, rings, ...isCancelled]);
		const { number } = servers.account('bob');
		await popup.keyboard.type(`${number.slice(0, 3)} ${number.slice(3, 5)} ${number.slice(5)}`);
		await says(popup, `Call ${number.slice(0, 3)}`);
		await person.picture(popup, 'popup-number');
		await enter();
		expect((await call('ringing')).peer).toBe(`tel:${number}`);
		await isClosed();
		await press(await person.view('call'), 'Hang up');
		await called.done();
	});

	test('a name and Enter: a chat', async () => {
		await popup.keyboard.type('coo');
		await enter();
		await says(await person.view('conversation'), ['Carol Cook', 'Offline']);
		await isClosed();
	});

	test('arrows go through the list and back to the field; Enter on a contact: a chat', async () => {
		for (const [key, where] of [
			['ArrowDown', 'Bob Baker'],
			['ArrowDown', 'Carol Cook'],
			['ArrowUp', 'Bob Baker'],
			['ArrowUp', ''],
			['ArrowDown', 'Bob Baker'],
			['End', 'Carol Cook'],
		] as const) {
			await popup.keyboard.press(key);
			await popup.waitForFunction(
				(row) => {
					const { activeElement } = document;
					if (!row) return activeElement?.id === 'find';
					return activeElement?.matches('[data-row]') && activeElement.querySelector('.row-name')?.textContent === row;
				},
				{},
				where,
			);
		}
		await person.picture(popup, 'popup-arrows');
		await enter();
		await says(await person.view('conversation'), 'Carol Cook');
	});

	test('typing while the keyboard is in the list searches', async () => {
		await popup.keyboard.press('ArrowDown');
		await popup.waitForFunction(() => document.activeElement?.classList.contains('row-main'));
		await popup.keyboard.type('cook');
		await popup.waitForFunction(() => document.querySelectorAll('.windowed-list .row-name').length === 1);
		expect(await popup.$eval('#find', (field) => (field as HTMLInputElement).value)).toBe('cook');
	});

	test('an address and Ctrl+Enter: a call; a contact without a number says so', async () => {
		await popup.keyboard.press('ArrowDown');
		await popup.waitForFunction(() => document.activeElement?.classList.contains('row-main'));
		await enterWithControl();
		await says(popup, 'No number is known for this contact. Type one to call.');
		await person.picture(popup, 'popup-no-number');
		await popup.focus('#find');

		const called = await phone.isReady([isInvited, rings, ...isCancelled]);
		await popup.keyboard.type('bob@example.test');
		await enterWithControl();
		expect((await call('ringing')).peer).toBe('sip:bob@example.test');
		await isClosed();
		await press(await person.view('call'), 'Hang up');
		await called.done();
	});

	test('Tab and arrows lead to the past calls, and Enter calls again', async () => {
		await tabTo(() => document.activeElement?.id === 'tab-contacts');
		await popup.keyboard.press('ArrowRight');
		await says(popup, ['bob@example.test', 'Cancelled']);
		await tabTo(() => document.activeElement?.closest('.windowed-list') !== null);
		const called = await phone.isReady([isInvited, rings, ...isCancelled]);
		await enter();
		expect((await call('ringing')).peer).toBe('sip:bob@example.test');
		await press(await person.view('call'), 'Hang up');
		await called.done();
	});

	test('own presence, and the details of a connection', async () => {
		await tabTo(() => document.activeElement?.matches('.presence-menu select') ?? false, 'back');
		await popup.keyboard.press('ArrowDown');
		await bobHears('away', (stanza) => stanza.getChildText('show') === 'away');
		await popup.keyboard.press('ArrowUp');
		await bobHears('available', (stanza) => !stanza.attrs.type && !stanza.getChild('show'));
		await tabTo(() => document.activeElement?.matches('.side') ?? false);
		await enter();
		await says(popup, [servers.account(name).jid, 'Encrypted (TLS)'], '.side-details');
	});

	describe('contacts', () => {
		const jid = () => servers.account(name).jid;

		test('one is added with the keyboard, asked, and seen once they agree', async () => {
			const zoe = await signedIn('zoe');
			await popup.keyboard.type('zoe@chat.example.test');
			await says(popup, 'Add zoe@chat.example.test to contacts');
			await person.picture(popup, 'popup-add');
			await popup.keyboard.press('ArrowDown');
			await until('the keyboard is on Add', async () => {
				if (await popup.evaluate(() => document.activeElement?.textContent?.startsWith('Add'))) return true;
				await popup.keyboard.press('ArrowDown');
				return false;
			});
			await enter();
			await until('she is asked', () => zoe.received.some(isFrom(jid(), 'subscribe')));
			await says(popup, 'zoe\nWaiting for their consent');
			await person.picture(popup, 'popup-asked');
			zoe.send(xml('presence', { type: 'subscribed', to: jid() }));
			await says(popup, 'zoe\nAvailable');
			await zoe.close();
			await says(popup, 'zoe\nOffline');
		});

		test('one who asks is accepted, and asked in turn', async () => {
			const yann = await signedIn('yann');
			yann.send(xml('presence', { type: 'subscribe', to: jid() }));
			await says(popup, 'yann@chat.example.test\nWants to see when you are available');
			await person.picture(popup, 'popup-request');
			await press(popup, 'Accept yann@chat.example.test');
			await until('he is let in', () => yann.received.some(isFrom(jid(), 'subscribed')));
			await until('he sees us', () => yann.received.some(isFrom(jid(), undefined)));
			await until('he is asked', () => yann.received.some(isFrom(jid(), 'subscribe')));
			await says(popup, 'yann\nWaiting for their consent');
			yann.send(xml('presence', { type: 'subscribed', to: jid() }));
			await says(popup, 'yann\nAvailable');
			expect((await app.see()).overview?.requests).toEqual([]);
			await yann.close();
		});

		test('one who asks is refused, and is no contact', async () => {
			const xenia = await signedIn('xenia');
			xenia.send(xml('presence', { type: 'subscribe', to: jid() }));
			await says(popup, 'xenia@chat.example.test\nWants to see when you are available');
			await press(popup, 'Refuse xenia@chat.example.test');
			await until('she is refused', () => xenia.received.some(isFrom(jid(), 'unsubscribed')));
			await until('she is not listed', async () => !(await textOf(popup)).includes('xenia'));
			expect(xenia.received.some(isFrom(jid(), undefined))).toBe(false);
			await xenia.close();
		});
	});

	/** Has asked for the roster: only who has is told how a subscription went (RFC 6121 §3.1.6). */
	async function signedIn(who: string): Promise<BareXmpp> {
		const client = await bareXmpp(servers.xmpp.wsUrl, servers.account(who));
		await client.roster();
		return client;
	}

	function call(phase: Call['phase']['is']): Promise<Call> {
		return app.call(phase);
	}

	async function enter(): Promise<void> {
		await popup.keyboard.down('Enter');
		await popup.keyboard.up('Enter').catch(() => {}); // the popup may be gone by then
	}

	async function enterWithControl(): Promise<void> {
		await popup.keyboard.down('Control');
		await enter();
		await popup.keyboard.up('Control').catch(() => {}); // likewise
	}

	/** Presses Tab until the keyboard is there. */
	async function tabTo(isThere: () => boolean, way: 'on' | 'back' = 'on'): Promise<void> {
		await until(`the keyboard is where ${isThere}`, async () => {
			if (await popup.evaluate(isThere)) return true;
			if (way === 'back') await popup.keyboard.down('Shift');
			await popup.keyboard.press('Tab');
			if (way === 'back') await popup.keyboard.up('Shift');
			return false;
		});
	}

	async function isClosed(): Promise<void> {
		await until('the popup is closed', async () => (await person.views('popup')).length === 0);
	}

	async function bobHears(what: string, isIt: (stanza: BareXmpp['received'][number]) => boolean): Promise<void> {
		await until(`Bob sees ${what}`, () => {
			const last = bob.received.filter(
				(stanza) => stanza.is('presence') && stanza.attrs.from?.startsWith(`${servers.account(name).jid}/`),
			);
			const [latest] = last.slice(-1);
			return latest && isIt(latest);
		});
	}
});

/** Presence of this type from that account; undefined: available. */
function isFrom(jid: string, type: string | undefined): (stanza: BareXmpp['received'][number]) => boolean {
	return (stanza) =>
		stanza.is('presence') && String(stanza.attrs.from).split('/')[0] === jid && stanza.attrs.type === type;
}

function textOf(page: Page): Promise<string> {
	return page.evaluate(() => document.body.innerText);
}
