import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import type { Accounts } from '../../../../src/background/accounts.ts';
import type { LiveCalls } from '../../../../src/background/calls/live-calls.ts';
import { callCommands } from '../../../../src/background/commands/call.ts';
import { chatCommands } from '../../../../src/background/commands/chat.ts';
import type { Service } from '../../../../src/background/commands/service.ts';
import { NO_PAGE } from '../../../../src/background/sender.ts';
import { openDatabase } from '../../../../src/background/storage/database.ts';
import { lastMessages } from '../../../../src/background/storage/messages.ts';
import { waitingMessages } from '../../../../src/background/storage/outbox.ts';
import { SETTINGS } from '../../../../src/background/storage/singletons.ts';
import { createStore, peerKey } from '../../../../src/background/store.ts';
import type { AccountView } from '../../../../src/shared/state.ts';

async function setUp(accounts: AccountView[] = [view('s', 'sip'), view('x', 'xmpp')]) {
	const settings = { ...SETTINGS, country: 'DE' };
	const store = createStore({ settings, presence: { show: 'available', status: '' } });
	for (const account of accounts) store.accounts.set(account.id, account);
	const place = vi.fn(() => 'call');
	const open = vi.fn();
	const flush = vi.fn();
	const db = await openDatabase(crypto.randomUUID());
	const service = {
		store,
		db,
		language: 'en',
		calls: { place } as Partial<LiveCalls> as LiveCalls,
		platform: { open } as Partial<Service['platform']> as Service['platform'],
		accounts: { chatSession: () => ({ flush }) } as Partial<Record<keyof Accounts, unknown>> as Accounts,
	} as Service;
	return { store, db, place, open, flush, call: callCommands(service), chat: chatCommands(service) };
}

describe('what is called', () => {
	test.each([
		['a number in international form', '+39 045 800 0000', 'tel:+390458000000'],
		['a national number of the person’s country', '030 901820', 'tel:+4930901820'],
		['an extension of the office', '1001', 'tel:1001'],
		['a feature code', '*43', 'tel:*43'],
		['a tel: link', 'tel:+1-201-555-0123', 'tel:+12015550123'],
		['a tel: link with an extension', 'tel:+1-201-555-0123;ext=42', 'tel:+12015550123;ext=42'],
		['a sip: link, without what could be smuggled in it', 'sip:bob@example.test?Replaces=x', 'sip:bob@example.test'],
		['an address as typed', 'bob@example.test', 'sip:bob@example.test'],
	])('%s', async (_, target, uri) => {
		const { call, place } = await setUp();
		await call['call.place']({ target }, NO_PAGE);
		expect(place).toHaveBeenCalledWith('s', uri, '', {
			target: uri.replace(/;ext=.*/, ''),
			tones: uri.split(';ext=')[1] ?? '',
		});
	});

	test.each(['', 'hello', 'xmpp:romeo@x', 'javascript:alert(1)', 'sip:'])(
		'%j is no address, and nobody is called',
		async (target) => {
			const { call, place } = await setUp();
			expect(() => call['call.place']({ target }, NO_PAGE)).toThrow(expect.objectContaining({ code: 'bad-address' }));
			expect(place).not.toHaveBeenCalled();
		},
	);
});

describe('how it is dialled', () => {
	const rules = { outside: '0', strip: '', outsideFrom: 5, extension: 'in-address' } as const;

	test('by the rules of the account that the call goes through, and no other; the peer stays who it is', async () => {
		const { call, place, store } = await setUp([view('s', 'sip'), view('t', 'sip')]);
		store.settings.set({ ...store.settings.get(), dialling: { s: rules } });
		await call['call.place']({ target: 'tel:+49-30-901820;ext=42', account: 's' }, NO_PAGE);
		expect(place).toHaveBeenLastCalledWith('s', 'tel:+4930901820;ext=42', '', {
			target: 'tel:0030901820;ext=42',
			tones: '',
		});
		await call['call.place']({ target: 'tel:+49-30-901820;ext=42', account: 't' }, NO_PAGE);
		expect(place).toHaveBeenLastCalledWith('t', 'tel:+4930901820;ext=42', '', {
			target: 'tel:+4930901820',
			tones: '42',
		});
	});

	test('an address is not a number, whatever digits are in it', async () => {
		const { call, place, store } = await setUp();
		store.settings.set({ ...store.settings.get(), dialling: { s: rules } });
		await call['call.place']({ target: 'sip:0309018200@example.test' }, NO_PAGE);
		const uri = 'sip:0309018200@example.test';
		expect(place).toHaveBeenCalledWith('s', uri, '', { target: uri, tones: '' });
	});
});

