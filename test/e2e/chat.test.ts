/** A message each way, shown as delivered; one written while offline arrives exactly once. Chromium with Firefox. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { type App, openApp } from '../support/app.ts';
import { type Person, startPerson } from '../support/person.ts';
import { until } from '../support/until.ts';

let servers: Servers;
const people: Person[] = [];
let alice: App;
let bob: App;
let accounts: { alice: string; bob: string };

beforeAll(async () => {
	servers = await startServers({ prosody: true, kamailio: true, web: true });
	people.push(await startPerson({ kind: 'chromium', name: 'chat-alice', servers }));
	people.push(await startPerson({ kind: 'firefox', name: 'chat-bob', servers }));
	[alice, bob] = (await Promise.all(people.map(openApp))) as [App, App];
	const [a, b] = await Promise.all([alice.signIn(servers, 'alice'), bob.signIn(servers, 'bob')]);
	accounts = { alice: a.chat, bob: b.chat };
});

afterAll(async () => {
	for (const person of people) await person.close();
	await servers?.stop();
});

test('each sees the other as available', async () => {
	const jids = { alice: servers.account('alice').jid, bob: servers.account('bob').jid };
	await alice.look({ contacts: { query: '', from: 0, count: 50 } });
	await bob.look({ contacts: { query: '', from: 0, count: 50 } });
	const sees = (app: App, jid: string) =>
		app.until(`${jid} available`, ({ contacts }) =>
			contacts?.rows.find((row) => row.jid === jid && row.show === 'available'),
		);
	expect((await sees(alice, jids.bob)).name).toBe('Bob');
	expect((await sees(bob, jids.alice)).name).toBe('Alice');
});

test('a message goes from the conversation window and is shown as delivered', async () => {
	const [aliceBrowser, bobBrowser] = people as [Person, Person];
	await alice.ask('chat.open', { target: servers.account('bob').jid });
	const window = await aliceBrowser.view('conversation');
	await window.locator('textarea').fill('Good morning, Bob');
	await window.keyboard.press('Enter');
	const [received] = await bob.messages(
		accounts.bob,
		servers.account('alice').jid,
		'the message',
		(all) => all.length === 1,
	);
	expect(received).toMatchObject({ body: 'Good morning, Bob', direction: 'in' });
	await until('the word delivered', () => window.evaluate(() => /delivered/i.test(document.body.innerText)));
	await aliceBrowser.picture(window, 'chat-sent');

	await bob.until('one unread', ({ overview }) => overview?.unread === 1);
	await bob.ask('chat.open', { target: servers.account('alice').jid });
	const other = await bobBrowser.view('conversation');
	await other.locator('textarea').fill('Good morning, Alice');
	await other.keyboard.press('Enter');
	await until('the answer', () => window.evaluate(() => document.body.innerText.includes('Good morning, Alice')));
	await bobBrowser.picture(other, 'chat-answered');
	await bob.until('nothing unread', ({ overview }) => overview?.unread === 0);
});

test('written while the server is down, it waits, and arrives exactly once', async () => {
	await servers.prosody.kill();
	await alice.until(
		'Chat waiting',
		({ overview }) => overview?.accounts.find((row) => row.id === accounts.alice)?.connection.is === 'waiting',
	);
	const peer = servers.account('bob').jid;
	for (const body of ['one', 'two', 'three']) await alice.ask('chat.send', { account: accounts.alice, to: peer, body });
	await alice.messages(
		accounts.alice,
		peer,
		'three that wait',
		(all) => all.filter((m) => m.delivery === 'waiting').length === 3,
	);
	await servers.prosody.start();
	await alice.ask('account.retry', { account: accounts.alice });
	await bob.ask('account.retry', { account: accounts.bob });
	await alice.messages(accounts.alice, peer, 'three delivered', (all) =>
		all.slice(-3).every((m) => m.delivery === 'delivered'),
	);
	const all = await bob.messages(
		accounts.bob,
		servers.account('alice').jid,
		'all three',
		(m) => m.at(-1)?.body === 'three',
	);
	expect(all.slice(-3).map((message) => message.body)).toEqual(['one', 'two', 'three']);
	expect(all.filter((message) => message.body === 'two')).toHaveLength(1);
});
