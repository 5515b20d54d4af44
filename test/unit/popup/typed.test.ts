import { describe, expect, test } from 'vitest';
import { type Circumstances, mayBeNational, typedActions } from '../../../src/popup/typed.ts';
import { callAccount, chatAccount } from '../../support/views/fixtures.ts';

const both: Circumstances = { number: null, accounts: [chatAccount, callAccount], isContact: () => false };
const actions = (query: string, changes: Partial<Circumstances> = {}) =>
	typedActions(query, { ...both, ...changes }).map(({ does, target, shown }) => `${does} ${target} as ${shown}`);

test('a number in international form can be called', () => {
	expect(actions('+39 045 800-0000')).toEqual(['call tel:+390458000000 as +39 045 800 0000']);
});

test('a national number is called as it is typed until its country is known', () => {
	expect(actions('045 8000000')).toEqual(['call tel:0458000000 as 0458000000']);
	expect(actions('045 8000000', { number: '+390458000000' })).toEqual(['call tel:+390458000000 as +39 045 800 0000']);
});

test('what is typed in international form is not read again', () => {
	expect(actions('+4930123456', { number: '+390458000000' })).toEqual(['call tel:+4930123456 as +49 301 234 56']);
});

describe('an address without a scheme', () => {
	test('can be chatted with, called and added', () => {
		expect(actions('Romeo@Montague.Example')).toEqual([
			'chat romeo@montague.example as romeo@montague.example',
			'call sip:Romeo@montague.example as Romeo@montague.example',
			'add romeo@montague.example as romeo@montague.example',
		]);
	});

	test('is not added twice', () => {
		expect(actions('romeo@montague.example', { isContact: (jid) => jid === 'romeo@montague.example' })).toEqual([
			'chat romeo@montague.example as romeo@montague.example',
			'call sip:romeo@montague.example as romeo@montague.example',
		]);
	});

	test('goes the way there is an account for', () => {
		expect(actions('a@b.example', { accounts: [callAccount] })).toEqual(['call sip:a@b.example as a@b.example']);
		expect(actions('a@b.example', { accounts: [chatAccount] })).toEqual([
			'chat a@b.example as a@b.example',
			'add a@b.example as a@b.example',
		]);
	});

	test('without any account both are offered, to say what is missing', () => {
		expect(actions('a@b.example', { accounts: [] })).toEqual([
			'chat a@b.example as a@b.example',
			'call sip:a@b.example as a@b.example',
		]);
	});
});

test('a scheme decides', () => {
	expect(actions('sips:romeo@montague.example')).toEqual([
		'call sips:romeo@montague.example as romeo@montague.example',
	]);
	expect(actions('xmpp:romeo@montague.example?message')[0]).toBe(
		'chat romeo@montague.example as romeo@montague.example',
	);
});

test('with several chat accounts the person chooses whose contacts', () => {
	const other = { ...chatAccount, id: 'a9' };
	const adds = typedActions('a@b.example', { ...both, accounts: [chatAccount, other] }).filter(
		({ does }) => does === 'add',
	);
	expect(adds.map(({ account }) => account?.id)).toEqual(['a1', 'a9']);
});

test.each(['', 'nurse', 'nurse 2', '@', 'a@', '<b>'])('“%s” is neither', (query) => {
	expect(actions(query)).toEqual([]);
});

test('only what may be a national number is sent to be read', () => {
	expect(mayBeNational('045 8000000')).toBe(true);
	for (const query of ['+390458000000', '101', 'nurse', 'a@b.example', '']) expect(mayBeNational(query)).toBe(false);
});
