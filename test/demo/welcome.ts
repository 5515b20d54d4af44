/** Somebody walks through the welcome page. */
import type { Page } from 'puppeteer-core';
import type { Servers } from '../servers/servers.ts';
import type { Person } from '../support/person.ts';
import { until } from '../support/until.ts';
import type { Stage } from './cast.ts';
import { NAMES } from './contacts.ts';
import { takePicture } from './pictures.ts';

/** Chat, Calls, microphone and pages, as a person does it. Gives how each sign-in was done and how long it took. */
export async function signInByWelcomePage(
	person: Person,
	servers: Servers,
	stage: Stage,
): Promise<{ chat: string; calls: string }> {
	const { jid, aor, password } = servers.account(person.name);
	const page = await person.view('welcome');
	const picture = async (step: string, height: number) => {
		if (stage === 'headless' && person.name === 'alice') await takePicture(page, `welcome-${step}`, height);
	};
	await page.bringToFront();
	// No WebSocket address: it is found by XEP-0156.
	await fill(page, { address: jid, password });
	await picture('chat', 820);
	const chat = await signIn(page);
	await goOn(page, 'Sign in to Calls');
	await fill(page, { address: aor.replace('sip:', ''), password, endpoint: servers.sip.wssUrl });
	await page.locator('summary').click();
	await fill(page, { displayName: NAMES[person.name] ?? '' });
	await picture('calls', 1160);
	const calls = await signIn(page);
	await goOn(page, 'Allow the microphone');
	await press(page, 'Allow the microphone');
	await says(page, 'Twinline may use the microphone.');
	await goOn(page, 'Choose the web pages');
	await press(page, 'Allow on all sites');
	await says(page, 'clickable on all sites');
	await goOn(page, 'Twinline is in the toolbar');
	await picture('done', 620);
	return { chat, calls };
}

/** Gives by what, and after how many milliseconds. */
async function signIn(page: Page): Promise<string> {
	const start = performance.now();
	await press(page, 'Sign in');
	const mechanism = await find(page, 'signed in by', (text) => /signed in by (.+)/.exec(text)?.[1]);
	return `by ${mechanism} after ${Math.round(performance.now() - start)} ms`;
}

async function goOn(page: Page, sentence: string): Promise<void> {
	await press(page, 'Continue');
	await says(page, sentence);
}

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
	for (const [name, value] of Object.entries(fields)) await page.locator(`[name=${name}]`).fill(value);
}

function press(page: Page, word: string): Promise<void> {
	return page.locator(`main section button ::-p-text(${word})`).click();
}

async function says(page: Page, sentence: string): Promise<void> {
	await find(page, sentence, (text) => text.includes(sentence));
}

/** Waits for something in the page's text; when it never comes, the error has what stands there instead. */
async function find<Found>(page: Page, what: string, look: (text: string) => Found) {
	let text = '';
	return await until(`the page says “${what}”`, async () => {
		text = await page.evaluate(() => document.body.innerText);
		return look(text);
	}).catch((cause: unknown) => {
		throw new Error(`no “${what}” on the page, but “${text}”`, { cause });
	});
}
