// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMore } from '../../../src/popup/more.tsx';
import { Popup } from '../../../src/popup/popup-page.tsx';
import { createPopupState } from '../../../src/popup/popup-state.ts';
import type { Slices } from '../../../src/shared/state.ts';
import {
	click,
	type FakeExtension,
	type FakeWindow,
	fakeExtension,
	fakeWindow,
	mount,
	named,
	press,
	settle,
	type,
	unmount,
	words,
} from '../../support/views/fake-window.ts';
import {
	call,
	callAccount,
	chatAccount,
	contacts,
	nobody,
	overview,
	plain,
	secondCall,
	slices,
	troubled,
} from '../../support/views/fixtures.ts';

const FIELD = 'Name, number or address';
let extension: FakeExtension;
let view: FakeWindow;

beforeEach(() => {
	extension = fakeExtension();
	vi.spyOn(window, 'close').mockImplementation(() => {});
});
afterEach(() => {
	unmount();
	vi.restoreAllMocks();
});

function open(changes: Partial<Slices> = {}): void {
	view = fakeWindow({ ...slices, ...changes });
	const state = createPopupState(view);
	state.more.value = createMore(state);
	mount(<Popup state={state} />);
}

const asked = () => extension.asked.map(({ command, input }) => [command, input]);

describe('the two connections', () => {
	test('in words', () => {
		open();
		expect(named('ChatReady')).toBeTruthy();
		expect(named('CallsReady')).toBeTruthy();
	});

	test('a trouble says what it is; its details say why, and Try again tries', async () => {
		open({ overview: troubled });
		expect(words()).toContain('Trying again in');
		await click('ChatCannot sign in: wrong password');
		expect(words()).toContain('The server did not accept this name and password.');
		expect(words()).toContain('not-authorized');
		await click('Try again');
		expect(asked()).toEqual([['account.retry', { account: 'a1' }]]);
	});

	test('where a password is wanted there is a way to type it', async () => {
		open({ overview: troubled });
		await click('ChatCannot sign in: wrong password');
		const buttons = [...document.querySelectorAll<HTMLElement>('.side-details button')];
		expect(buttons.map((button) => button.textContent)).toEqual(['Try again', 'Options']);
		buttons.at(-1)?.click();
		expect(extension.openOptionsPage).toHaveBeenCalledOnce();
	});

	test('and nowhere else', async () => {
		open({ overview: troubled });
		await click(document.querySelector('.side.waiting')?.textContent ?? '');
		expect(document.querySelectorAll('.side-details button')).toHaveLength(1);
	});

	test('PLAIN is a warning', async () => {
		open({ overview: plain });
		await click('ChatReady');
		expect(document.querySelector('.notice.warn')?.textContent).toContain('offers only PLAIN');
	});

	test('nothing is said about them before it is known', () => {
		view = fakeWindow({});
		mount(<Popup state={createPopupState(view)} />);
		expect(named('ChatStarting…')).toBeTruthy();
		expect(words()).not.toContain('Not signed in');
	});

	test('without an account there is a way to sign in', async () => {
		open({ overview: nobody, contacts: { from: 0, total: 0, rows: [] } });
		await click('Sign in');
		expect(extension.openOptionsPage).toHaveBeenCalledOnce();
	});
});

test('a display name of Calls is the person’s, also where the account for Chat has none', () => {
	const accounts = [
		{ ...chatAccount, displayName: '' },
		{ ...callAccount, displayName: 'Juliet Capulet' },
	];
	open({ overview: { ...overview, accounts } });
	expect(document.querySelector('h1')?.textContent).toBe('Juliet Capulet');
});

test('own presence', async () => {
	open();
	const menu = named<HTMLSelectElement>('My presence');
	expect(menu.value).toBe('available');
	menu.value = 'dnd';
	menu.dispatchEvent(new Event('change', { bubbles: true }));
	await settle();
	expect(asked()).toEqual([['presence.set', { show: 'dnd', status: '' }]]);
});

