import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPhonebook, type Phonebook } from '../../../../src/background/cusax/phonebook.ts';
import { SOONEST_AGAIN } from '../../../../src/background/cusax/vcard-cache.ts';
import { BEGIN_AFTER, PAUSE } from '../../../../src/background/cusax/vcard-queue.ts';
import { deleteAccount } from '../../../../src/background/storage/accounts.ts';
import { type Database, openDatabase } from '../../../../src/background/storage/database.ts';
import { SETTINGS } from '../../../../src/background/storage/singletons.ts';
import { createStore, peerKey, type Store } from '../../../../src/background/store.ts';
import type { PublishedAddress } from '../../../../src/background/xmpp/session.ts';
import { AppError } from '../../../../src/shared/errors.ts';
import type { AccountView, Contact } from '../../../../src/shared/state.ts';

const DAY = 86_400_000;

let db: Database;
let store: Store;
let phonebook: Phonebook;
/** JIDs in the order in which their vCards were asked for. */
let fetched: string[];
/** What each publishes; who is not in it has a number made of the digits in the name. */
let published: Map<string, readonly PublishedAddress[] | 'no answer'>;
/** Not answered yet. */
let open: number;
let mostOpen: number;
let isRunning: boolean;

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
	db = await openDatabase(crypto.randomUUID());
	published = new Map();
	await document();
});
afterEach(() => void vi.useRealTimers());

/** Another session document on the same database. */
async function document(): Promise<void> {
	fetched = [];
	open = 0;
	mostOpen = 0;
	isRunning = true;
	store = createStore({ settings: { ...SETTINGS, country: 'DE' }, presence: { show: 'available', status: '' } });
	phonebook = createPhonebook({
		store,
		db,
		country: () => store.settings.get().country,
		sessionOf: () => (isRunning ? { fetchVcard } : undefined),
	});
	await phonebook.load();
}

async function fetchVcard(jid: string): Promise<readonly PublishedAddress[]> {
	fetched.push(jid);
	open++;
	mostOpen = Math.max(mostOpen, open);
	await new Promise((answer) => setTimeout(answer, 50));
	open--;
	const answer = published.get(jid) ?? [{ written: `+49 30 2312${/\d+/.exec(jid)?.[0] ?? '5001'}`, types: [] }];
	if (answer === 'no answer') throw new AppError('not-connected');
	return answer;
}

/** Puts a contact into the store, with what is not said as in the one before. */
function put(name: string, fields: Partial<Contact> = {}): Contact {
	const jid = `${name}@x`;
	const key = peerKey('a', jid);
	const contact = { account: 'a', jid, name, subscription: 'both', ...store.contacts.get(key), ...fields } as Contact;
	store.contacts.set(key, contact);
	return contact;
}
const crowd = (count: number) => Array.from({ length: count }, (_, n) => put(`c${1000 + n}`));

function online(isOnline = true): void {
	const connection = isOnline ? { is: 'online' } : { is: 'waiting' };
	store.accounts.set('a', { id: 'a', protocol: 'xmpp', connection } as AccountView);
}
const numbers = (name: string) => store.numbers.get(peerKey('a', `${name}@x`))?.map(({ uri }) => uri);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
/** Long enough for everybody to be asked in the background, and for what was learned to be on disk. */
async function settle(count = 20): Promise<void> {
	await pass(BEGIN_AFTER + count * (PAUSE + 100) + 2_000);
	await db.count('vcards'); // after what is being written
}
/** Waits until that many are on disk. */
async function stored(store: 'vcards' | 'ownNumbers', count: number): Promise<void> {
	while ((await db.count(store)) !== count) await new Promise((resolve) => setImmediate(resolve));
}
const hash = (character: string) => character.repeat(40);

