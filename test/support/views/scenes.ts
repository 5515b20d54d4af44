/** Every view in every state worth a look: the pictures, and what the accessibility checks run over. */
import type { Page } from 'puppeteer-core';
import type { Call, Overview, SiteRule } from '../../../src/shared/state.ts';
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

const COMUNE = {
	url: 'https://www.comune.example/contatti',
	frames: [
		{
			isTop: true,
			host: 'www.comune.example',
			asksNot: false,
			language: 'it',
			found: [
				{ target: 'tel:+390458050500', raw: '045 805 0500', around: 'Centralino del Comune, dal lunedì al venerdì' },
				{ target: 'tel:+390458050501;ext=12', raw: '045 805 0501 int. 12', around: 'Anagrafe' },
				{ target: 'xmpp:nurse@capulet.example', raw: 'Nurse', around: 'Write to' },
				{ target: 'sip:info@comune.example', raw: 'sip:info@comune.example', around: '' },
			],
		},
		{
			isTop: false,
			host: 'maps.example',
			asksNot: false,
			language: 'it',
			found: [{ target: 'tel:+498912345678', raw: '+49 89 12345678', around: 'Biergarten' }],
		},
	],
};

const ruled: Shot['scene'] = {
	slices: {
		...slices,
		sites: [
			{ site: 'intranet.example', internal: ['2XXX', '300-399'] },
			{ site: 'shop.example', off: true, country: 'IT', notNumbers: ['+390458050500'] },
		],
	},
	origins: ['*://*.shop.example/*', '*://localhost/*'],
	answers: { 'dialling.preview': { ok: true, value: { shown: '+39 045 805050', dialled: '0 045 805050' } } },
};

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
	'popup-page': { ...popup, scene: onPage(COMUNE), act: openPage },
	'popup-page-off': {
		...popup,
		scene: onPage({ ...COMUNE, frames: [] }, [{ site: 'comune.example', off: true }]),
		act: openPage,
	},
	'popup-page-asks-not': {
		...popup,
		scene: onPage({ ...COMUNE, frames: [{ ...COMUNE.frames[0], asksNot: true, found: [] }] }),
		act: openPage,
	},
	'popup-page-not-allowed': { ...popup, scene: { ...onPage({ ...COMUNE, frames: [] }), origins: [] }, act: openPage },
	'popup-page-none': { ...popup, scene: { ...onPage({ url: 'about:blank', frames: [] }), origins: [] }, act: openPage },
	'popup-page-long': { ...popup, words: 'long', scene: onPage(COMUNE), act: openPage },
	'popup-page-not-allowed-long': {
		...popup,
		words: 'long',
		scene: { ...onPage({ ...COMUNE, frames: [] }), origins: [] },
		act: openPage,
	},
	'popup-page-rtl': { ...popup, words: 'rtl', scene: onPage(COMUNE), act: openPage },
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
	'options-pages': {
		...tab,
		height: 3200,
		view: 'options',
		scene: ruled,
		act: openRules,
	},
	'options-pages-long': { ...tab, height: 3800, words: 'long', view: 'options', scene: ruled, act: openRules },
	'options-pages-narrow': { ...tab, width: 380, height: 3800, view: 'options', scene: ruled, act: openRules },
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

function onPage(shown: Shot['scene']['page'], sites: readonly SiteRule[] = []): Shot['scene'] {
	return {
		slices: { ...slices, sites },
		origins: ['*://*/*'],
		...(shown && { page: shown }),
		answers: { 'numbers.describe': { ok: false, code: 'unexpected' } },
	};
}

/** Unfolds how an account dials, and a form for a site with something wrong in it. */
async function openRules(page: Page): Promise<void> {
	await page.click('.dial-rules summary');
	await page.click('.site-rules > .button');
	await page.type('.site-form [name=site]', 'two words');
	await page.click('.site-form [type=submit]');
	await page.waitForSelector('.site-form [role=alert]');
}

async function openPage(page: Page): Promise<void> {
	await page.waitForSelector('#tab-page');
	await page.click('#tab-page');
	await page.waitForSelector('.this-page');
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