describe('the field', () => {
	test('has the focus, and gets what is typed elsewhere', async () => {
		open();
		expect(document.activeElement).toBe(named(FIELD));
		named('Options').focus();
		await press('a');
		expect(document.activeElement).toBe(named(FIELD));
		named('Options').focus();
		await press('a', { ctrlKey: true });
		expect(document.activeElement).toBe(named('Options'));
	});

	test('gets the focus back that was taken from it before the popup was shown, and from nothing else', () => {
		open();
		named(FIELD).blur();
		window.dispatchEvent(new Event('focus'));
		expect(document.activeElement).toBe(named(FIELD));
		named('Options').focus();
		window.dispatchEvent(new Event('focus'));
		expect(document.activeElement).toBe(named('Options'));
	});

	test('gets the keyboard that was left with nothing, by any key', async () => {
		open();
		named(FIELD).blur();
		await press('ArrowDown');
		expect(document.activeElement).toBe(named(FIELD));
	});

	test('asks for the contacts that match', async () => {
		open();
		await type(FIELD, ' nur ');
		expect(view.looks.at(-1)?.contacts).toMatchObject({ query: 'nur', from: 0 });
	});

	test('Enter opens the chat with the first match, and the popup goes', async () => {
		open();
		await type(FIELD, 'nurse');
		view.show({ contacts: { from: 0, total: 1, rows: contacts.rows.slice(0, 1) } });
		await press('Enter');
		await settle();
		expect(asked()).toEqual([['chat.open', { target: 'nurse@capulet.example', account: 'a1' }]]);
		expect(window.close).toHaveBeenCalledOnce();
	});

	test('Enter waits for the rows of what is typed, and never opens somebody else', async () => {
		open();
		await type(FIELD, 'romeo');
		await press('Enter');
		await settle();
		expect(asked()).toEqual([]);
		view.show({ contacts: { from: 0, total: 1, rows: contacts.rows.slice(1, 2) } });
		await settle();
		expect(asked()).toEqual([['chat.open', { target: 'romeo@montague.example', account: 'a1' }]]);
	});

	test('typing on after Enter takes it back', async () => {
		open();
		await type(FIELD, 'romeo');
		await press('Enter');
		await type(FIELD, 'romeo m');
		view.show({ contacts: { from: 0, total: 1, rows: contacts.rows.slice(1, 2) } });
		await settle();
		expect(asked()).toEqual([]);
	});

	test('Enter in the empty field does nothing', async () => {
		open();
		await press('Enter');
		await settle();
		expect(asked()).toEqual([]);
	});

	test('a number is called by Enter', async () => {
		open();
		await type(FIELD, '+39 045 800 0000');
		expect(words()).toContain('Call +39 045 800 0000');
		await press('Enter');
		await settle();
		expect(asked()).toEqual([['call.place', { target: 'tel:+390458000000' }]]);
	});

	test('a national number is read by the background', async () => {
		extension.answers.set('numbers.judge', {
			ok: true,
			value: { off: false, judged: [[{ from: 0, to: 12, target: 'tel:+390458000000', cue: false }]] },
		});
		open();
		await type(FIELD, '045 800 0000');
		await settle();
		expect(asked()).toEqual([
			['numbers.judge', { candidates: [{ written: '045 800 0000', before: '', after: '' }], language: '' }],
		]);
		expect(words()).toContain('Call +39 045 800 0000');
	});

	test('an address is chatted with by Enter and called by Ctrl+Enter', async () => {
		open();
		await type(FIELD, 'paris@verona.test');
		await press('Enter');
		await press('Enter', { ctrlKey: true });
		await settle();
		expect(asked()).toEqual([
			['chat.open', { target: 'paris@verona.test' }],
			['call.place', { target: 'sip:paris@verona.test' }],
		]);
	});

	test('an address is added to the contacts', async () => {
		open();
		await type(FIELD, 'paris@verona.test');
		await click('Add paris@verona.test to contactsthrough juliet@capulet.example');
		await settle();
		expect(asked()).toEqual([['contact.add', { account: 'a1', jid: 'paris@verona.test', name: '' }]]);
		expect(named<HTMLInputElement>(FIELD).value).toBe('');
	});

	test('the keypad writes into it', async () => {
		open();
		await click('Keypad');
		for (const key of ['Plus', '3', '9']) await click(key);
		expect(named<HTMLInputElement>(FIELD).value).toBe('+39');
	});
});

describe('the keyboard in the list', () => {
	test('goes down into it, along it, and back', async () => {
		open();
		await press('ArrowDown');
		expect(document.activeElement?.closest('li')?.textContent).toContain('Nurse');
		await press('ArrowDown');
		expect(document.activeElement?.closest('li')?.textContent).toContain('Romeo Montague');
		await press('Home');
		await press('ArrowUp');
		expect(document.activeElement).toBe(named(FIELD));
	});

	test('Tab comes to one row only', async () => {
		open();
		await press('ArrowDown');
		await press('ArrowDown');
		const reachable = [...document.querySelectorAll<HTMLElement>('li button')].filter(
			(button) => button.tabIndex === 0,
		);
		expect(reachable.map((button) => button.closest('li')?.dataset.index)).toEqual(['1', '1']);
	});

	test('Ctrl+Enter on somebody without a number says so', async () => {
		open();
		await press('ArrowDown');
		await press('Enter', { ctrlKey: true });
		expect(words()).toContain('No number is known for this contact.');
		expect(asked()).toEqual([]);
	});

	test('keeps its contact when the order changes', async () => {
		open();
		await press('ArrowDown');
		view.show({ contacts: { ...contacts, rows: [...contacts.rows].reverse() } });
		expect(document.activeElement?.closest('li')?.textContent).toContain('Nurse');
	});
});

