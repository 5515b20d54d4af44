// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ConversationPage } from '../../../src/conversation/conversation-page.tsx';
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
import { conversation, overview, slices, troubled } from '../../support/views/fixtures.ts';

const WHO = { account: 'a1', jid: 'romeo@montague.example' };
let extension: FakeExtension;
let view: FakeWindow;
let focused = false;

beforeEach(() => {
	extension = fakeExtension();
	focused = false;
	vi.spyOn(document, 'hasFocus').mockImplementation(() => focused);
});
afterEach(() => {
	unmount();
	vi.restoreAllMocks();
});

function open(changes: Partial<Slices> = {}): void {
	view = fakeWindow({ ...slices, ...changes });
	mount(<ConversationPage view={view} who={{ account: WHO.account, peer: WHO.jid }} />);
}

const asked = () => extension.asked.map(({ command, input }) => [command, input]);
const field = () => named<HTMLTextAreaElement>('Message');

describe('writing', () => {
	test('Enter sends, and the field is empty', async () => {
		open();
		await type('Message', '  Good night.  ');
		expect(await press('Enter')).toBe(false);
		expect(asked()).toEqual([['chat.send', { account: 'a1', to: WHO.jid, body: 'Good night.' }]]);
		expect(field().value).toBe('');
	});

	test('Shift+Enter is a new line, and an input method keeps its Enter', async () => {
		open();
		await type('Message', 'Good');
		expect(await press('Enter', { shiftKey: true })).toBe(true);
		expect(await press('Enter', { isComposing: true })).toBe(true);
		expect(asked()).toEqual([]);
	});

	test('nothing but spaces is not sent', async () => {
		open();
		await type('Message', ' \n ');
		await press('Enter');
		expect(asked()).toEqual([]);
	});

	test('what could not be taken comes back, before what was typed meanwhile', async () => {
		extension.answers.set('chat.send', { ok: false, code: 'storage-failed' });
		open();
		await type('Message', 'First');
		await press('Enter');
		await type('Message', 'Second');
		await settle();
		expect(field().value).toBe('First\nSecond');
		expect(words()).toContain('The browser could not save this.');
	});

	test('a draft from a link stands in the field and is sent by nobody', () => {
		open({ conversation: { ...conversation, draft: 'I saw thee' } });
		expect(field().value).toBe('I saw thee');
		expect(asked()).toEqual([]);
	});

	test('a draft does not overwrite what is typed', async () => {
		open();
		await type('Message', 'Mine');
		view.show({ conversation: { ...conversation, draft: 'Theirs' } });
		expect(field().value).toBe('Mine');
	});

	test('without Chat it says that messages wait', () => {
		open({ overview: troubled });
		expect(words()).toContain('Cannot sign in: wrong password. What you write waits here until Chat is back.');
		view.show({ overview });
		expect(words()).not.toContain('waits here');
	});
});

describe('messages', () => {
	test('say what became of them', () => {
		open();
		const out = [...document.querySelectorAll('.message.out .message-facts')].map(
			(line) => line.textContent?.split(' · ')[1],
		);
		expect(out).toEqual(['Delivered', 'Delivered', 'Sent', 'Not delivered', 'Waiting']);
		expect(document.querySelector('.message.in .message-facts')?.textContent).not.toContain('Delivered');
	});

	test('one that failed says why and can be sent again', async () => {
		open();
		expect(words()).toContain('The recipient’s server does not answer');
		await click('Send again');
		expect(asked()).toEqual([['chat.resend', { message: 'm6' }]]);
	});

	test('are text and nothing else', () => {
		const body = '<img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>';
		open({
			conversation: { ...conversation, messages: conversation.messages.slice(0, 1).map((each) => ({ ...each, body })) },
		});
		expect(document.querySelector('.message-body')?.textContent).toBe(body);
		expect(document.querySelector('.message img, .message a')).toBeNull();
	});

	test('older ones are asked for at the top, once', () => {
		open();
		const history = document.querySelector<HTMLElement>('.history');
		history?.dispatchEvent(new Event('scroll'));
		history?.dispatchEvent(new Event('scroll'));
		expect(view.looks.map(({ conversation }) => conversation?.count)).toEqual([58]);
		view.show({ conversation: { ...conversation, hasOlder: false } });
		history?.dispatchEvent(new Event('scroll'));
		expect(view.looks.length).toBe(1);
	});
});

