/**
 * The welcome page as a new person has it: opened by the install, Chat and Calls signed in to by mouse and by keyboard, each
 * mistake with its own sentence and what was typed still there, every step skipped or done; what the popup says afterwards,
 * and that no password was kept.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import xml from '@xmpp/xml';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { putHostMeta } from '../servers/web.ts';
import { bareXmpp } from '../support/bare-xmpp.ts';
import { press, says, type, typed } from '../support/hands.ts';
import { useNodeWeb } from '../support/node-web.ts';
import { BROWSERS, type Person, startPerson } from '../support/person.ts';
import { everythingStored } from '../support/stored.ts';
import { until } from '../support/until.ts';

const PASSWORD = 'a-password-like-no-other';
const WRONG = 'a-wrong-one';

const SENTENCES = {
	'wrong-password': 'The server did not accept this name and password.',
	'unknown-host': 'There is no server by this name.',
	'certificate-refused': 'The server’s certificate is not valid, so others could listen in. Nothing was sent.',
	'no-websocket': 'The server does not answer over WebSocket',
	'insecure-address': 'An address that starts with ws: is not encrypted.',
	unreachable: 'The server does not answer. It may be down',
	'bad-address': 'This is neither a number nor an address like name@example.org.',
} as const;
type Code = keyof typeof SENTENCES;

let servers: Servers;
let restore: () => void;
/** A port that nobody listens on. */
let closed: number;
beforeAll(async () => {
	servers = await startServers();
	restore = useNodeWeb(servers);
	closed = await closedPort();
	await servers.addAccount('dora', { password: PASSWORD, authUser: 'dora-at-work' });
	await servers.addAccount('emil', { password: PASSWORD, authUser: 'emil-at-work' });
});
afterAll(async () => {
	restore();
	await servers?.stop();
});

