import { beforeEach, describe, expect, test } from 'vitest';
import { createNumberIndex, type NumberIndex } from '../../../../src/background/cusax/number-index.ts';
import { SETTINGS } from '../../../../src/background/storage/singletons.ts';
import { createStore, peerKey, type Store } from '../../../../src/background/store.ts';
import type { AccountView, Contact } from '../../../../src/shared/state.ts';

let store: Store;
let index: NumberIndex;
let country: string;
beforeEach(() => {
	country = 'DE';
	store = createStore({ settings: SETTINGS, presence: { show: 'available', status: '' } });
	index = createNumberIndex(store, () => country);
	store.accounts.set('s', { id: 's', protocol: 'sip', address: 'sip:alice@example.test' } as AccountView);
});

function has(name: string, ...uris: string[]): void {
	const key = peerKey('a', `${name}@x`);
	if (!store.contacts.has(key)) store.contacts.set(key, { account: 'a', jid: `${name}@x`, name } as Contact);
	store.numbers.set(
		key,
		uris.map((uri) => ({ uri, type: 'other', video: false })),
	);
}
const at = (uri: string) => index.contactsByUri(uri).map(({ name }) => name);

describe('C28: exactly', () => {
	test('a number, as a number and as the user of any SIP address', () => {
		has('romeo', 'tel:+493023125001');
		expect(index.contactsByNumber('+493023125001').map(({ name }) => name)).toEqual(['romeo']);
		for (const uri of ['tel:+493023125001', 'sip:+493023125001@gateway.test', 'sips:+493023125001@x.test;user=phone'])
			expect(at(uri), uri).toEqual(['romeo']);
	});

	test('never by a part of it', () => {
		has('romeo', 'tel:+493023125001');
		for (const uri of [
			'tel:+49302312500',
			'tel:+4930231250011',
			'tel:23125001',
			'tel:+493023125001;ext=1',
			'sip:x@y',
			'x',
		])
			expect(at(uri), uri).toEqual([]);
	});

	test('a SIP address by user and host: the port that goes without saying, and sips, make no other of it', () => {
		has('romeo', 'sip:romeo@example.test');
		for (const uri of ['sip:romeo@EXAMPLE.test', 'sip:romeo@example.test:5060', 'sips:romeo@example.test'])
			expect(at(uri), uri).toEqual(['romeo']);
		for (const uri of [
			'sip:Romeo@example.test',
			'sip:romeo@example.test:5070',
			'sip:romeo@evil.test',
			'sip:example.test',
		])
			expect(at(uri), uri).toEqual([]);
	});

	test('a number without + by the country’s rules, where our own server says it', () => {
		has('romeo', 'tel:+493023125001');
		expect(at('sip:03023125001@example.test')).toEqual(['romeo']);
		expect(at('sip:03023125001@elsewhere.test')).toEqual([]);
		country = 'IT';
		expect(at('sip:03023125001@example.test')).toEqual([]);
	});

	test('an extension, where our own server says it', () => {
		has('romeo', 'tel:1001');
		expect(at('sip:1001@example.test')).toEqual(['romeo']);
		expect(at('sip:1001@elsewhere.test')).toEqual([]);
		expect(at('tel:1001')).toEqual(['romeo']);
		expect(index.contactsByNumber('1001')).toEqual([]);
	});
});

describe('follows', () => {
	test('what is published, contact by contact', () => {
		has('romeo', 'tel:+493023125001', 'tel:+493023125002');
		has('juliet', 'tel:+493023125001');
		expect(at('tel:+493023125001')).toEqual(['romeo', 'juliet']);
		has('romeo', 'tel:+493023125002');
		expect(at('tel:+493023125001')).toEqual(['juliet']);
		store.numbers.delete(peerKey('a', 'juliet@x'));
		expect(at('tel:+493023125001')).toEqual([]);
		expect(at('tel:+493023125002')).toEqual(['romeo']);
	});

	test('who is a contact, and by what name', () => {
		has('romeo', 'tel:+493023125001');
		store.contacts.patch(peerKey('a', 'romeo@x'), { name: 'Romeo' });
		expect(at('tel:+493023125001')).toEqual(['Romeo']);
		store.contacts.delete(peerKey('a', 'romeo@x'));
		expect(at('tel:+493023125001')).toEqual([]);
	});
});

test('somebody who has the same twice is there once', () => {
	has('romeo', 'tel:+493023125001', 'sip:+493023125001@example.test');
	expect(at('tel:+493023125001')).toEqual(['romeo']);
});

test('a look-up touches no other contact: one of ten thousand reads one row', () => {
	for (let n = 0; n < 10_000; n++) has(`c${n}`, `tel:+4930${String(n).padStart(7, '0')}`);
	let read = 0;
	const get = store.contacts.get;
	store.contacts.get = (key) => {
		read++;
		return get(key);
	};
	store.contacts.values = () => {
		throw new Error('a scan');
	};
	expect(at('tel:+49300005000')).toEqual(['c5000']);
	expect(at('tel:+49309999999')).toEqual([]);
	expect(read).toBe(1);
});
