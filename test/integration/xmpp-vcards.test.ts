/** Numbers that contacts publish, as a session of ours and the phonebook come to know them, with a real Prosody. */
import 'fake-indexeddb/auto';
import xml from '@xmpp/xml';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ChatAccount } from '../../src/background/chat/account.ts';
import { createPhonebook } from '../../src/background/cusax/phonebook.ts';
import { type Database, openDatabase, type StoredXmppAccount } from '../../src/background/storage/database.ts';
import { SETTINGS } from '../../src/background/storage/singletons.ts';
import { createStore, peerKey } from '../../src/background/store.ts';
import { startXmppSession } from '../../src/background/xmpp/client.ts';
import { type Servers, startServers } from '../servers/servers.ts';
import { type BareXmpp, bareXmpp } from '../support/bare-xmpp.ts';
import { useNodeWeb } from '../support/node-web.ts';
import { item, publish, reach, vcard4, vcardTemp } from '../support/publish.ts';
import { until } from '../support/until.ts';
import { Person } from './xmpp-people.ts';

let servers: Servers;
let restore: () => void;
const endings: (() => Promise<void>)[] = [];

async function stop(): Promise<void> {
	restore();
	await servers.stop();
}
afterEach(async () => {
	for (const end of endings.splice(0).reverse()) await end();
});

describe('a server that keeps both kinds in one', () => {
	beforeAll(async () => {
		servers = await startServers({ prosody: true });
		restore = useNodeWeb(servers);
	});
	afterAll(stop);

	test('C16: a vCard4', async () => {
		const bob = await other('bob');
		await publish(bob, vcard4(['tel:+49-30-23125001', 'work', 'voice'], ['sip:bob@example.test', 'video']));
		const alice = await person('alice');
		expect(await alice.session.fetchVcard(jidOf('bob'))).toEqual([
			{ written: 'tel:+49-30-23125001', types: ['work', 'voice'] },
			{ written: 'sip:bob@example.test', types: ['video'] },
		]);
	});

	test('C16: a vcard-temp, which it gives as a vCard4 of its own making', async () => {
		const bob = await other('bob');
		await publish(bob, vcardTemp([['+49 30 23125001', 'WORK'], ['sip:bob@example.test']]));
		const alice = await person('alice');
		const published = await alice.session.fetchVcard(jidOf('bob'));
		expect(published).toHaveLength(2);
		expect(published[0]?.types).toEqual(['work']);
	});

	test('nothing is there, and nobody is there', async () => {
		const alice = await person('alice');
		expect(await alice.session.fetchVcard(jidOf('carol'))).toEqual([]);
		expect(await alice.session.fetchVcard('nobody@chat.example.test')).toEqual([]);
		await alice.session.close();
		await expect(alice.session.fetchVcard(jidOf('bob'))).rejects.toMatchObject({ code: 'not-connected' });
	});

	test('XEP-0153: a picture, and another one, is heard of', async () => {
		const alice = await person('alice');
		const bob = await other('bob');
		const heard = () => [...new Set(alice.told.photo.map(({ hash }) => hash))];
		await until('no picture', () => heard().includes(''));
		for (const [count, photo] of ['one', 'two'].entries()) {
			await publish(bob, vcardTemp([['+49 30 23125001']], photo));
			bob.send(xml('presence'));
			await until(`picture ${photo}`, () => heard().length === count + 2);
		}
		expect(alice.told.photo.every(({ from }) => from === jidOf('bob'))).toBe(true);
	});

	test('C18: reachability in presence and in PEP, until it is over', async () => {
		const alice = await person('alice');
		const bob = await other('bob');
		const last = (isPep: boolean) => alice.told.reachable.findLast(({ source }) => (source === '') === isPep);
		bob.send(xml('presence', {}, reach('tel:+493023125001')));
		await until('in presence', () => last(false)?.addresses.length === 1);
		bob.send(xml('presence'));
		await until('no more', () => last(false)?.addresses.length === 0);

		await publish(bob, item('urn:xmpp:reach:0', reach('sip:room@example.test')));
		await until('in PEP', () => last(true)?.addresses[0]?.written === 'sip:room@example.test');
		const later = await person('alice');
		await until('in PEP, for who comes later', () => later.told.reachable.length > 0);
	});
});