describe.each(BROWSERS)('in %s', (kind) => {
	const name = kind === 'chromium' ? 'dora' : 'emil';
	let person: Person;
	let welcome: Page;

	beforeAll(async () => {
		const { jid } = servers.account(name);
		servers.prosody.setRoster(name, [{ jid: servers.account('bob').jid, name: 'Bob' }]);
		servers.prosody.setRoster('bob', [{ jid }]);
		person = await startPerson({ kind, name: `welcome-${kind}`, servers });
		welcome = await person.view('welcome');
		await welcome.bringToFront();
	});
	afterAll(async () => await person?.close());

	test('it is opened by the install, once, and begins with signing in to Chat', async () => {
		await says(welcome, ['Welcome to Twinline', 'Every step can be skipped', 'Sign in to Chat', 'Chat address']);
		expect(await person.views('welcome')).toHaveLength(1);
		await person.picture(welcome, 'welcome');
	});

	describe('what is wrong with Chat', () => {
		const chat = (typed: Fields): Fields => ({ address: servers.account(name).jid, password: PASSWORD, ...typed });

		test.each<[string, Code, () => Fields, string?]>([
			['a wrong password', 'wrong-password', () => chat({ password: WRONG }), 'password'],
			['an unknown host', 'unknown-host', () => chat({ address: `${name}@nowhere.example.invalid` }), 'address'],
			['no address', 'bad-address', () => chat({ address: 'alice @ nowhere' }), 'address'],
			['a refused certificate', 'certificate-refused', () => chat({ endpoint: servers.xmpp.untrustedWssUrl })],
			['no WebSocket at all', 'no-websocket', () => chat({ endpoint: webSocketAt('/') }), 'endpoint'],
			['no encryption', 'insecure-address', () => chat({ endpoint: 'ws://chat.example.test/' }), 'endpoint'],
			['nobody there', 'unreachable', () => chat({ endpoint: `wss://chat.example.test:${closed}/` })],
		])('%s: %s', async (_, code, fields, marked) => {
			await fails(code, fields(), marked);
		});

		test('a domain that does not say where: the address can be typed', async () => {
			putHostMeta(servers.web, []);
			await type(welcome, chat({ endpoint: '' }));
			await welcome.locator('summary').click();
			await press(welcome, 'Sign in');
			await says(welcome, SENTENCES['no-websocket'], '[role=alert]');
			await welcome.waitForSelector('details[open] [name=endpoint][aria-invalid]');
		});

		test('a domain that leads to a refused certificate', async () => {
			putHostMeta(servers.web, [servers.xmpp.untrustedWssUrl]);
			await fails('certificate-refused', { ...chat({}), endpoint: '' });
			putHostMeta(servers.web, [servers.xmpp.wssUrl]);
		});
	});

	test('Chat with the mouse: address and password are all', async () => {
		const { jid } = servers.account(name);
		const asked = servers.web.asked.length;
		await type(welcome, { address: jid, password: PASSWORD });
		await press(welcome, 'Sign in');
		const { host } = new URL(servers.xmpp.wssUrl);
		await says(welcome, [jid, 'Ready', `Server ${host}`, 'Encrypted (TLS), signed in by SCRAM-SHA-1']);
		expect(servers.web.asked.slice(asked)).toContain('chat.example.test/.well-known/host-meta.json');
		await person.picture(welcome, 'welcome-chat-ready');
		await press(welcome, 'Continue');
		await says(welcome, ['Sign in to Calls', 'SIP address', 'WebSocket address']);
	});

	describe('what is wrong with Calls', () => {
		const calls = (typed: Fields): Fields => ({
			...{ address: `${name}@example.test`, password: PASSWORD, endpoint: servers.sip.wssUrl },
			...{ displayName: 'Somebody', authUser: `${name}-at-work` },
			...typed,
		});

		test.each<[string, Code, () => Fields, string?]>([
			['a wrong password', 'wrong-password', () => calls({ password: WRONG }), 'password'],
			['a wrong name', 'wrong-password', () => calls({ authUser: 'nobody' }), 'password'],
			['an unknown host', 'unknown-host', () => calls({ endpoint: 'wss://sip.nowhere.example.invalid/' }), 'endpoint'],
			['no address', 'bad-address', () => calls({ address: 'example.test' }), 'address'],
			['a refused certificate', 'certificate-refused', () => calls({ endpoint: servers.sip.untrustedWssUrl })],
			['no WebSocket at all', 'no-websocket', () => calls({ endpoint: webSocketAt('/') }), 'endpoint'],
			['no encryption', 'insecure-address', () => calls({ endpoint: 'ws://sip.example.test/' }), 'endpoint'],
			['nobody there', 'unreachable', () => calls({ endpoint: `wss://sip.example.test:${closed}/` })],
		])('%s: %s', async (_, code, fields, marked) => {
			await fails(code, fields(), marked);
		});
	});

	test('Calls with the keyboard', async () => {
		await welcome.focus('[name=address]');
		const { keyboard } = welcome;
		for (const words of [`${name}@example.test`, PASSWORD, servers.sip.wssUrl.replace('wss://', '')]) {
			await keyboard.down('Control');
			await keyboard.press('a');
			await keyboard.up('Control');
			await keyboard.type(words);
			if (words !== servers.sip.wssUrl.replace('wss://', '')) await keyboard.press('Tab');
		}
		await keyboard.press('Enter');
		await says(welcome, ['Ready', `Server ${new URL(servers.sip.wssUrl).host}`, 'signed in by Digest MD5']);
		await person.picture(welcome, 'welcome-calls-ready');
		await pressWithKeys('Continue');
		await says(welcome, 'Allow the microphone');
	});

	test('the microphone', async () => {
		await press(welcome, 'Allow the microphone');
		await says(welcome, 'Twinline may use the microphone.');
		await person.picture(welcome, 'welcome-microphone');
		await press(welcome, 'Continue');
		await says(welcome, 'Choose the web pages');
	});

	test('all sites, by a click', async () => {
		expect(await origins()).toEqual([]);
		await press(welcome, 'Allow on all sites');
		await says(welcome, 'Numbers and addresses are clickable on all sites.');
		expect(await origins()).toEqual(['*://*/*']);
		await person.picture(welcome, 'welcome-sites');
		await press(welcome, 'Continue');
		await says(welcome, ['All set', 'Twinline is in the toolbar']);
		await person.picture(welcome, 'welcome-done');
	});

	test('the popup says that both are ready, and who is there', async () => {
		const bob = await bareXmpp(servers.xmpp.wsUrl, servers.account('bob'));
		const popup = await person.openPopup();
		await says(popup, ['Chat\nReady', 'Calls\nReady', 'Bob\nAvailable']);
		await person.picture(popup, 'popup-ready');
		bob.send(xml('presence', {}, xml('show', {}, 'away'), xml('status', {}, 'In the orchard')));
		await says(popup, 'Bob\nAway · In the orchard');
		bob.send(xml('presence', { type: 'unavailable' }));
		await says(popup, 'Bob\nOffline');
		await bob.close();
	});

	test('no password was kept', async () => {
		const stored = await everythingStored(welcome);
		const protocols = ['"protocol":"xmpp"', '"protocol":"sip"'];
		for (const known of [servers.account(name).jid, `sip:${name}@example.test`, '"scram"', '"ha1"', ...protocols])
			expect(stored).toContain(known);
		for (const password of [PASSWORD, WRONG]) {
			const bytes = Buffer.from(password);
			for (const secret of [password, bytes.toString('hex'), bytes.toString('base64')])
				expect(stored).not.toContain(secret);
		}
	});

	async function fails(code: Code, fields: Fields, marked?: string): Promise<void> {
		const isOpen = () => welcome.$eval('details', (more) => more.open);
		if (('endpoint' in fields || 'authUser' in fields) && !(await isOpen())) await welcome.locator('summary').click();
		const wasOpen = await isOpen();
		await type(welcome, fields);
		await press(welcome, 'Sign in');
		await says(welcome, SENTENCES[code], '[role=alert]');
		expect(await typed(welcome)).toMatchObject(fields);
		expect(await welcome.$$eval('[aria-invalid]', (all) => all.map((field) => field.getAttribute('name')))).toEqual(
			marked ? [marked] : [],
		);
		expect(await isOpen()).toBe(wasOpen);
		const [side, kept] = 'displayName' in fields ? ['calls', '"protocol":"sip"'] : ['chat', '"protocol":"xmpp"'];
		expect(await everythingStored(welcome)).not.toContain(kept);
		await person.picture(welcome, `${side}-${code}`);
	}

	async function pressWithKeys(word: string): Promise<void> {
		await until(`the keyboard is on ${word}`, async () => {
			await welcome.keyboard.press('Tab');
			return await welcome.evaluate((wanted) => document.activeElement?.textContent === wanted, word);
		});
		await welcome.keyboard.press('Enter');
	}

	function origins(): Promise<string[]> {
		return welcome.evaluate(async () => {
			const api = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
			return (await api.permissions.getAll()).origins ?? [];
		});
	}

	function webSocketAt(path: string): string {
		return servers.web.put(path, '').replace('https:', 'wss:');
	}
});

