/**
 * Two people with a browser each, Chromium and Firefox, become contacts and part again: asked by keyboard, accepted by a
 * click, removed in the conversation; and once more the other way round.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { type App, openApp } from '../support/app.ts';
import { bareXmpp } from '../support/bare-xmpp.ts';
import { press, says } from '../support/hands.ts';
import { useNodeWeb } from '../support/node-web.ts';
import { BROWSERS, type BrowserKind, type Person, startPerson } from '../support/person.ts';
import { until } from '../support/until.ts';

interface Friend {
	readonly person: Person;
	readonly app: App;
	readonly jid: string;
}

let servers: Servers;
let restore: () => void;
const friends = new Map<BrowserKind, Friend>();

beforeAll(async () => {
	servers = await startServers();
	restore = useNodeWeb(servers);
	for (const [kind, name] of [
		['chromium', 'dora'],
		['firefox', 'fred'],
	] as const) {
		const { jid } = await servers.addAccount(name);
		const person = await startPerson({ kind, name: `contacts-${kind}`, servers });
		friends.set(kind, { person, app: await openApp(person), jid });
	}
	for (const each of friends.values()) await each.app.signIn(servers, nameOf(each), { calls: false });
});
afterAll(async () => {
	for (const { person } of friends.values()) await person.close();
	restore?.();
	await servers?.stop();
});

const WAYS = [BROWSERS, ['firefox', 'chromium']] as const;

describe.each(WAYS)('%s asks, %s answers', (from, to) => {
	let asker: Friend;
	let asked: Friend;
	beforeAll(() => {
		[asker, asked] = [friend(from), friend(to)];
	});

	test('asked with the keyboard, accepted by a click, asked in turn, accepted with the keyboard: each sees the other', async () => {
		const popup = await asker.person.openPopup();
		await popup.waitForSelector('#find:focus');
		await popup.keyboard.type(asked.jid);
		const add = `Add ${asked.jid} to contacts\nthrough ${asker.jid}`;
		await says(popup, add);
		await walkTo(popup, 'ArrowDown', add);
		await popup.keyboard.press('Enter');
		await says(popup, `${nameOf(asked)}\nWaiting for their consent`);

		const other = await asked.person.openPopup();
		await says(other, `${asker.jid}\nWants to see when you are available`);
		await asked.person.picture(other, 'contacts-request');
		await press(other, `Accept ${asker.jid}`);
		await says(popup, [`${nameOf(asked)}\nAvailable`, `${asked.jid}\nWants to see when you are available`]);
		await says(other, `${nameOf(asker)}\nWaiting for their consent`);
		await asker.person.picture(popup, 'contacts-asked-in-turn');

		await walkTo(popup, 'ArrowUp', `Accept ${asked.jid}`);
		await popup.keyboard.press('Enter');
		await says(other, `${nameOf(asker)}\nAvailable`);
		for (const { app } of [asker, asked])
			await app.until('no requests', ({ overview }) => overview?.requests.length === 0);
		for (const each of [popup, other]) await says(each, 'Available', '.windowed-list');
	});

	test('one removes the other: neither sees the other any more', async () => {
		const conversation = await chatOf(asker, asked);
		await says(conversation, 'Available', '.peer');
		await remove(asker, conversation, asked);
		await says(conversation, 'Not in your contacts', '.peer');
		await conversation.close();
		const popup = await asker.person.openPopup();
		await says(popup, 'No contacts yet.');

		const other = await chatOf(asked, asker);
		await says(other, 'Presence not shared', '.peer');
		await remove(asked, other, asker);
		await says(other, 'Not in your contacts', '.peer');
		await other.close();
		for (const each of [asker, asked]) expect(await rosterOf(each)).toEqual([]);
	});
});

/** A click on the contact in the popup. */
async function chatOf({ person }: Friend, other: Friend): Promise<Page> {
	const popup = await person.openPopup();
	await popup.locator(`.windowed-list .row-main ::-p-text(${nameOf(other)})`).click();
	return await person.view('conversation');
}

async function remove({ person }: Friend, conversation: Page, other: Friend): Promise<void> {
	await press(conversation, 'Edit contact');
	await press(conversation, 'Remove contact', 'button', 'dialog');
	await says(conversation, [`Remove ${nameOf(other)}?`, 'neither of you sees the other’s presence any more'], 'dialog');
	await person.picture(conversation, 'contacts-remove');
	await press(conversation, 'Remove', 'button', 'dialog');
}

/** As another client of theirs gets it from the server. */
async function rosterOf(friend: Friend): Promise<readonly string[]> {
	const client = await bareXmpp(servers.xmpp.wsUrl, servers.account(nameOf(friend)), false);
	const roster = await client.roster();
	await client.close();
	return roster;
}

/** To what has these words on it, or spoken. */
async function walkTo(popup: Page, key: 'ArrowDown' | 'ArrowUp', words: string): Promise<void> {
	await until(`the keyboard is on ${words}`, async () => {
		const where = await popup.evaluate(() => {
			const focused = document.activeElement as HTMLElement | null;
			return focused?.ariaLabel ?? focused?.innerText;
		});
		if (where === words) return true;
		await popup.keyboard.press(key);
		return false;
	});
}

function nameOf({ jid }: Friend): string {
	return jid.split('@')[0] ?? '';
}

function friend(kind: BrowserKind): Friend {
	const found = friends.get(kind);
	if (!found) throw new Error(`nobody with ${kind}`);
	return found;
}
