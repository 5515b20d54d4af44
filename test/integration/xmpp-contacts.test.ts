/** Roster, subscriptions, presence, receipts and errors between two sessions of ours, with a real Prosody. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { useNodeWeb } from '../support/node-web.ts';
import { until } from '../support/until.ts';
import { Disk, Person } from './xmpp-people.ts';

let servers: Servers;
let restore: () => void;
const people: Person[] = [];

beforeAll(async () => {
	servers = await startServers({ prosody: true });
	restore = useNodeWeb(servers);
});
afterEach(async () => {
	await Promise.all(people.splice(0).map(({ session }) => session.close()));
});
afterAll(async () => {
	restore();
	await servers.stop();
});

test('the roster is fetched once, and again only when it has changed', async () => {
	const disk = new Disk();
	const first = await online('alice', disk);
	await until('the roster', () => disk.rosterFetches === 1);
	expect(disk.roster).toEqual([{ jid: jidOf('bob'), name: 'Bob', groups: [], subscription: 'both', asked: false }]);
	await first.session.close();

	const second = await online('alice', disk);
	await second.session.renameContact(jidOf('bob'), 'Robert'); // answered, so the roster was too
	expect(disk.rosterFetches).toBe(1);
	expect(second.told.roster[0]?.items?.[0]?.name).toBe('Bob'); // what was stored
	await until('the push', () => disk.roster[0]?.name === 'Robert');
	await second.session.close();

	const elsewhere = await online('alice');
	await elsewhere.session.renameContact(jidOf('bob'), 'Bob');
	await online('alice', disk);
	await until('the change', () => disk.roster[0]?.name === 'Bob');
	expect(disk.rosterFetches).toBe(2);
});

test('presence is seen, with its words, until it is gone', async () => {
	const alice = await online('alice');
	const bob = await online('bob');
	await presenceOf(alice, 'bob', 'available');
	bob.session.setPresence({ show: 'dnd', status: 'not now' });
	expect(await presenceOf(alice, 'bob', 'dnd')).toMatchObject({ from: jidOf('bob'), status: 'not now', priority: 0 });
	bob.session.setPresence({ show: 'offline', status: '' });
	await presenceOf(alice, 'bob', 'offline');
	bob.session.setPresence({ show: 'away', status: '' });
	await presenceOf(alice, 'bob', 'away');
	await bob.session.close();
	await presenceOf(alice, 'bob', 'offline');
});

test('who asks is accepted, and then both see each other', async () => {
	const alice = await online('alice');
	const carol = await online('carol');
	await alice.session.addContact(jidOf('carol'), 'Carol');
	await until('asked', () => alice.disk.roster.some(({ jid, asked }) => jid === jidOf('carol') && asked));
	const request = await until('a request', () => carol.told.subscriptionRequest[0]);
	expect(request).toEqual({ from: jidOf('alice'), nick: '' });

	await carol.session.acceptSubscription(jidOf('alice'));
	await until('a request back', () => alice.told.subscriptionRequest[0]);
	await alice.session.acceptSubscription(jidOf('carol'));
	for (const [who, other] of [
		[alice, 'carol'],
		[carol, 'alice'],
	] as const) {
		await until('both', () => who.disk.roster.find(({ jid }) => jid === jidOf(other))?.subscription === 'both');
		await presenceOf(who, other, 'available');
	}

	await alice.session.removeContact(jidOf('carol'));
	await until('gone', () => !alice.disk.roster.some(({ jid }) => jid === jidOf('carol')));
	await until('not seen', () => carol.disk.roster.every(({ subscription }) => subscription === 'none'));
});

test('who asked while we were away is there when we come', async () => {
	const bob = await online('bob');
	await bob.session.addContact(jidOf('carol'), '');
	await until('asked', () => bob.disk.roster.some(({ jid, asked }) => jid === jidOf('carol') && asked));
	await bob.session.close();
	const carol = await online('carol');
	await until('a request', () => carol.told.subscriptionRequest.some(({ from }) => from === jidOf('bob')));
	await carol.session.refuseSubscription(jidOf('bob'));
	await carol.session.close();

	const back = await online('bob');
	const carolAtBob = () => back.disk.roster.find(({ jid }) => jid === jidOf('carol'));
	await until('refused', () => carolAtBob()?.subscription === 'none' && carolAtBob()?.asked === false);
	await back.session.removeContact(jidOf('carol'));
});

test('a message is stored, then acknowledged, between those who see each other', async () => {
	const alice = await online('alice');
	const bob = await online('bob');
	await presenceOf(alice, 'bob', 'available');
	const id = alice.write(jidOf('bob'), 'hello <bob> & \u0000 friends');
	await until('stored', () => bob.disk.messages.length > 0);
	expect(bob.disk.messages[0]).toMatchObject({ id, from: jidOf('alice'), body: 'hello <bob> & \uFFFD friends' });
	await until('delivered', () => alice.told.delivered.length > 0);
	expect(alice.told.delivered).toEqual([{ from: jidOf('bob'), id }]);
	await until('sent', () => alice.disk.waiting === 0);
});

test('who may not see us does not learn by a receipt that we are here', async () => {
	const bob = await online('bob');
	const carol = await online('carol');
	carol.write(jidOf('bob'), 'hello');
	await until('stored', () => bob.disk.messages.length > 0);
	bob.write(jidOf('carol'), 'hello yourself'); // goes after whatever went before
	await until('stored', () => carol.disk.messages.length > 0);
	expect(carol.told.delivered).toEqual([]);
});

test('a message to somebody who is away arrives when they come, with its time', async () => {
	const bob = await online('bob');
	const before = Date.now();
	bob.write(jidOf('alice'), 'read this later');
	await until('sent', () => bob.disk.waiting === 0);
	const alice = await online('alice');
	await until('stored', () => alice.disk.messages.length > 0);
	expect(alice.disk.bodies).toEqual(['read this later']);
	// XEP-0203 stamps are whole seconds.
	expect(alice.disk.messages[0]?.at).toBeGreaterThanOrEqual(before - 1_000);
	await until('delivered', () => bob.told.delivered.length > 0);
});

test('a message to nobody comes back', async () => {
	const alice = await online('alice');
	const id = alice.write('nobody@chat.example.test', 'hello?');
	await until('bounced', () => alice.told.bounced.length > 0);
	expect(alice.told.bounced).toEqual([{ from: 'nobody@chat.example.test', id, text: expect.stringMatching(/\w/) }]);
	await until('it left the outbox', () => alice.disk.waiting === 0);
});

test('what the server refuses is an error with its words; without a connection there is another', async () => {
	const alice = await online('alice');
	await expect(alice.session.removeContact('stranger@chat.example.test')).rejects.toMatchObject({
		code: 'refused',
		detail: expect.stringMatching(/\w/),
	});
	await alice.session.close();
	await expect(alice.session.renameContact(jidOf('bob'), 'B')).rejects.toMatchObject({ code: 'not-connected' });
});

async function online(name: string, disk?: Disk): Promise<Person> {
	const { jid, password } = servers.account(name);
	const account = { jid, endpoint: servers.xmpp.wssUrl, credential: { kind: 'password', password } } as const;
	const made = new Person(account, disk ? { disk } : {});
	people.push(made);
	await made.is('online');
	return made;
}

function presenceOf(who: Person, of: string, show: string) {
	return until(`${of} ${show}`, () => {
		const last = who.told.presence.findLast(({ from }) => from === jidOf(of));
		return last?.show === show && last;
	});
}

function jidOf(name: string): string {
	return servers.account(name).jid;
}