describe('reading', () => {
	const reads = () => asked().filter(([command]) => command === 'chat.read');

	test('counts only with the focus, and once', async () => {
		open();
		expect(reads()).toEqual([]);
		focused = true;
		dispatchEvent(new Event('focus'));
		dispatchEvent(new Event('focus'));
		await settle();
		expect(reads()).toEqual([['chat.read', WHO]]);
	});

	test('again for each message that arrives', async () => {
		focused = true;
		open();
		const [first] = conversation.messages;
		if (!first) throw new Error('no message');
		view.show({ conversation: { ...conversation, messages: [...conversation.messages, { ...first, id: 'new' }] } });
		await settle();
		expect(reads().length).toBe(2);
	});

	test('not by what we write', async () => {
		focused = true;
		open({
			conversation: { ...conversation, messages: conversation.messages.filter(({ direction }) => direction === 'out') },
		});
		await settle();
		expect(reads()).toEqual([]);
	});
});

describe('the contact', () => {
	test('is renamed', async () => {
		open();
		await click('Edit contact');
		await type('Name', ' Romeo ');
		await click('Save');
		await settle();
		expect(asked()).toEqual([['contact.rename', { ...WHO, name: 'Romeo' }]]);
		expect(document.querySelector('dialog')).toBeNull();
	});

	test('C20: the person writes down numbers of their own, in place of what is published', async () => {
		open();
		await click('Edit contact');
		await click('Add a number');
		await type('Number', '045 800 0000');
		await click('Add a number');
		await click('Also use what they publish');
		await click('Save');
		await settle();
		const own = { numbers: [{ written: '045 800 0000', type: 'cell' }], usesPublished: false };
		expect(asked()).toEqual([['contact.numbers', { ...WHO, own }]]);
	});

	test('C20: and takes one away', async () => {
		const numbers = ['1', '2', '3'].map((written) => ({ written, type: 'work' as const }));
		open({ conversation: { ...conversation, ownNumbers: { numbers, usesPublished: true } } });
		await click('Edit contact');
		await click('Remove 2');
		await click('Save');
		await settle();
		const own = { numbers: [numbers[0], numbers[2]], usesPublished: true };
		expect(asked()).toEqual([['contact.numbers', { ...WHO, own }]]);
	});

	test('C13: is called at the number, as in the popup', async () => {
		const number = { uri: 'tel:+390458000000', type: 'home' as const, shown: '045 800 0000' };
		const contact = conversation.contact && { ...conversation.contact, numbers: [number] };
		open({ conversation: { ...conversation, contact } });
		await click('Call Romeo Montague');
		expect(asked()).toEqual([['call.place', { target: number.uri }]]);
	});

	test('is removed only after a second question', async () => {
		open();
		await click('Edit contact');
		await click('Remove contact');
		expect(asked()).toEqual([]);
		expect(words()).toContain('Remove Romeo Montague?');
		await click('Remove');
		expect(asked()).toEqual([['contact.remove', WHO]]);
	});

	test('somebody else can be added', async () => {
		open({ conversation: { ...conversation, contact: undefined } });
		expect(words()).toContain('Not in your contacts');
		await click('Add contact');
		expect(asked()).toEqual([['contact.add', { ...WHO, name: '' }]]);
	});

	test.each([
		['Accept', 'contact.accept'],
		['Refuse', 'contact.refuse'],
	])('who asks to see our presence: %s', async (button, command) => {
		open({ overview: { ...overview, requests: [{ ...WHO, nick: '', receivedAt: 0 }] } });
		await click(button);
		expect(asked()).toEqual([[command, WHO]]);
	});
});