describe('a national number of a site', () => {
	const IT_SHOP = { site: 'shop.example', country: 'IT' };

	test.each([
		['clicked there', {}, { site: 'www.shop.example', frameSite: 'ads.example' }, 'tel:+390458050500'],
		['chosen in a menu there', { site: 'www.shop.example' }, NO_PAGE, 'tel:+390458050500'],
		['chosen on a page of the country, without a rule', { site: 'www.comune.it' }, NO_PAGE, 'tel:+390458050500'],
		['clicked elsewhere', {}, { site: 'other.example', frameSite: 'shop.example' }, 'tel:0458050500'],
		[
			'elsewhere, with a claim to be there',
			{ site: 'shop.example' },
			{ site: 'other.example', frameSite: '' },
			'tel:0458050500',
		],
	])('%s', async (_, input, from, uri) => {
		const { call, place, store } = await setUp();
		store.sites.set('shop.example', IT_SHOP);
		await call['call.place']({ target: '045 805 0500', ...input }, from);
		expect(place).toHaveBeenCalledWith('s', uri, '', { target: uri, tones: '' });
	});
});

describe('whom a chat is opened with', () => {
	test.each([
		['xmpp:Romeo@Example.Test', 'romeo@example.test', undefined],
		['xmpp:romeo@example.test?message;body=Hello%20there', 'romeo@example.test', 'Hello there'],
		['romeo@example.test', 'romeo@example.test', undefined],
	])('%s: the text waits in the field, and is sent by the person only', async (target, jid, draft) => {
		const { chat, open, store, db } = await setUp();
		await chat['chat.open']({ target }, NO_PAGE);
		expect(open).toHaveBeenCalledWith('conversation', { account: 'x', jid });
		expect(store.drafts.get(peerKey('x', jid))).toBe(draft);
		expect(await waitingMessages(db, 'x')).toEqual([]);
	});

	test('the account that knows the person comes before the first one', async () => {
		const { chat, open, store } = await setUp([view('x', 'xmpp'), view('y', 'xmpp')]);
		const contact = { account: 'y', jid: 'romeo@x', name: 'Romeo', groups: [], status: '', unread: 0, numbers: [] };
		store.contacts.set(peerKey('y', 'romeo@x'), { ...contact, subscription: 'both', asked: false, show: 'offline' });
		await chat['chat.open']({ target: 'xmpp:romeo@x' }, NO_PAGE);
		expect(open).toHaveBeenCalledWith('conversation', { account: 'y', jid: 'romeo@x' });
	});

	test('C27: with an account for calls only there is nobody to chat with, and that is said', async () => {
		const { chat } = await setUp([view('s', 'sip')]);
		expect(() => chat['chat.open']({ target: 'romeo@x' }, NO_PAGE)).toThrow(
			expect.objectContaining({ code: 'no-account' }),
		);
	});
});

describe('sending', () => {
	test('a message is kept and shown whatever the connection, then sent', async () => {
		const { chat, db, flush, store } = await setUp([
			{ ...view('x', 'xmpp'), connection: { is: 'connecting', since: 0 } },
		]);
		store.drafts.set(peerKey('x', 'romeo@x'), 'Hel');
		const id = await chat['chat.send']({ account: 'x', to: 'romeo@x', body: 'Hello' }, NO_PAGE);
		expect((await lastMessages(db, 'x', 'romeo@x', 9)).messages).toMatchObject([
			{ id, body: 'Hello', delivery: 'waiting' },
		]);
		expect(await waitingMessages(db, 'x')).toMatchObject([{ id, to: 'romeo@x' }]);
		expect(flush).toHaveBeenCalled();
		expect(store.drafts.size).toBe(0);
	});

	test('a message that did not fail is not sent again', async () => {
		const { chat, db } = await setUp();
		const message = await chat['chat.send']({ account: 'x', to: 'romeo@x', body: 'Hello' }, NO_PAGE);
		await expect(chat['chat.resend']({ message }, NO_PAGE)).rejects.toMatchObject({ code: 'not-found' });
		expect(await waitingMessages(db, 'x')).toHaveLength(1);
	});
});

function view(id: string, protocol: 'sip' | 'xmpp'): AccountView {
	const security = { tls: true, mechanism: 'SCRAM-SHA-256', host: 'x' };
	return {
		id,
		protocol,
		address: `${id}@x`,
		displayName: '',
		endpoint: '',
		authUser: '',
		iceServers: [],
		enabled: true,
		connection: { is: 'online', since: 0, security },
	};
}
