/** Written messages arrive exactly once and in order, wherever the way to the server breaks. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { type BareXmpp, bareXmpp } from '../support/bare-xmpp.ts';
import { useNodeWeb } from '../support/node-web.ts';
import { until } from '../support/until.ts';
import { type Cutter, cutter } from './xmpp-cutter.ts';
import { type Disk, Person } from './xmpp-people.ts';

const BODIES = ['one', 'two', 'three', 'four'];
/** Of what goes to the server while four messages are sent: inside frames, between them, in acknowledgements. */
const CUTS = [0, 1, 150, 400, 660, 1_000, 1_330];

let servers: Servers;
let restore: () => void;
let way: Cutter;
const people: Person[] = [];

afterEach(async () => {
	way.refuse(false);
	await Promise.all(people.splice(0).map(({ session }) => session.close()));
});

describe.each([
	{ name: 'with stream management and an archive', without: [] },
	{ name: 'with an archive only', without: ['smacks'] },
	{ name: 'with stream management only', without: ['mam'] },
])('$name', ({ without }) => {
	beforeAll(async () => {
		servers = await startServers({ prosody: { without } });
		restore = useNodeWeb(servers);
		way = await cutter(servers.prosody.ports.ws);
	});
	afterAll(async () => {
		await way.stop();
		restore();
		await servers.stop();
	});

	test.each(CUTS)('cut after %i bytes', async (bytes) => {
		await withBob(async (bob) => {
			const alice = person();
			await alice.is('online');
			await isSettled(alice);
			way.cutAfter(bytes);
			for (const body of BODIES) alice.write(servers.account('bob').jid, body);
			await everythingLeaves(alice);
			await bob.roster();
			expect(bodiesAt(bob)).toEqual(BODIES);
		});
	});

	test('two cuts in a row', async () => {
		await withBob(async (bob) => {
			const alice = person();
			await alice.is('online');
			way.cutAfter(400);
			for (const body of BODIES) alice.write(servers.account('bob').jid, body);
			await alice.is('waiting');
			way.cutAfter(700); // while it signs in or resumes
			await everythingLeaves(alice);
			await bob.roster();
			expect(bodiesAt(bob)).toEqual(BODIES);
		});
	});
});

describe.each([{ without: [] }, { without: ['smacks'] }])('without $without', ({ without }) => {
	beforeAll(async () => {
		servers = await startServers({ prosody: { without } });
		restore = useNodeWeb(servers);
		way = await cutter(servers.prosody.ports.ws);
	});
	afterAll(async () => {
		await way.stop();
		restore();
		await servers.stop();
	});

	test.each(CUTS)('the document ends after %i bytes, another goes on', async (bytes) => {
		await withBob(async (bob) => {
			const alice = person();
			await alice.is('online');
			await isSettled(alice);
			way.refuse(true);
			way.cutAfter(bytes);
			for (const body of BODIES) alice.write(servers.account('bob').jid, body);
			await until(
				'all were put on the way, or it broke',
				() => alice.connection.is === 'waiting' || alice.disk.waiting === 0,
			);
			way.cut();
			const disk = alice.disk.copy();
			await alice.session.close(); // reaches nobody, and its own disk only
			way.refuse(false);
			const next = person(disk);
			await everythingLeaves(next);
			await bob.roster();
			expect(bodiesAt(bob)).toEqual(BODIES);
		});
	});

	test('the server is killed at any moment', async () => {
		const alice = person();
		await alice.is('online');
		const bodies: string[] = [];
		for (let round = 0; round < 4; round++) {
			for (const body of BODIES) {
				bodies.push(`${body} ${round}`);
				alice.write(servers.account('bob').jid, `${body} ${round}`);
			}
			await until('some are on their way', () => alice.disk.sentIds.length >= round * BODIES.length + round);
			await servers.prosody.kill();
			await servers.prosody.start();
			alice.session.retry();
		}
		await everythingLeaves(alice);
		await withBob(async (bob) => {
			await until('all arrived', () => bodiesAt(bob).length >= bodies.length);
			await bob.roster();
			expect(bodiesAt(bob)).toEqual(bodies);
		});
	});
});

function person(disk?: Disk): Person {
	const { jid, password } = servers.account('alice');
	const account = { jid, endpoint: way.url, credential: { kind: 'password', password } } as const;
	const made = new Person(account, disk ? { disk } : {});
	people.push(made);
	return made;
}

/** With a person who does not want to wait for the back-off. */
async function everythingLeaves(who: Person): Promise<void> {
	await until('everything left the outbox', () => {
		if (who.connection.is === 'waiting') who.session.retry();
		return who.disk.waiting === 0;
	});
}

/** What is sent after signing in was sent. */
async function isSettled(who: Person): Promise<void> {
	await until('bob is seen', () => who.told.presence.some(({ show }) => show === 'available'));
}

async function withBob(use: (bob: BareXmpp) => Promise<void>): Promise<void> {
	const bob = await bareXmpp(servers.xmpp.wssUrl, servers.account('bob'));
	try {
		await use(bob);
	} finally {
		await bob.close();
	}
}

function bodiesAt({ received }: BareXmpp): string[] {
	return received.flatMap((stanza) => stanza.getChildText('body') ?? []);
}
