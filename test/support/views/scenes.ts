/** Every view in every state worth a look: the pictures, and what the accessibility checks run over. */
import type { Page } from 'puppeteer-core';
import type { Call, Overview } from '../../../src/shared/state.ts';
import {
	call,
	callAccount,
	conversation,
	manyContacts,
	NOON,
	nobody,
	overview,
	plain,
	secondCall,
	slices,
	troubled,
} from './fixtures.ts';
import type { Shot } from './pages.ts';

const callWindow = { view: 'call', width: 360, height: 560 } as const;
const chat = { view: 'conversation', width: 480, height: 600, query: 'account=a1&jid=romeo@montague.example' } as const;
const tab = { width: 900, height: 1000 } as const;
const popup = { view: 'popup', width: 380, height: 560 } as const;

export const scenes: Readonly<Record<string, Shot>> = {
	popup: { ...popup, scene: { slices } },
	'popup-starting': { ...popup, scene: { slices: {} } },
	'popup-first': {
		...popup,
		scene: { slices: { ...slices, overview: nobody, contacts: { from: 0, total: 0, rows: [] } } },
	},
	'popup-troubled': { ...popup, scene: { slices: { ...slices, overview: troubled } } },
	'popup-details': { ...popup, scene: { slices: { ...slices, overview: plain } }, act: (page) => page.click('.side') },
	'popup-refused': {
		...popup,
		scene: { slices: { ...slices, overview: troubled } },
		act: (page) => page.click('.side.refused'),
	},
	'popup-calls': {
		...popup,
		scene: { slices: { ...slices, overview: { ...overview, calls: [call({ muted: true }), secondCall] } } },
	},
	'popup-typed': { ...popup, scene: { slices }, act: (page) => type(page, 'benvolio@montague.test') },
	'popup-number': {
		...popup,
		scene: {
			slices,
			answers: {
				'numbers.judge': {
					ok: true,
					value: { off: false, judged: [[{ from: 0, to: 12, target: 'tel:+390458000000', cue: false }]] },
				},
			},
		},
		act: async (page) => {
			await page.click('[aria-expanded="false"].icon-button');
			await type(page, '045 800 0000');
			await page.waitForFunction(() => document.body.textContent?.includes('+39'));
		},
	},
	'popup-recents': { ...popup, scene: { slices }, act: (page) => page.click('#tab-recents') },
	'popup-requests': { ...popup, scene: { slices: { ...slices, overview: withRequests() } } },
	'popup-error': {
		...popup,
		scene: { slices, answers: { 'chat.open': { ok: false, code: 'unexpected', detail: 'TypeError' } } },
		act: async (page) => {
			await page.click('.row-main');
			await page.waitForSelector('[role=alert]');
		},
	},
	'popup-many': {
		...popup,
		scene: { slices: { ...slices, contacts: manyContacts(10_000) } },
		act: async (page) => {
			await page.focus('#find');
			await page.keyboard.press('ArrowDown');
			await page.keyboard.press('End');
			await page.waitForFunction(() => document.activeElement?.closest('li')?.textContent?.includes('Person 9999'));
		},
	},
	'popup-long': {
		...popup,
		words: 'long',
		scene: { slices: { ...slices, overview: { ...troubled, calls: [call({})] } } },
	},
	'popup-rtl': {
		...popup,
		words: 'rtl',
		scene: { slices: { ...slices, overview: { ...overview, calls: [call({})] } } },
	},
	'call-live': { ...callWindow, scene: withCalls(call({})) },
	'call-muted-unheard': { ...callWindow, scene: withCalls(call({ muted: true, heard: false, cutOff: true })) },
	'call-incoming': { ...callWindow, scene: withCalls(secondCall) },
	'call-ringing': { ...callWindow, scene: withCalls(call({ phase: { is: 'ringing' }, answeredAt: 0 })) },
	'call-second': { ...callWindow, scene: withCalls(call({}), secondCall) },
	'call-held': {
		...callWindow,
		scene: withCalls(call({}), { ...secondCall, phase: { is: 'held' }, answeredAt: NOON - 72_000 }),
	},
	'call-busy': {
		...callWindow,
		scene: withCalls(call({ phase: { is: 'ended', reason: 'busy', detail: '486 Busy Here' }, answeredAt: 0 })),
	},
	'call-second-over': {
		...callWindow,
		scene: withCalls(call({}), { ...secondCall, phase: { is: 'ended', reason: 'not-found' } }),
	},
	'call-keypad': {
		...callWindow,
		scene: withCalls(call({})),
		act: async (page) => {
			await page.click('.control:nth-child(3)');
			await page.keyboard.type('42#');
		},
	},
	'call-long': { ...callWindow, words: 'long', scene: withCalls(call({ heldByPeer: true }), secondCall) },
	'call-rtl': { ...callWindow, words: 'rtl', scene: withCalls(call({}), secondCall) },
	conversation: { ...chat, scene: { slices } },
	'conversation-narrow': { ...chat, width: 300, scene: { slices: { ...slices, overview: troubled } } },
	'conversation-stranger': {
		...chat,
		scene: {
			slices: {
				...slices,
				overview: {
					...overview,
					requests: [{ account: 'a1', jid: 'romeo@montague.example', nick: 'Romeo', receivedAt: 0 }],
				},
				conversation: {
					...conversation,
					contact: undefined,
					messages: [],
					hasOlder: false,
					draft: 'I saw thee at the feast',
				},
			},
		},
	},
	'conversation-new': {
		...chat,
		scene: {
			slices: {
				...slices,
				conversation: { ...conversation, contact: undefined, messages: conversation.messages.slice(0, 1) },
			},
		},
	},
	'conversation-edit': { ...chat, scene: { slices }, act: (page) => page.click('.peer .icon-button') },
	'conversation-long': { ...chat, width: 320, words: 'long', scene: { slices } },
	'conversation-rtl': { ...chat, words: 'rtl', scene: { slices } },
	options: {
		...tab,
		height: 1900,
		view: 'options',
		scene: { slices: { ...slices, overview: twoPhones() }, origins: ['*://*.verona.example/*', '*://localhost/*'] },
	},
	'options-empty': {
		...tab,
		height: 1500,
		view: 'options',
		scene: { slices: { ...slices, overview: nobody }, origins: ['*://*/*'] },
	},
	'options-edit': {
		...tab,
		height: 1900,
		view: 'options',
		scene: { slices: { ...slices, overview: troubled } },
		act: async (page) => {
			await clickOn(page, '.account-card .button', 'Edit');
			await clickOn(page, '.section:nth-of-type(2) .account-card .button', 'Edit');
			await page.click('.section:nth-of-type(2) summary');
		},
	},
	'options-remove': { ...tab, view: 'options', scene: { slices }, act: (page) => page.click('.account-card-remove') },
	'options-narrow': {
		...tab,
		width: 320,
		height: 2600,
		words: 'long',
		view: 'options',
		scene: { slices: { ...slices, overview: troubled } },
	},
	'options-rtl': {
		...tab,
		height: 1600,
		words: 'rtl',
		view: 'options',
		scene: { slices, origins: ['*://*.verona.example/*'] },
	},
	welcome: { ...tab, view: 'welcome', scene: { slices: { ...slices, overview: nobody } } },
	'welcome-refused': {
		...tab,
		view: 'welcome',
		scene: {
			slices: { ...slices, overview: nobody },
			answers: { 'account.add': { ok: false, code: 'no-websocket', detail: 'host-meta: 404' } },
		},
		act: async (page) => {
			await page.type('[name=address]', 'juliet@capulet.example');
			await page.type('[name=password]', 'secret');
			await page.keyboard.press('Enter');
			await page.waitForSelector('[role=alert]');
		},
	},
	'welcome-busy': {
		...tab,
		view: 'welcome',
		scene: { slices: { ...slices, overview: nobody }, answers: { 'account.add': 'never' } },
		act: async (page) => {
			await goTo(page, 2);
			await page.type('[name=address]', 'juliet@capulet.example');
			await page.type('[name=password]', 'secret');
			await page.type('[name=endpoint]', 'sip.capulet.example/ws');
			await page.keyboard.press('Enter');
			await page.waitForSelector('form[aria-busy=true]');
		},
	},
	'welcome-signed-in': { ...tab, view: 'welcome', scene: { slices } },
	'welcome-microphone': {
		...tab,
		view: 'welcome',
		scene: { slices: { ...slices, overview: withMicrophone('denied') } },
		act: (page) => goTo(page, 3),
	},
	'welcome-pages': {
		...tab,
		view: 'welcome',
		scene: { slices: { ...slices, overview: nobody } },
		act: (page) => goTo(page, 4),
	},
	'welcome-done': { ...tab, view: 'welcome', scene: { slices }, act: (page) => goTo(page, 5) },
	'welcome-narrow': {
		...tab,
		width: 320,
		height: 1200,
		words: 'long',
		view: 'welcome',
		scene: { slices: { ...slices, overview: nobody } },
	},
	'welcome-rtl': {
		...tab,
		words: 'rtl',
		view: 'welcome',
		scene: { slices: { ...slices, overview: nobody } },
		act: (page) => goTo(page, 2),
	},
};

