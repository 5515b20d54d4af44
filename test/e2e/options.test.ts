/**
 * The options as a person has them: several accounts of each kind, changed, switched off and on, removed with all that was
 * stored for them. Chromium and Firefox.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccountView } from '../../src/shared/state.ts';
import { type Servers, startServers } from '../servers/servers.ts';
import { type App, openApp } from '../support/app.ts';
import { type BareXmpp, bareXmpp } from '../support/bare-xmpp.ts';
import { press, says, type } from '../support/hands.ts';
import { useNodeWeb } from '../support/node-web.ts';
import { BROWSERS, type Person, startPerson } from '../support/person.ts';
import { everythingStored } from '../support/stored.ts';
import { until } from '../support/until.ts';

let servers: Servers;
let restore: () => void;
beforeAll(async () => {
	servers = await startServers();
	restore = useNodeWeb(servers);
	for (const name of ['dora', 'emil', 'fred', 'gina']) await servers.addAccount(name);
});
afterAll(async () => {
	restore();
	await servers?.stop();
});

describe.each(BROWSERS)('in %s', (kind) => {
	/** The first has Bob for a contact, the second Carol. */
	const [first, second] = kind === 'chromium' ? (['dora', 'emil'] as const) : (['fred', 'gina'] as const);
	let person: Person;
	let app: App;
	let options: Page;
	let bob: BareXmpp;

	beforeAll(async () => {
		for (const [name, contact] of [
			[first, 'bob'],
			[second, 'carol'],
		] as const) {
			servers.prosody.setRoster(name, [{ jid: servers.account(contact).jid }]);
			servers.prosody.setRoster(contact, [{ jid: servers.account(name).jid }]);
		}
		bob = await bareXmpp(servers.xmpp.wsUrl, servers.account('bob'));
		person = await startPerson({ kind, name: `options-${kind}`, servers });
		app = await openApp(person);
		options = await person.openView('options.html');
	});
	afterAll(async () => {
		await person?.close();
		await bob?.close();
	});

	test('several accounts for Chat', async () => {
		await press(options, 'Sign in to Chat');
		await signInToChat(first);
		await says(options, [servers.account(first).jid, 'Ready']);
		await press(options, 'Add another account');
		await signInToChat(second);
		await says(options, [servers.account(first).jid, servers.account(second).jid]);
		expect((await accounts()).map(({ address }) => address)).toEqual([first, second].map(jidOf));
	});

	test('several accounts for Calls, and which of them calls', async () => {
		await press(options, 'Sign in to Calls');
		await signInToCalls(first);
		await says(options, `${first}@example.test`);
		await press(options, 'Add another account', 'button', 'section:nth-of-type(2)');
		await signInToCalls(second);
		await says(options, `${second}@example.test`);
		await person.picture(options, 'options-accounts');
		for (const [choice, chosen, used] of [
			[`${second}@example.test`, await idOf(aorOf(second)), await idOf(aorOf(second))],
			['The first account that is ready', '', await idOf(aorOf(first))],
			[`${first}@example.test`, await idOf(aorOf(first)), await idOf(aorOf(first))],
		] as const) {
			await options.locator('::-p-aria([name="Call with"][role="combobox"])').fill(await choiceOf('Call with', choice));
			await app.until('it is chosen', ({ overview }) => overview?.settings.callWith === chosen);
			const call = await app.ask('call.place', { target: 'sip:carol@example.test' });
			const placed = await app.until('the call', ({ overview }) => overview?.calls.find((each) => each.id === call));
			expect(placed.account).toBe(used);
			// It takes the focus when it comes to the front again, and an open popup closes then.
			await (await person.view('call')).close();
		}
	});

	test('the popup shows the state of each', async () => {
		const popup = await person.openPopup();
		await press(popup, 'Chat Ready');
		await says(popup, [jidOf(first), jidOf(second)], '.side-details');
		await press(popup, 'Calls Ready');
		await says(popup, [`${first}@example.test`, `${second}@example.test`], '.side-details');
		await options.bringToFront();
	});

	test('the same account twice is refused', async () => {
		await press(options, 'Add another account', 'button', 'section:nth-of-type(1)');
		await signInToChat(first);
		await says(options, 'This account is already there. It can be changed in the options.', '[role=alert]');
		await person.picture(options, 'options-taken');
		await press(options, 'Cancel');
	});

	test('an account is changed without its password; a wrong one changes nothing', async () => {
		const name = `${first}@example.test`;
		await press(options, `Edit ${name}`);
		await type(options, { password: 'wrong' });
		await press(options, 'Save');
		await says(options, 'The server did not accept this name and password.', '[role=alert]');
		await press(options, 'Cancel');
		await isOnline(aorOf(first));

		await press(options, `Edit ${name}`);
		await options.locator('summary').click();
		await type(options, { displayName: 'The First', iceServers: 'stun:127.0.0.1:3478' });
		await press(options, 'Save');
		await app.until('it is changed', ({ overview }) =>
			overview?.accounts.find(({ address, displayName }) => address === aorOf(first) && displayName === 'The First'),
		);
		await isOnline(aorOf(first));
		expect((await accounts()).find(({ address }) => address === aorOf(first))?.iceServers).toEqual([
			{ url: 'stun:127.0.0.1:3478', username: '' },
		]);
	});

	test('an account is switched off, and on again without its password', async () => {
		const { jid } = servers.account(first);
		for (const address of [`${first}@example.test`, jid]) await flip(address);
		await says(options, 'Off');
		await until('signed out of Calls', async () => (await servers.kamailio.countContacts(first)) === 0);
		await until('signed out of Chat', () => presenceOf(jid) === 'unavailable');
		expect(await servers.kamailio.countContacts(second)).toBe(1);
		await person.picture(options, 'options-off');
		for (const address of [`${first}@example.test`, jid]) await flip(address);
		await Promise.all([isOnline(aorOf(first)), isOnline(jid)]);
		await until('registered', async () => (await servers.kamailio.countContacts(first)) === 1);
		await until('available', () => presenceOf(jid) === 'available');
	});

	test('what is removed leaves nothing behind, and everything else as it was', async () => {
		const [chat, calls] = [await idOf(jidOf(first)), await idOf(aorOf(first))];
		bob.message(jidOf(first), 'Read and removed');
		await app.until('it arrived', ({ overview }) => overview?.unread === 1);
		await app.ask('chat.send', { account: chat, to: jidOf('bob'), body: 'Answered and removed' });
		const call = await app.ask('call.place', { account: calls, target: 'sip:nobody-at-all@example.test' });
		await app.until('it is over', ({ overview }) =>
			overview?.calls.find((each) => each.id === call && each.phase.is === 'ended'),
		);
		const own = [chat, calls, jidOf(first), aorOf(first), jidOf('bob')];
		const traces = [...own, 'Read and removed', 'Answered and removed', 'nobody-at-all'];
		await until('all of it is stored', async () => {
			const stored = await everythingStored(options);
			return traces.every((trace) => stored.includes(trace));
		});

		await press(options, `Remove ${jidOf(first)}`);
		await says(options, 'all messages with them, and what still waits to be sent', 'dialog');
		await person.picture(options, 'options-remove');
		await press(options, 'Cancel', 'button', 'dialog');
		await isOnline(jidOf(first));

		for (const name of [jidOf(first), `${first}@example.test`]) {
			await press(options, `Remove ${name}`);
			await press(options, 'Remove', 'button', 'dialog');
			await until(`${name} is gone`, () => options.evaluate((gone) => !document.body.innerText.includes(gone), name));
		}
		const stored = await everythingStored(options);
		for (const trace of traces) expect(stored).not.toContain(trace);
		for (const kept of [jidOf(second), aorOf(second), jidOf('carol')]) expect(stored).toContain(kept);
		await until('signed out of Calls', async () => (await servers.kamailio.countContacts(first)) === 0);
		await until('signed out of Chat', () => presenceOf(jidOf(first)) === 'unavailable');
		await Promise.all([isOnline(jidOf(second)), isOnline(aorOf(second))]);
		expect((await app.see()).overview).toMatchObject({ unread: 0, settings: { callWith: '' } });
	});

	test('after a restart it is as it was left', async () => {
		await person.restart();
		app = await openApp(person);
		await Promise.all([isOnline(jidOf(second)), isOnline(aorOf(second))]);
		expect((await accounts()).map(({ address }) => address).sort()).toEqual([jidOf(second), aorOf(second)].sort());
	});

	async function signInToChat(name: string): Promise<void> {
		const { jid, password } = servers.account(name);
		await type(options, { address: jid, password });
		await press(options, 'Sign in');
	}

	async function signInToCalls(name: string): Promise<void> {
		const { password } = servers.account(name);
		await type(options, { address: `${name}@example.test`, password, endpoint: servers.sip.wssUrl });
		await press(options, 'Sign in');
	}

	async function flip(address: string): Promise<void> {
		await press(options, `${address} is switched on`, 'checkbox');
	}

	async function accounts(): Promise<readonly AccountView[]> {
		return await app.until('the accounts', ({ overview }) => overview?.accounts);
	}

	async function idOf(address: string): Promise<string> {
		const found = (await accounts()).find((account) => account.address === address);
		if (!found) throw new Error(`no account ${address}`);
		return found.id;
	}

	async function isOnline(address: string): Promise<void> {
		await app.until(`${address} online`, ({ overview }) =>
			overview?.accounts.some((account) => account.address === address && account.connection.is === 'online'),
		);
	}

	/** What Bob sees of them. */
	function presenceOf(jid: string): string | undefined {
		const seen = bob.received.filter((stanza) => stanza.is('presence') && stanza.attrs.from?.startsWith(`${jid}/`));
		const last = seen.at(-1);
		return last && (last.attrs.type ?? 'available');
	}

	/** Of the choice with these words. */
	async function choiceOf(label: string, words: string): Promise<string> {
		return await options.evaluate(
			(name, choice) => {
				const own = [...document.querySelectorAll('label')].find((each) => each.textContent?.includes(name));
				const select = own?.control ?? own?.querySelector('select');
				const found = [...(select as HTMLSelectElement).options].find((option) => option.text === choice);
				if (!found) throw new Error(`no choice ${choice}`);
				return found.value;
			},
			label,
			words,
		);
	}

	const jidOf = (name: string) => servers.account(name).jid;
	const aorOf = (name: string) => servers.account(name).aor;
});
