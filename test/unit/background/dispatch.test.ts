import { describe, expect, test, vi } from 'vitest';
import { createDispatch, isCommand } from '../../../src/background/dispatch.ts';
import { callerOf, NO_PAGE, pageOf } from '../../../src/background/sender.ts';
import { type Caller, commands, type From, type Handlers } from '../../../src/shared/commands.ts';
import { AppError } from '../../../src/shared/errors.ts';

const OWN = { id: 'twinline', origin: 'chrome-extension://twinline' };

function setUp(over: Partial<Handlers> = {}) {
	const ran: string[] = [];
	const entries = Object.keys(commands).map((name) => [name, () => void ran.push(name)]);
	const refused = vi.fn();
	const handlers = { ...(Object.fromEntries(entries) as Handlers), ...over };
	const run = createDispatch(handlers, refused);
	const dispatch = (raw: unknown, caller: Caller, from: From = NO_PAGE) => run(raw, caller, from);
	return { dispatch, ran, refused };
}

describe('who asks', () => {
	test('a view of ours is told by its origin, a content script by the page it runs in', () => {
		expect(callerOf({ id: 'twinline', origin: 'chrome-extension://twinline' }, OWN)).toBe('pages');
		expect(callerOf({ id: 'twinline', origin: 'https://shop.example' }, OWN)).toBe('anyone');
	});

	test('another extension, and nobody at all, are not heard', () => {
		expect(callerOf({ id: 'other', origin: 'chrome-extension://twinline' }, OWN)).toBeNull();
		expect(callerOf({}, OWN)).toBeNull();
	});

	test('a sender without an origin is never taken for a view', () => {
		expect(callerOf({ id: 'twinline' }, OWN)).toBe('anyone');
	});
});

describe('from which page', () => {
	const shop = { id: 'twinline', origin: 'https://shop.example', url: 'https://shop.example/cart' };

	test('a content script’s is the tab’s, with the frame beside it', () => {
		expect(pageOf({ ...shop, tab: { url: 'https://shop.example/cart' } }, OWN)).toEqual({
			site: 'shop.example',
			frameSite: 'shop.example',
		});
		expect(pageOf({ ...shop, tab: { url: 'http://mail.example.:8080/inbox' } }, OWN)).toEqual({
			site: 'mail.example',
			frameSite: 'shop.example',
		});
	});

	test('a frame in a page that is not allowed is its own site', () => {
		expect(pageOf({ ...shop, tab: {} }, OWN).site).toBe('shop.example');
	});

	test('a frame without an address is where its origin is', () => {
		expect(pageOf({ ...shop, url: 'about:srcdoc' }, OWN).frameSite).toBe('shop.example');
	});

	test.each(['file:///home/page.html', 'null', 'data:text/html,x', undefined])('%s is no site', (url) => {
		expect(pageOf({ id: 'twinline', origin: 'null', url, tab: { url } }, OWN)).toEqual(NO_PAGE);
	});

	test('a view of ours has none, in whatever tab it is', () => {
		const view = { ...OWN, url: `${OWN.origin}/options.html`, tab: { url: 'https://shop.example/' } };
		expect(pageOf(view, OWN)).toEqual(NO_PAGE);
	});

	test('it reaches the handler, and what the message claims does not', async () => {
		const asked = vi.fn(() => 'call');
		const { dispatch } = setUp({ 'call.place': asked });
		const from = { site: 'shop.example', frameSite: 'ads.example' };
		await dispatch({ command: 'call.place', input: { target: '+1' }, from: { site: 'bank.example' } }, 'anyone', from);
		expect(asked).toHaveBeenCalledWith({ target: '+1' }, from);
	});
});

describe('what they ask', () => {
	test('a content script may place a call and open a chat, and nothing else that changes anything', async () => {
		const { dispatch, ran } = setUp();
		for (const command of Object.keys(commands)) await dispatch({ command, input: anyInput(command) }, 'anyone');
		expect(ran.sort()).toEqual(['call.place', 'chat.open', 'numbers.judge', 'site.change']);
	});

	test('a page command from a content script is forbidden, whatever its input', async () => {
		const { dispatch, ran } = setUp();
		const raw = { command: 'chat.send', input: { account: 'a', to: 'x@y', body: 'hi' } };
		expect(await dispatch(raw, 'anyone')).toEqual({ ok: false, code: 'forbidden' });
		expect(ran).toEqual([]);
	});

	test.each([
		['no object', 'call.place'],
		['no name', { input: {} }],
		['unknown name', { command: 'call.everyone', input: {} }],
		['a name of Object.prototype', { command: 'toString', input: {} }],
		['no input', { command: 'call.place' }],
		['wrong type', { command: 'call.place', input: { target: 7 } }],
		['too long', { command: 'call.place', input: { target: 'x'.repeat(2000) } }],
		['tones that are none', { command: 'call.tones', input: { call: 'c', tones: '12,BYE' } }],
	])('%s is a bad request', async (_, raw) => {
		const { dispatch, ran } = setUp();
		expect(await dispatch(raw, 'pages')).toEqual({ ok: false, code: 'bad-request' });
		expect(ran).toEqual([]);
	});

	test('other messages on the channel are no commands', () => {
		expect(isCommand({ ensure: true })).toBe(false);
		expect(isCommand({ effect: 'badge', args: [] })).toBe(false);
		expect(isCommand({ command: 'x' })).toBe(true);
	});
});

describe('how it ends', () => {
	test('an expected error is answered with its code and detail', async () => {
		const fail = () => Promise.reject(new AppError('refused', { detail: 'Not today' }));
		const { dispatch } = setUp({ 'contact.add': fail });
		const raw = { command: 'contact.add', input: { account: 'a', jid: 'x@y', name: '' } };
		expect(await dispatch(raw, 'pages')).toEqual({ ok: false, code: 'refused', detail: 'Not today' });
	});

	test('an unforeseen error keeps its words at home, in the answer and in the log', async () => {
		const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
		const fail = () => {
			throw new Error('password hunter2');
		};
		const { dispatch } = setUp({ 'recents.seen': fail });
		const answer = await dispatch({ command: 'recents.seen', input: {} }, 'pages');
		expect(answer).toEqual({ ok: false, code: 'unexpected' });
		expect(logged).toHaveBeenCalled();
		expect(JSON.stringify(logged.mock.calls)).not.toContain('hunter2');
		logged.mockRestore();
	});

	test('what a click on a page could not do is told to the person; a forbidden attempt is not', async () => {
		const fail = () => Promise.reject(new AppError('no-account'));
		const { dispatch, refused } = setUp({ 'call.place': fail });
		await dispatch({ command: 'call.place', input: { target: '+1' } }, 'anyone');
		await dispatch({ command: 'chat.send', input: {} }, 'anyone');
		expect(refused.mock.calls.map(([error]) => error.code)).toEqual(['no-account']);
	});
});

/** An input that is right for the commands that pages may send; wrong for the others, which must not get so far. */
function anyInput(command: string): unknown {
	return command === 'numbers.judge' ? { candidates: [], language: '' } : { target: '+39 045 800 0000' };
}