describe.each(BROWSERS)('in %s, where the server takes nothing but the password itself', (kind) => {
	const WARNING = 'This server offers only PLAIN: the password itself is sent to it';
	let poor: Servers;
	let person: Person;
	beforeAll(async () => {
		poor = await startServers({ prosody: { authentication: 'plain' }, web: true });
		await poor.addAccount('dora', { password: PASSWORD });
		person = await startPerson({ kind, name: `welcome-plain-${kind}`, servers: poor });
	});
	afterAll(async () => {
		await person?.close();
		await poor?.stop();
	});

	test('signing in works, with a warning there and in the popup', async () => {
		const { jid } = poor.account('dora');
		const welcome = await person.view('welcome');
		await welcome.bringToFront();
		await type(welcome, { address: jid, password: PASSWORD });
		await press(welcome, 'Sign in');
		await says(welcome, [jid, 'Ready', 'Encrypted (TLS), signed in by PLAIN', WARNING]);
		await person.picture(welcome, 'welcome-plain');
		const popup = await person.openPopup();
		await press(popup, 'Chat Ready');
		await says(popup, [jid, 'signed in by PLAIN', WARNING]);
		await person.picture(popup, 'popup-plain');
		expect(await everythingStored(welcome)).not.toContain(PASSWORD);
	});

	test('after a restart the password is asked for, and typed in the options', async () => {
		await person.restart();
		const popup = await person.openPopup();
		await says(popup, 'Chat\nCannot sign in: password needed');
		await press(popup, 'Chat Cannot sign in: password needed');
		await says(popup, 'The password is needed once more');
		await person.picture(popup, 'popup-password-needed');
		await press(popup, 'Options', 'button', '.side-details');
		const options = await person.view('options');
		await options.bringToFront();
		await press(options, `Edit ${poor.account('dora').jid}`);
		await type(options, { password: PASSWORD });
		await press(options, 'Save');
		await says(options, ['Ready', WARNING]);
		expect(await everythingStored(options)).not.toContain(PASSWORD);
	});
});

describe.each(BROWSERS)('who skips everything in %s', (kind) => {
	test('is told how to sign in later; a microphone that is not allowed is said to be so', async () => {
		const person = await startPerson({ kind, name: `welcome-skip-${kind}`, servers, microphone: 'denied' });
		try {
			const welcome = await person.view('welcome');
			await welcome.bringToFront();
			for (const title of ['Sign in to Chat', 'Sign in to Calls']) {
				await says(welcome, title, 'h2');
				await press(welcome, 'Skip');
			}
			await press(welcome, 'Allow the microphone');
			await says(welcome, 'The browser does not let Twinline use the microphone.', '[role=alert]');
			await person.picture(welcome, 'welcome-microphone-denied');
			await press(welcome, 'Skip');
			await says(welcome, 'Choose the web pages', 'h2');
			await press(welcome, 'Skip');
			await says(welcome, 'You can sign in later', 'h2');
			await person.picture(welcome, 'welcome-later');
			const popup = await person.openPopup();
			await says(popup, ['Chat\nNot signed in', 'Calls\nNot signed in', 'Sign in to your own servers']);
			await press(popup, 'Sign in');
			await says(await person.view('options'), ['Sign in to Chat', 'Sign in to Calls']);
		} finally {
			await person.close();
		}
	});

	test('without a microphone, that is said', async () => {
		const person = await startPerson({ kind, name: `welcome-deaf-${kind}`, servers, microphone: 'none' });
		try {
			const welcome = await person.view('welcome');
			await welcome.bringToFront();
			await press(welcome, 'Microphone', 'button', '.steps');
			await press(welcome, 'Allow the microphone');
			await says(welcome, 'No microphone was found. Plug one in and try again.', '[role=alert]');
			await person.picture(welcome, 'welcome-microphone-none');
		} finally {
			await person.close();
		}
	});
});

async function closedPort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}

type Fields = Readonly<Record<string, string>>;