describe('C13: politely', () => {
	test('nobody is asked at sign-in; who is looked at is, four at a time', async () => {
		const contacts = crowd(50);
		online();
		await pass(1_000);
		expect(fetched).toEqual([]);
		phonebook.looked(contacts.slice(10, 20));
		await pass(0);
		expect(fetched).toEqual(contacts.slice(10, 14).map(({ jid }) => jid));
		await pass(1_000);
		expect(fetched).toEqual(contacts.slice(10, 20).map(({ jid }) => jid));
		expect(mostOpen).toBe(4);
		expect(numbers('c1010')).toEqual(['tel:+4930231210' + '10']);
	});

	test('who comes into view goes before who left it', async () => {
		const contacts = crowd(50);
		online();
		phonebook.looked(contacts.slice(0, 20));
		phonebook.looked(contacts.slice(30, 34));
		await pass(120);
		expect(fetched.slice(4, 8)).toEqual(contacts.slice(30, 34).map(({ jid }) => jid));
	});

	test('the others follow one by one, slowly, and not during a call', async () => {
		crowd(10);
		online();
		store.calls.set('c', {} as never);
		await pass(BEGIN_AFTER * 3);
		expect(fetched).toEqual([]);
		store.calls.delete('c');
		await pass(BEGIN_AFTER);
		await pass(4 * (PAUSE + 50));
		expect(fetched.length).toBeGreaterThan(2);
		expect(fetched.length).toBeLessThan(8);
		await settle();
		expect([...fetched].sort()).toEqual([...new Set(fetched)].sort());
		expect(fetched).toHaveLength(10);
		expect(mostOpen).toBe(1);
	});

	test('the others wait while rows in view are fetched, and go on then', async () => {
		const contacts = crowd(10);
		online();
		await pass(BEGIN_AFTER - 10);
		phonebook.looked(contacts.slice(0, 4));
		await pass(20);
		expect(fetched).toHaveLength(4);
		await settle();
		expect(fetched).toHaveLength(10);
		expect(mostOpen).toBe(4);
	});

	test('nobody is asked without a connection; who is in view is as soon as there is one', async () => {
		const contacts = crowd(3);
		phonebook.looked(contacts);
		await settle();
		expect(fetched).toEqual([]);
		online();
		await pass(0);
		expect(fetched).toHaveLength(3);
	});

	test('who does not answer is asked again an hour later, or on the next connection', async () => {
		published.set('mute@x', 'no answer');
		const mute = put('mute');
		online();
		phonebook.looked([mute]);
		await pass(1_000);
		phonebook.looked([mute]);
		await settle();
		expect(fetched).toEqual(['mute@x']);
		online(false);
		online();
		phonebook.looked([mute]);
		await pass(1_000);
		expect(fetched).toHaveLength(2);
		await pass(3_600_000);
		phonebook.looked([mute]);
		await pass(1_000);
		expect(fetched).toHaveLength(3);
	});
});