test('only the rows in sight are rendered, and looked at', () => {
	const rows = Array.from({ length: 10_000 }, (_, index) => ({
		...contacts.rows[0],
		jid: `p${index}@a.example`,
		name: `P${index}`,
	}));
	open({ contacts: { from: 0, total: 10_000, rows: rows.slice(0, 24) as typeof contacts.rows } });
	expect(document.querySelectorAll('li').length).toBeLessThan(40);
	expect(document.querySelector('ul')?.style.blockSize).toBe('480000px');
	expect(view.looks.at(-1)?.contacts?.count).toBeLessThan(60);
});

test('unread messages are counted', () => {
	open();
	expect(words()).toContain('2 unread');
});

describe('subscription requests', () => {
	const asking = {
		...overview,
		requests: [{ account: 'a1', jid: 'rosaline@capulet.example', nick: 'Rosaline', receivedAt: 0 }],
	};
	test.each([
		['Accept Rosaline', 'contact.accept'],
		['Refuse Rosaline', 'contact.refuse'],
	])('%s', async (button, command) => {
		open({ overview: asking });
		await click(button);
		expect(asked()).toEqual([[command, { account: 'a1', jid: 'rosaline@capulet.example' }]]);
	});

	test('the keyboard goes from one that is done to what stands in its place', async () => {
		open({ overview: asking });
		await press('ArrowDown');
		expect(document.activeElement).toBe(named('Accept Rosaline'));
		view.show({ overview });
		expect(document.activeElement).toBe(document.querySelector('[data-row]'));
		expect(document.activeElement?.textContent).toContain(contacts.rows[0]?.name);
	});
});

describe('recents', () => {
	test('are looked at when their tab is, and then seen', async () => {
		open();
		expect(words()).toContain('1 missed');
		await click('Recents 11 missed');
		await settle();
		expect(view.looks.at(-1)?.recents).toMatchObject({ from: 0 });
		expect(asked()).toEqual([['recents.seen', {}]]);
		expect(words()).toContain('Missed ·');
		expect(words()).toContain('Outgoing, 3:23');
		expect(words()).toContain('Busy');
	});

	test('call back through the same account', async () => {
		open();
		await click('Recents 11 missed');
		await click('Call Kitchen');
		await settle();
		expect(asked().at(-1)).toEqual(['call.place', { target: 'sip:101@capulet.example', account: 'a2' }]);
	});

	test('typing goes back to the contacts', async () => {
		open();
		await click('Recents 11 missed');
		await type(FIELD, 'n');
		expect(named('Contacts').getAttribute('aria-selected')).toBe('true');
	});
});

describe('live calls', () => {
	test.each([
		['Mute', ['call.mute', { call: 'c1', muted: true }]],
		['Hang up', ['call.hangUp', { call: 'c1' }]],
		['Answer Nurse', ['call.answer', { call: 'c2' }]],
		['Decline Nurse', ['call.decline', { call: 'c2' }]],
	])('%s', async (button, command) => {
		open({ overview: { ...overview, calls: [call({}), secondCall] } });
		await click(button);
		expect(asked()).toEqual([command]);
	});

	test('a click opens the call window', async () => {
		open({ overview: { ...overview, calls: [secondCall] } });
		await click('NurseIncoming call');
		await settle();
		expect(asked()).toEqual([['call.show', { call: 'c2' }]]);
	});
});

test('what did not work is said, with its details, and can be put away', async () => {
	extension.answers.set('call.place', { ok: false, code: 'not-connected', detail: 'registration lost' });
	open();
	await type(FIELD, '+39045');
	await press('Enter');
	await settle();
	expect(document.querySelector('[role=alert]')?.textContent).toContain(
		'There is no connection for this at the moment.',
	);
	expect(document.querySelector('[role=alert]')?.textContent).toContain('registration lost');
	expect(window.close).not.toHaveBeenCalled();
	await click('Dismiss');
	expect(document.querySelector('[role=alert]')).toBeNull();
});
