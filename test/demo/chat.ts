/** A click on an address, a message each way, and that both say so. */
import type { Page } from 'puppeteer-core';
import type { Message } from '../../src/shared/state.ts';
import type { App } from '../support/app.ts';
import { untilMarked } from '../support/marked.ts';
import { until } from '../support/until.ts';
import { takePicture } from './pictures.ts';
import type { Play } from './play.ts';

/** What the link on the page puts into the field. */
const QUESTION = 'Hello Bob, is order 1042 ready?';
const ANSWER = 'Hello Alice! It is: you can fetch it from two o’clock.';
const THANKS = 'Perfect, see you then.';

/** From the click to three messages that are delivered, as both windows show. */
export async function playChat(play: Play): Promise<void> {
	const alice = await openFromPage(play);
	await send(play, alice, 'Alice', QUESTION);
	const bob = await openFromPopup(play);
	await bob.locator('textarea').fill(ANSWER);
	await send(play, bob, 'Bob', ANSWER);
	await alice.locator('textarea').fill(THANKS);
	await send(play, alice, 'Alice', THANKS);
	for (const [window, own] of [
		[alice, 2],
		[bob, 1],
	] as const) {
		await until('shown as delivered', async () => (await window.$$('.message.delivered.out')).length === own);
	}
	await takePicture(alice, 'conversation-alice');
	await takePicture(bob, 'conversation-bob');
}

async function openFromPage({ alice, pages, report }: Play): Promise<Page> {
	const page = await alice.openPage(pages.shop);
	await untilMarked(page, pages.numbers); // until then our script may not be in the page
	return await report.step(
		'Alice clicks “Write to us”',
		async () => {
			await page.locator('a[href^="xmpp:"]').click();
			const window = await alice.view('conversation');
			await until('the text of the link is in the field', async () => (await fieldOf(window)) === QUESTION);
			return window;
		},
		(_, ms) => `the conversation is open after ${ms} ms, with the text of the link in the field, and nothing sent`,
	);
}

/** Bob sees that there is something to read, and goes there from his popup. */
async function openFromPopup({ bob, bobApp }: Play): Promise<Page> {
	await bobApp.until('something unread, no call', ({ overview }) => overview?.unread && overview.calls.length === 0);
	const popup = await bob.openPopup();
	await popup.waitForSelector('.count');
	await takePicture(popup, 'popup-unread-bob');
	await popup.locator('.row-main').click();
	return await bob.view('conversation');
}

/** Presses Enter; the text is in the field already. */
async function send(play: Play, window: Page, who: 'Alice' | 'Bob', body: string): Promise<void> {
	const { aliceApp, bobApp, servers, report } = play;
	const { alice, bob } = { alice: servers.account('alice').jid, bob: servers.account('bob').jid };
	const [from, to] = who === 'Alice' ? [aliceApp, bobApp] : [bobApp, aliceApp];
	const [sender, receiver] = who === 'Alice' ? [alice, bob] : [bob, alice];
	await report.step(
		`${who} sends “${body}”`,
		async () => {
			const start = performance.now();
			await window.keyboard.press('Enter');
			await last(to, sender, (message) => message.body === body && message.direction === 'in');
			const arrived = Math.round(performance.now() - start);
			await last(from, receiver, (message) => message.body === body && message.delivery === 'delivered');
			return arrived;
		},
		(arrived, ms) => `arrived after ${arrived} ms, shown as delivered after ${ms} ms`,
	);
}

/** Waits until the newest message with somebody is as asked for. */
async function last(app: App, peer: string, isIt: (message: Message) => boolean): Promise<void> {
	const chat = (await app.see()).overview?.accounts.find(({ protocol }) => protocol === 'xmpp');
	if (!chat) throw new Error('no account for Chat');
	await app.messages(chat.id, peer, `the message with ${peer}`, (all) => {
		const newest = all.at(-1);
		return newest !== undefined && isIt(newest);
	});
}

function fieldOf(window: Page): Promise<string | undefined> {
	return window.evaluate(() => document.querySelector('textarea')?.value);
}