function withMicrophone(microphone: Overview['settings']['microphone']): Overview {
	return { ...overview, settings: { ...overview.settings, microphone } };
}

function twoPhones(): Overview {
	const second = {
		...callAccount,
		id: 'a3',
		address: 'sip:1001@pbx.verona.example',
		enabled: false,
		connection: { is: 'off' as const },
	};
	return {
		...plain,
		accounts: [
			...plain.accounts,
			second,
			{ ...second, id: 'a4', enabled: true, connection: { is: 'connecting', since: NOON } },
		],
	};
}

async function goTo(page: Page, step: number): Promise<void> {
	await page.click(`.steps li:nth-child(${step}) button`);
}

async function clickOn(page: Page, selector: string, word: string): Promise<void> {
	for (const button of await page.$$(selector)) {
		if ((await button.evaluate((element) => element.textContent)) === word) return button.click();
	}
	throw new Error(`nothing says ${word}`);
}

function withCalls(...calls: Call[]): Shot['scene'] {
	return { slices: { ...slices, overview: { ...overview, calls } } };
}

function withRequests(): Overview {
	return {
		...overview,
		requests: [
			{ account: 'a1', jid: 'rosaline@capulet.example', nick: 'Rosaline', receivedAt: 0 },
			{ account: 'a1', jid: 'peter@capulet.example', nick: '', receivedAt: 0 },
		],
	};
}

async function type(page: Page, text: string): Promise<void> {
	await page.type('#find', text);
}
