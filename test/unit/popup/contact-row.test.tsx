// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { contactRow } from '../../../src/popup/contact-row.tsx';
import type { Contact, ContactNumber } from '../../../src/shared/state.ts';
import {
	click,
	type FakeExtension,
	fakeExtension,
	mount,
	named,
	settle,
	unmount,
} from '../../support/views/fake-window.ts';

const WORK: ContactNumber = { uri: 'tel:+390458000000', type: 'work', shown: '045 800 0000' };
const SIP: ContactNumber = { uri: 'sip:romeo@montague.example', type: 'other', shown: 'romeo@montague.example' };

const ROMEO: Contact = {
	account: 'a1',
	jid: 'romeo@x',
	name: 'Romeo',
	groups: [],
	subscription: 'both',
	asked: false,
	show: 'away',
	status: '',
	unread: 0,
	numbers: [],
};

let extension: FakeExtension;
beforeEach(() => {
	extension = fakeExtension();
	vi.spyOn(window, 'close').mockImplementation(() => {});
});
afterEach(() => {
	unmount();
	vi.restoreAllMocks();
});

function show(...numbers: ContactNumber[]) {
	const row = contactRow({ ...ROMEO, numbers });
	mount(row.content(0));
	return row;
}
const asked = () => extension.asked.map(({ command, input }) => [command, input]);
const buttons = () => [...document.querySelectorAll('button')].map((button) => button.ariaLabel ?? button.textContent);

describe('C13: a contact', () => {
	test('without a number cannot be called, by no button and no key', () => {
		const row = show();
		expect(buttons()).not.toContain('Call Romeo');
		expect(row.call).toBeUndefined();
	});

	test('with one is called at once, through the account to call with', async () => {
		const row = show(WORK);
		await click('Call Romeo');
		row.call?.();
		await settle();
		const command = ['call.place', { target: WORK.uri }];
		expect(asked()).toEqual([command, command]);
	});

	test('C19: with a mere claim asks before it calls there, and says what it is; no key does', async () => {
		const row = show({ ...SIP, claimed: true });
		expect(row.call).toBeUndefined();
		await click('Call Romeo');
		expect(asked()).toEqual([]);
		await click('romeo@montague.example Says to be here; not confirmed');
		expect(asked()).toEqual([['call.place', { target: SIP.uri }]]);
	});

	test('with several asks which, and calls that one; the key calls the first', async () => {
		const row = show(WORK, SIP);
		await click('Call Romeo');
		expect(asked()).toEqual([]);
		const choice = document.getElementById(named('Call Romeo').getAttribute('popovertarget') ?? '');
		expect([...(choice?.querySelectorAll('button') ?? [])].map((button) => button.textContent)).toEqual([
			'045 800 0000 Work',
			'romeo@montague.example Other',
		]);
		await click('romeo@montague.example Other');
		row.call?.();
		await settle();
		expect(asked()).toEqual([
			['call.place', { target: SIP.uri }],
			['call.place', { target: WORK.uri }],
		]);
	});
});
