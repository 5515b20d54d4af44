/** Streams that break, are resumed, taken over and replaced, with a real Prosody. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { type BareXmpp, bareXmpp } from '../support/bare-xmpp.ts';
import { useNodeWeb } from '../support/node-web.ts';
import { until } from '../support/until.ts';
import { type Cutter, cutter } from './xmpp-cutter.ts';
import { Disk, Person } from './xmpp-people.ts';

let servers: Servers;
let restore: () => void;
let way: Cutter;
let bob: BareXmpp;
let alice: Person;
const people: Person[] = [];

beforeAll(async () => {
	servers = await startServers({ prosody: true });
	restore = useNodeWeb(servers);
	way = await cutter(servers.prosody.ports.ws);
});
beforeEach(async () => {
	bob = await bareXmpp(servers.xmpp.wssUrl, servers.account('bob'));
	alice = person();
	await alice.is('online');
	await until('bob is there', () => alice.told.presence.some(({ show }) => show === 'available'));
});
afterEach(async () => {
	way.refuse(false);
	await Promise.all(people.splice(0).map(({ session }) => session.close()));
	await bob.close();
});
afterAll(async () => {
	await way.stop();
	restore();
	await servers.stop();
});

test('a cut is survived: the stream is resumed, and what came meanwhile arrives once', async () => {
	const connections = way.connections;
	way.refuse(true);
	way.cut();
	expect(await alice.is('waiting')).toMatchObject({ reason: 'lost' });
	bob.message(servers.account('alice').jid, 'are you there?');
	await bob.roster(); // the server has handled the message
	way.refuse(false);
	alice.session.retry();
	await alice.is('online');
	await until('the message', () => alice.disk.bodies.length > 0);
	expect(alice.disk.bodies).toEqual(['are you there?']);
	expect([...alice.disk.receptions.values()]).toEqual([1]);
	expect(way.connections).toBe(connections + 1);
	expect(alice.disk.rosterFetches).toBe(1); // so it was resumed, not begun anew
});

test('after a cut, who was there is told again', async () => {
	alice.told.presence.length = 0;
	way.cut();
	await until('bob is there again', () => alice.told.presence.some(({ show }) => show === 'available'));
	expect(alice.told.presence.every(({ show }) => show === 'available')).toBe(true);
});

test('another document resumes what the first one left, and gets what came meanwhile, once', async () => {
	bob.message(servers.account('alice').jid, 'hello');
	// What came before it is stored as handled then, the presence of bob too: nobody will send that again unasked.
	await until('stored', async () => {
		const seen = (await alice.disk.loadStream())?.seen as { readonly id: string } | undefined;
		return seen?.id;
	});
	const document = await abandon(alice);
	bob.message(servers.account('alice').jid, 'are you there?');
	await bob.roster();
	const next = person(document);
	await next.is('online');
	await until('the message', () => next.disk.bodies.length > 1);
	expect(next.disk.bodies).toEqual(['hello', 'are you there?']);
	expect([...next.disk.receptions.values()]).toEqual([1]);
	expect(next.disk.rosterFetches).toBe(0); // versioning: nothing had changed
	expect(next.told.roster[0]?.items?.map(({ jid }) => jid)).toEqual([servers.account('bob').jid]);
	await until('bob is there', () => next.told.presence.some(({ show }) => show === 'available'));
});

test('what was on its way when a document ended is sent by the next, once', async () => {
	way.refuse(true);
	way.cutAfter(10);
	alice.write(servers.account('bob').jid, 'hello');
	await alice.is('waiting');
	const document = await abandon(alice);
	const next = person(document);
	await until('the message left the outbox', () => next.disk.sentIds.length > 0 && next.disk.waiting === 0);
	await bob.roster();
	expect(bodiesAt(bob)).toEqual(['hello']);
});

test('what the server sent again after an unstored acknowledgement would be is stored once', async () => {
	bob.message(servers.account('alice').jid, 'one');
	await until('the message', () => alice.disk.bodies.length === 1);
	// Whatever was acknowledged by now is on the disk: the next document's count fits.
	const next = person(await abandon(alice));
	await next.is('online');
	bob.message(servers.account('alice').jid, 'two');
	await until('both', () => next.disk.bodies.length === 2);
	expect(next.disk.bodies).toEqual(['one', 'two']);
	expect(next.disk.rosterFetches).toBe(0);
});

test('the server killed and restarted: back by itself, nothing lost', async () => {
	await servers.prosody.kill();
	await alice.is('waiting');
	alice.write(servers.account('bob').jid, 'written meanwhile');
	await servers.prosody.start();
	alice.session.retry();
	await alice.is('online');
	await until('it was sent', () => alice.disk.waiting === 0);
	bob = await bareXmpp(servers.xmpp.wssUrl, servers.account('bob'));
	await until('it arrived', () => bodiesAt(bob).length > 0);
	expect(bodiesAt(bob)).toEqual(['written meanwhile']);
	expect(alice.told.presence.at(-1)).toMatchObject({ show: 'available' });
});

test('a message that came while the stream was lost for good is fetched, once', async () => {
	bob.message(servers.account('alice').jid, 'before');
	await until('the message', () => alice.disk.bodies.length === 1);
	way.refuse(true);
	way.cut();
	await alice.is('waiting');
	bob.message(servers.account('alice').jid, 'meanwhile');
	await bob.roster();
	await servers.prosody.kill(); // forgets the stream
	await servers.prosody.start();
	way.refuse(false);
	alice.session.retry();
	await until('the message', () => alice.disk.bodies.length === 2);
	expect(alice.disk.bodies).toEqual(['before', 'meanwhile']);
	bob = await bareXmpp(servers.xmpp.wssUrl, servers.account('bob'));
});

test('who takes the resource replaces us, and we do not fight', async () => {
	const other = new Disk();
	await other.saveStream({ resource: (await alice.disk.loadStream())?.resource });
	const twin = person(other);
	await twin.is('online');
	expect(await alice.is('refused')).toMatchObject({ reason: 'replaced' });
});

test('closing says goodbye and leaves nothing to resume', async () => {
	await alice.session.close();
	expect(alice.connection).toEqual({ is: 'off' });
	expect(await alice.disk.loadStream()).toBeNull();
	await until('bob is told', () => bob.received.some(({ attrs }) => attrs.type === 'unavailable'));
});

function person(disk?: Disk): Person {
	const { jid, password } = servers.account('alice');
	const credential = { kind: 'password', password } as const;
	const made = new Person({ jid, endpoint: way.url, credential }, disk ? { disk } : {});
	people.push(made);
	return made;
}

/** What a document leaves that is gone without a word. */
async function abandon(who: Person): Promise<Disk> {
	const disk = who.disk.copy();
	way.refuse(true);
	way.cut();
	await who.session.close(); // reaches nobody, and its own disk only
	way.refuse(false);
	return disk;
}

function bodiesAt({ received }: BareXmpp): string[] {
	return received.flatMap((stanza) => stanza.getChildText('body') ?? []);
}
