/**
 * What goes down comes back by itself, one side never takes the other along, and nothing is lost: servers killed and
 * restarted, the browser's background stopped, the session document gone, the browser restarted. Chromium and Firefox.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Protocol } from '../../src/shared/state.ts';
import { type Servers, startServers } from '../servers/servers.ts';
import { type App, openApp } from '../support/app.ts';
import { BROWSERS, type Person, startPerson } from '../support/person.ts';
import { until } from '../support/until.ts';

let servers: Servers;
beforeAll(async () => {
	servers = await startServers({ prosody: true, kamailio: true, web: true });
});
afterAll(async () => await servers?.stop());

describe.each(BROWSERS)('in %s', (kind) => {
	let alice: Person;
	let app: App;
	let chat: string;
	const is = (protocol: Protocol, state: string) =>
		app.until(`${protocol} ${state}`, ({ overview }) =>
			overview?.accounts.some((row) => row.protocol === protocol && row.connection.is === state),
		);
	const bothReady = () => Promise.all([is('xmpp', 'online'), is('sip', 'online')]);

	beforeAll(async () => {
		alice = await startPerson({ kind, name: `life-${kind}`, servers });
		app = await openApp(alice);
		({ chat } = await app.signIn(servers, 'alice'));
		await bothReady();
	});
	afterAll(async () => await alice?.close());

	test('C7: Prosody killed: Chat says so, Calls stays ready, a call still works; restarted: Chat is back by itself', async () => {
		await servers.prosody.kill();
		await is('xmpp', 'waiting');
		const popup = await alice.openPopup();
		await popup.waitForFunction(() => /Chat\s*(Trying again|Connecting)/.test(document.body.innerText));
		expect(await popup.evaluate(() => /Calls\s*Ready/.test(document.body.innerText))).toBe(true);
		await alice.picture(popup, 'chat-down');
		const call = await app.ask('call.place', { target: servers.account('carol').aor });
		await app.until('the call was answered by the server', ({ overview }) =>
			overview?.calls.some((row) => row.id === call && row.phase.is === 'ended' && row.phase.reason === 'unavailable'),
		);
		const message = await app.ask('chat.send', {
			account: chat,
			to: servers.account('bob').jid,
			body: `written offline in ${kind}`,
		});
		await servers.prosody.start();
		await is('xmpp', 'online');
		await app.messages(chat, servers.account('bob').jid, 'the message left', (all) =>
			all.some((m) => m.id === message && m.delivery === 'sent'),
		);
		await is('sip', 'online');
	});

	test('C7: Kamailio killed: Calls says so, Chat works; restarted: Calls is back by itself', async () => {
		await servers.kamailio.kill();
		await is('sip', 'waiting');
		const message = await app.ask('chat.send', { account: chat, to: servers.account('bob').jid, body: 'Chat works' });
		await app.messages(chat, servers.account('bob').jid, 'the message left', (all) =>
			all.some((m) => m.id === message && m.delivery === 'sent'),
		);
		expect(await app.refusal('call.place', { target: servers.account('carol').aor })).toBe('not-connected');
		await servers.kamailio.start();
		await is('sip', 'online');
		await is('xmpp', 'online');
	});

	test('the session document gone while idle: both sessions are back by themselves', async () => {
		const gone = Date.now();
		await alice.endSession();
		await alice.session();
		// Signed in anew: what a view still shows of the document that is gone does not count.
		await app.until('both ready again', ({ overview }) =>
			overview?.accounts.every(({ connection }) => connection.is === 'online' && connection.since >= gone),
		);
	});

	test('the background stopped while idle: both sessions are there', async () => {
		await alice.stopBackground();
		await bothReady();
	});

	test('the browser restarted: both sessions and the history are there without a click', async () => {
		const before = await app.messages(chat, servers.account('bob').jid, 'the history', (all) => all.length > 0);
		await alice.restart();
		await until('the session document', () => alice.hasSession());
		app = await openApp(alice);
		await bothReady();
		const after = await app.messages(chat, servers.account('bob').jid, 'the history', (all) => all.length > 0);
		expect(after.map(({ id, body }) => ({ id, body }))).toEqual(before.map(({ id, body }) => ({ id, body })));
		await app.look({ recents: { from: 0, count: 10 } });
		await app.until('the past call', ({ recents }) =>
			recents?.rows.some((row) => row.peer === servers.account('carol').aor),
		);
	});
});