describe('a server that knows vcard-temp only', () => {
	beforeAll(async () => {
		const without = ['vcard_legacy', 'vcard4', 'pep', 'bookmarks'];
		servers = await startServers({ prosody: { without, also: ['vcard'] } });
		restore = useNodeWeb(servers);
	});
	afterAll(stop);

	test('C16', async () => {
		const bob = await other('bob');
		await publish(bob, vcardTemp([['030 23125001', 'HOME', 'CELL'], ['ask me']]));
		const alice = await person('alice');
		expect(await alice.session.fetchVcard(jidOf('bob'))).toEqual([
			{ written: '030 23125001', types: ['cell', 'home'] },
			{ written: 'ask me', types: [] },
		]);
	});
});

describe('C13: the phonebook', () => {
	let db: Database;
	beforeAll(async () => {
		servers = await startServers({ prosody: true });
		restore = useNodeWeb(servers);
		servers.addContacts('alice', 200);
		db = await openDatabase(crypto.randomUUID());
	});
	afterAll(stop);

	test('asks for who is in view, once; the second sign-in asks for nobody', async () => {
		const first = await signIn(db);
		const asked = await first.looked(30);
		expect(asked).toHaveLength(30);
		await until('it is stored', async () => (await db.count('vcards')) === 30);
		await first.end();

		const second = await signIn(db);
		expect(await second.looked(30)).toEqual([]);
		const one = await second.looked(31);
		expect(one).toHaveLength(1);
	});
});

/** Alice with a store and a phonebook; `looked` resolves when nothing is asked any more, with whom was asked for since before. */
async function signIn(db: Database) {
	const store = createStore({ settings: SETTINGS, presence: { show: 'available', status: '' } });
	const asked: string[] = [];
	let open = 0;
	let isOver = false;
	const phonebook = createPhonebook({
		store,
		db,
		country: () => 'DE',
		sessionOf: () => (isOver ? undefined : { fetchVcard }),
	});
	const fetchVcard = async (jid: string) => {
		asked.push(jid);
		open++;
		return await chat.session.fetchVcard(jid).finally(() => open--);
	};
	const { jid, password } = servers.account('alice');
	const chat = new ChatAccount(
		{
			store,
			db,
			platform: { notify: () => {} },
			startSession: startXmppSession,
			presence: () => ({ show: 'available', status: '' }),
			arrived: () => {},
			hints: phonebook,
		},
		{ ...ACCOUNT, address: jid, endpoint: servers.xmpp.wssUrl },
		password,
	);
	const end = async () => {
		if (isOver) return;
		isOver = true;
		await chat.stop();
	};
	endings.push(end);
	await phonebook.load();
	await chat.outcome;
	await chat.adopt();
	await until('the roster', () => store.contacts.size === 200);
	return {
		end,
		async looked(count: number) {
			asked.length = 0;
			const inView = Array.from({ length: count }, (_, n) => `contact${String(n).padStart(5, '0')}@chat.example.test`);
			phonebook.looked(inView.flatMap((contact) => store.contacts.get(peerKey('a', contact)) ?? []));
			await until('all answers', () => open === 0);
			return [...asked];
		},
	};
}

const ACCOUNT: StoredXmppAccount = {
	id: 'a',
	protocol: 'xmpp',
	address: '',
	displayName: '',
	endpoint: '',
	enabled: true,
	addedAt: 1,
	credential: { kind: 'none' },
	strongest: '',
};

async function person(name: string): Promise<Person> {
	const { jid, password } = servers.account(name);
	const made = new Person({ jid, endpoint: servers.xmpp.wssUrl, credential: { kind: 'password', password } });
	endings.push(() => made.session.close());
	await made.is('online');
	return made;
}

async function other(name: string): Promise<BareXmpp> {
	const made = await bareXmpp(servers.xmpp.wssUrl, servers.account(name));
	endings.push(() => made.close());
	return made;
}

function jidOf(name: string): string {
	return servers.account(name).jid;
}
