// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CallWindow } from '../../../src/call/call-window.tsx';
import type { Call } from '../../../src/shared/state.ts';
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
	unmount,
	words,
} from '../../support/views/fake-window.ts';
import { call, callAccount, overview, secondCall } from '../../support/views/fixtures.ts';

let extension: FakeExtension;
let view: FakeWindow;

beforeEach(() => {
	extension = fakeExtension();
});
afterEach(unmount);

function open(...calls: Call[]): void {
	view = fakeWindow({ overview: { ...overview, calls } });
	mount(<CallWindow view={view} asked={undefined} />);
}

const show = (...calls: Call[]) => view.show({ overview: { ...overview, calls } });
const asked = () => extension.asked.map(({ command, input }) => [command, input]);

describe('an extension', () => {
	test.each([
		[false, 'Extension 101 is dialled when they answer'],
		[true, 'Extension 101 was dialled'],
	])('dialled: %s', (isDialled, sentence) => {
		open(call({ extension: { digits: '101', isDialled } }));
		expect(words()).toContain(sentence);
	});
});

describe('buttons', () => {
	test.each([
		['Mute', call({}), ['call.mute', { call: 'c1', muted: true }]],
		['Mute', call({ muted: true }), ['call.mute', { call: 'c1', muted: false }]],
		['Hold', call({}), ['call.hold', { call: 'c1', held: true }]],
		['Hold', call({ phase: { is: 'held' } }), ['call.hold', { call: 'c1', held: false }]],
		['Hang up', call({}), ['call.hangUp', { call: 'c1' }]],
		['Hang up', call({ phase: { is: 'preparing' } }), ['call.hangUp', { call: 'c1' }]],
		['Hang up', call({ phase: { is: 'calling' } }), ['call.hangUp', { call: 'c1' }]],
		['Hang up', call({ phase: { is: 'ringing' } }), ['call.hangUp', { call: 'c1' }]],
		['Answer', secondCall, ['call.answer', { call: 'c2' }]],
		['Decline', secondCall, ['call.decline', { call: 'c2' }]],
	] as const)('%s', async (button, one, command) => {
		open(one);
		await click(button);
		expect(asked()).toEqual([command]);
	});

	test('the second click of a double click on Answer does not hang up', () => {
		open(call({}));
		named('Hang up').dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 2 }));
		expect(asked()).toEqual([]);
	});

	test('a call that rings here can only be answered or declined', () => {
		open(secondCall);
		expect([...document.querySelectorAll('button')].map((button) => button.textContent)).toEqual(['Decline', 'Answer']);
	});
});

describe('the keyboard', () => {
	test('Space mutes', async () => {
		open(call({}));
		await press(' ');
		expect(asked()).toEqual([['call.mute', { call: 'c1', muted: true }]]);
	});

	test('Space presses the control that the keyboard is on instead', async () => {
		open(call({}));
		named('Hold').focus();
		expect(await press(' ')).toBe(true);
		expect(asked()).toEqual([]);
	});

	test('a click with the mouse does not keep the next Space', async () => {
		open(call({}));
		named('Hold').focus();
		named('Hold').dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
		await press(' ');
		expect(asked().at(-1)).toEqual(['call.mute', { call: 'c1', muted: true }]);
	});

	test('Escape hangs up nothing', async () => {
		open(call({}));
		await press('Escape');
		open(secondCall);
		await press('Escape');
		expect(asked()).toEqual([]);
	});

	test('digits are tones, also without the keypad, and can be read', async () => {
		open(call({}));
		for (const key of ['4', '2', '#', 'a']) await press(key);
		expect(asked()).toEqual(['4', '2', '#'].map((tones) => ['call.tones', { call: 'c1', tones }]));
		await click('Keypad');
		await click('Star');
		expect(document.querySelector('output')?.textContent).toBe('42#*');
	});

	test('no tones and no muting before a call is answered', async () => {
		open(call({ phase: { is: 'ringing' }, answeredAt: 0 }));
		await press('4');
		await press(' ');
		expect(asked()).toEqual([]);
	});

	test('the tones of one call are not shown with another', async () => {
		open(call({}));
		await press('4');
		show(call({ id: 'c9' }));
		await click('Keypad');
		expect(document.querySelector('output')?.textContent).toBe('');
	});
});

