/** A person signs in by the welcome page, sees both states in the popup, and the other's presence in the contacts. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { openApp } from '../support/app.ts';
import { BROWSERS, type Person, startPerson } from '../support/person.ts';
import { until } from '../support/until.ts';

let servers: Servers;
beforeAll(async () => {
	servers = await startServers({ prosody: true, kamailio: true, web: true });
});
afterAll(async () => await servers?.stop());

describe.each(BROWSERS)('%s', (kind) => {
	let alice: Person;
	let bob: Person;
	beforeAll(async () => {
		alice = await startPerson({ kind, name: `sign-in-alice-${kind}`, servers });
		bob = await startPerson({ kind: 'chromium', name: `sign-in-bob-${kind}`, servers });
	});
	afterAll(async () => {
		await alice?.close();
		await bob?.close();
	});

	test('a wrong password gets its own sentence, and what was typed stays typed', async () => {
		const welcome = await alice.view('welcome');
		await fill(welcome, { address: servers.account('alice').jid, password: 'not this one' });
		await press(welcome, 'Sign in');
		await says(welcome, 'The server did not accept this name and password.');
		expect(await welcome.$eval('[name=address]', (field) => (field as HTMLInputElement).value)).toBe(
			servers.account('alice').jid,
		);
	});

	test('an unknown host gets another', async () => {
		const welcome = await alice.view('welcome');
		await fill(welcome, { address: 'alice@nowhere.example.invalid', password: 'secret' });
		await press(welcome, 'Sign in');
		await says(welcome, 'There is no server by this name.');
	});

	test('Chat by address and password alone, then Calls', async () => {
		const { jid, aor, password } = servers.account('alice');
		const welcome = await alice.view('welcome');
		await fill(welcome, { address: jid, password });
		await press(welcome, 'Sign in');
		await says(welcome, 'signed in by SCRAM-');
		await press(welcome, 'Continue');
		await says(welcome, 'Sign in to Calls');
		await fill(welcome, { address: aor.replace('sip:', ''), password, endpoint: servers.sip.wssUrl });
		await press(welcome, 'Sign in');
		await says(welcome, 'signed in by Digest');
		await alice.picture(welcome, 'welcome-signed-in');
	});

	test('the popup says so, and shows who is there', async () => {
		const app = await openApp(bob);
		await app.signIn(servers, 'bob');
		const popup = await alice.openPopup();
		await until('both are ready', () =>
			popup.$$eval('.side-word', (all) => all.every((each) => each.textContent === 'Ready')),
		);
		await until('Bob is available', () =>
			popup.$$eval('.windowed-list li', (rows) => rows.some((row) => /Bob\s*Available/.test(row.textContent ?? ''))),
		);
		await alice.picture(popup, 'popup-signed-in');
	});
});

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
	for (const [name, value] of Object.entries(fields)) await page.locator(`[name=${name}]`).fill(value);
}

function press(page: Page, word: string): Promise<void> {
	return page.locator(`main section button ::-p-text(${word})`).click();
}

function says(page: Page, sentence: string): Promise<unknown> {
	return until(sentence, () => page.evaluate((words) => document.body.innerText.includes(words), sentence));
}