describe('C13: cost grows with changes', () => {
	test('ten thousand contacts that have not changed: the second sign-in asks for no vCard', async () => {
		crowd(10_000);
		online();
		await settle(10_000);
		expect(new Set(fetched).size).toBe(10_000);
		expect(fetched).toHaveLength(10_000);
		await stored('vcards', 10_000);

		await document();
		const contacts = crowd(10_000);
		online();
		for (const { jid } of contacts) phonebook.photo('a', { from: jid, hash: hash('a') });
		phonebook.looked(contacts.slice(0, 50));
		await settle(1_000);
		expect(fetched).toEqual([]);
		expect(numbers('c10999')).toEqual(['tel:+49302312' + '10999']);
		expect(phonebook.contactsByNumber('+4930231210999').map(({ name }) => name)).toEqual(['c10999']);
	}, 120_000);

	test('another picture than before: that vCard is asked for, once', async () => {
		crowd(5);
		for (const name of ['c1000', 'c1001']) phonebook.photo('a', { from: `${name}@x`, hash: hash('a') });
		online();
		await settle();
		await document();
		crowd(5);
		online();
		published.set('c1001@x', [{ written: '+49 30 23125009', types: [] }]);
		phonebook.photo('a', { from: 'c1000@x', hash: hash('a') });
		phonebook.photo('a', { from: 'c1001@x', hash: hash('b') });
		phonebook.photo('a', { from: 'stranger@x', hash: hash('b') });
		await pass(SOONEST_AGAIN);
		phonebook.photo('a', { from: 'c1001@x', hash: hash('b') });
		await settle();
		expect(fetched).toEqual(['c1001@x']);
		expect(numbers('c1001')).toEqual(['tel:+493023125009']);
		phonebook.photo('a', { from: 'c1001@x', hash: hash('b') });
		await pass(SOONEST_AGAIN);
		await settle();
		expect(fetched).toHaveLength(1);
	});

	test('of who was away when fetched, the picture that is heard of first is the one that was; another is a change', async () => {
		put('c1000');
		online();
		await settle();
		phonebook.photo('a', { from: 'c1000@x', hash: hash('a') });
		await pass(SOONEST_AGAIN);
		await settle();
		expect(fetched).toHaveLength(1);
		await document();
		put('c1000');
		online();
		phonebook.photo('a', { from: 'c1000@x', hash: hash('b') });
		await settle();
		expect(fetched).toEqual(['c1000@x']);
	});

	test('two clients of one person that disagree about the picture do not have it fetched at each presence', async () => {
		put('c1000');
		online();
		await settle();
		for (let n = 0; n < 50; n++) {
			phonebook.photo('a', { from: 'c1000@x', hash: hash(n % 2 ? 'a' : 'b') });
			await pass(SOONEST_AGAIN / 50);
		}
		expect(fetched.length).toBeLessThanOrEqual(3);
	});

	test('who lets us see their presence from now on may publish more to us', async () => {
		published.set('c1000@x', []);
		put('c1000', { subscription: 'none' });
		online();
		await settle();
		await pass(SOONEST_AGAIN);
		put('c1000', { subscription: 'from' });
		await settle();
		expect(fetched).toHaveLength(1);
		published.delete('c1000@x');
		put('c1000', { subscription: 'both' });
		await settle();
		expect(fetched).toHaveLength(2);
		expect(numbers('c1000')).toHaveLength(1);
	});

	test('what is a day old is asked for when it is looked at, and only a month later when not', async () => {
		const contact = put('c1000');
		online();
		await settle();
		await pass(DAY);
		put('c1000', { show: 'away' });
		await settle();
		expect(fetched).toHaveLength(1);
		phonebook.looked([contact]);
		await settle();
		expect(fetched).toHaveLength(2);
		await pass(30 * DAY);
		put('c1000', { show: 'available' });
		await settle();
		expect(fetched).toHaveLength(3);
	});
});

describe('forgets', () => {
	beforeEach(async () => {
		crowd(2);
		online();
		await settle();
		await stored('vcards', 2);
	});

	test('who is removed from the contacts', async () => {
		store.contacts.delete(peerKey('a', 'c1000@x'));
		await stored('vcards', 1);
		expect(numbers('c1000')).toBeUndefined();
	});

	test('nobody when the account is switched off', async () => {
		isRunning = false;
		for (const name of ['c1000', 'c1001']) store.contacts.delete(peerKey('a', `${name}@x`));
		online(false);
		await settle();
		expect(await db.count('vcards')).toBe(2);
		isRunning = true;
		crowd(2);
		online();
		await settle();
		expect(fetched).toHaveLength(2);
	});

	test('everybody when the account is removed', async () => {
		phonebook.photo('a', { from: 'c1000@x', hash: hash('a') }); // to be written soon
		isRunning = false;
		for (const name of ['c1000', 'c1001']) store.contacts.delete(peerKey('a', `${name}@x`));
		await deleteAccount(db, 'a');
		await settle();
		expect(await db.count('vcards')).toBe(0);
		store.accounts.delete('a');
		await settle();
		expect(await db.count('vcards')).toBe(0);
		expect(store.numbers.size).toBe(0);
	});
});

test('C15: another country reads the same numbers otherwise, here and in the next session', async () => {
	published.set('c1000@x', [{ written: '045 8000000', types: [] }]);
	put('c1000');
	online();
	await settle();
	expect(numbers('c1000')).toEqual(['tel:0458000000']);
	store.settings.set({ ...store.settings.get(), country: 'IT' });
	await settle();
	expect(numbers('c1000')).toEqual(['tel:+390458000000']);
	await document();
	put('c1000');
	expect(numbers('c1000')).toEqual(['tel:0458000000']);
	expect(fetched).toEqual([]);
});