describe('several calls', () => {
	test('a second one that rings can be answered, with the first on hold, or declined', async () => {
		open(call({}), secondCall);
		expect(document.querySelector('[role=alert]')?.textContent).toContain('NurseIncoming call');
		await click('Hold and answer');
		await click('Decline Nurse');
		expect(asked()).toEqual([
			['call.answer', { call: 'c2' }],
			['call.decline', { call: 'c2' }],
		]);
	});

	test('one on hold can be swapped in or hung up', async () => {
		open(call({}), { ...secondCall, phase: { is: 'held' }, answeredAt: 1 });
		await click('Swap');
		await click('Hang up on Nurse');
		expect(asked()).toEqual([
			['call.hold', { call: 'c2', held: false }],
			['call.hangUp', { call: 'c2' }],
		]);
	});
});

describe('what is not as it should be', () => {
	test('who cannot be heard is told, and only then', () => {
		open(call({ heard: false }));
		expect(words()).toContain('You cannot be heard');
		show(call({ heard: true }));
		expect(words()).not.toContain('You cannot be heard');
		show(call({ heard: false, phase: { is: 'ringing' } }));
		expect(words()).not.toContain('You cannot be heard');
	});

	test('a lost connection, a hold by the other side, the mute', () => {
		open(call({ cutOff: true, heldByPeer: true }));
		expect(words()).toContain('The connection to the server is lost.');
		expect(words()).toContain('They have put you on hold');
		show(call({ muted: true }));
		expect(words()).toContain('Muted: they cannot hear you');
	});

	test('a microphone that is refused when answering is said while it rings on', async () => {
		extension.answers.set('call.answer', { ok: false, code: 'no-microphone' });
		open(secondCall);
		await click('Answer');
		await settle();
		expect(words()).toContain('No microphone was found.');
		expect(named('Answer')).toBeTruthy();
	});
});

describe('the end', () => {
	test('is said in words and can be read after the call is gone', async () => {
		open(call({}));
		show(call({ phase: { is: 'ended', reason: 'busy', detail: '486 Busy Here' } }));
		show();
		await settle();
		expect(words()).toContain('Busy: they are on another call.');
		expect(words()).toContain('486 Busy Here');
		expect(extension.tabs.remove).not.toHaveBeenCalled();
		await click('Call again');
		await click('Close');
		expect(asked()).toEqual([['call.place', { target: 'tel:+390458000000', account: 'a2' }]]);
		expect(extension.tabs.remove).toHaveBeenCalledWith(7);
	});

	test('closes the window when there is nothing to read', async () => {
		open(call({}));
		show(call({ phase: { is: 'ended', reason: 'hung-up' }, endedAt: 1 }));
		await settle();
		expect(asked()).toEqual([]);
		show();
		await settle();
		expect(asked()).toEqual([['call.close', {}]]);
	});

	test('does not close it while another call goes on', async () => {
		open(call({}), secondCall);
		show(call({ phase: { is: 'ended', reason: 'hung-up' } }), secondCall);
		show(secondCall);
		await settle();
		expect(asked()).toEqual([]);
		expect(words()).toContain('Incoming call');
	});
});

test('which account it goes through is said where there are several', () => {
	open(call({}));
	expect(words()).not.toContain('through');
	const other = { ...callAccount, id: 'a9', address: 'sip:9@pbx.example' };
	view.show({ overview: { ...overview, accounts: [...overview.accounts, other], calls: [call({})] } });
	expect(words()).toContain('through juliet@capulet.example');
});

test('without a call it says so', () => {
	open();
	expect(words()).toBe('No call at the moment.');
});

describe('C28: a caller with a contact’s number', () => {
	const contact = { account: 'a1', jid: 'romeo@montague.example', name: 'Romeo' };
	const phases = [{ is: 'ringing' }, { is: 'live' }, { is: 'ended', reason: 'hung-up' }] as const;

	test.each(phases)('has the name beside the number, and a chat, while it is %o', async (phase) => {
		open(call({ peer: 'tel:+390458000000', peerName: 'Tybalt', contact, phase, direction: 'in' }));
		expect(document.querySelector('.who')?.textContent).toMatch(/Romeo.*\+39 045 800 0000/);
		expect(words()).not.toContain('Tybalt');
		await click('Chat');
		expect(asked()).toEqual([['chat.open', { target: contact.jid, account: 'a1' }]]);
	});

	test('and a stranger has none', () => {
		open(call({ peer: 'tel:+390458000000' }));
		expect(() => named('Chat')).toThrow('nothing named');
	});
});