describe('C20: what the person wrote down', () => {
	const own = (written: string, usesPublished = true) => ({
		numbers: [{ written, type: 'cell' as const }],
		usesPublished,
	});

	test('is called first, here and in the next session, and shows who calls', async () => {
		put('c1000');
		online();
		await settle();
		await phonebook.setOwnNumbers('a', 'c1000@x', own('+49 30 23125777'));
		expect(numbers('c1000')).toEqual(['tel:+493023125777', 'tel:+493023121000']);
		await document();
		put('c1000');
		expect(numbers('c1000')).toEqual(['tel:+493023125777', 'tel:+493023121000']);
		expect(phonebook.ownNumbers('a', 'c1000@x')).toEqual(own('+49 30 23125777'));
		expect(phonebook.contactsByNumber('+493023125777').map(({ name }) => name)).toEqual(['c1000']);
	});

	test('can take the place of what they publish, which then is not called and shows nobody', async () => {
		put('c1000');
		online();
		await settle();
		await phonebook.setOwnNumbers('a', 'c1000@x', { numbers: [], usesPublished: false });
		expect(numbers('c1000')).toBeUndefined();
		expect(phonebook.contactsByNumber('+493023121000')).toEqual([]);
		await phonebook.setOwnNumbers('a', 'c1000@x', { numbers: [], usesPublished: true });
		expect(numbers('c1000')).toEqual(['tel:+493023121000']);
		expect(await db.count('ownNumbers')).toBe(0);
	});

	test('must be something that can be called', async () => {
		put('c1000');
		await expect(phonebook.setOwnNumbers('a', 'c1000@x', own('my friend'))).rejects.toMatchObject({
			code: 'bad-address',
		});
		expect(await db.count('ownNumbers')).toBe(0);
		expect(numbers('c1000')).toBeUndefined();
	});

	test('is read by the rules of the country', async () => {
		put('c1000');
		await phonebook.setOwnNumbers('a', 'c1000@x', own('045 8000000'));
		expect(numbers('c1000')).toEqual(['tel:0458000000']);
		store.settings.set({ ...store.settings.get(), country: 'IT' });
		expect(numbers('c1000')).toEqual(['tel:+390458000000']);
	});

	test('goes with the contact and with the account', async () => {
		put('c1000');
		put('c1001');
		for (const name of ['c1000', 'c1001']) await phonebook.setOwnNumbers('a', `${name}@x`, own('+49 30 23125777'));
		store.contacts.delete(peerKey('a', 'c1000@x'));
		await stored('ownNumbers', 1);
		expect(numbers('c1000')).toBeUndefined();
		online();
		isRunning = false;
		store.contacts.delete(peerKey('a', 'c1001@x'));
		await deleteAccount(db, 'a');
		store.accounts.delete('a');
		expect(await db.count('ownNumbers')).toBe(0);
		expect(store.numbers.size).toBe(0);
	});
});

describe('C19: where a contact says to be reached now', () => {
	const says = (source: string, ...uris: string[]) =>
		phonebook.reachable('a', { from: 'c1000@x', source, addresses: uris.map((written) => ({ written, types: [] })) });

	beforeEach(async () => {
		published.set('c1000@x', [
			{ written: '+49 30 23125001', types: [] },
			{ written: '+49 30 23125002', types: [] },
		]);
		put('c1000', { show: 'available' });
		online();
		await settle();
	});

	test('is called first if their vCard lists it, for as long as they say so', () => {
		says('phone', 'tel:+49-30-23125002');
		expect(numbers('c1000')).toEqual(['tel:+493023125002', 'tel:+493023125001']);
		put('c1000', { show: 'offline' });
		expect(numbers('c1000')).toEqual(['tel:+493023125001', 'tel:+493023125002']);
	});

	test('is no more than a claim if not, by which nobody is known', () => {
		says('', 'tel:+49-30-23125999');
		expect(store.numbers.get(peerKey('a', 'c1000@x'))?.at(-1)).toMatchObject({
			uri: 'tel:+493023125999',
			claimed: true,
		});
		expect(phonebook.contactsByNumber('+493023125999')).toEqual([]);
		says('');
		expect(numbers('c1000')).toHaveLength(2);
	});

	test('is not listened to from a stranger', () => {
		phonebook.reachable('a', { from: 'stranger@x', source: '', addresses: [{ written: 'tel:+491', types: [] }] });
		expect(store.numbers.size).toBe(1);
	});
});
