/** A click on a number, a call, and what is heard in it. */
import type { Page } from 'puppeteer-core';
import { pointIn, untilMarked } from '../support/marked.ts';
import type { Person } from '../support/person.ts';
import { hears, receives } from '../support/sound.ts';
import { until } from '../support/until.ts';
import { ALICE_HZ, BOB_HZ } from './cast.ts';
import { takePicture } from './pictures.ts';
import type { Play } from './play.ts';

/** RFC 4733 events are played as the tones they stand for: 5 is these two. */
const TONES_OF_5 = [770, 1336] as const;

/** From the click to both being idle again, with the call in both histories. */
export async function playCall(play: Play): Promise<void> {
	const ids = await ring(play);
	const windows = await answer(play);
	await listen(play, ids);
	for (const window of [windows.alice, windows.bob]) {
		await until('a second has passed', () => window.$eval('.who-time', (time) => time.textContent !== '0:00'));
	}
	await takePicture(windows.alice, 'call-alice');
	await takePicture(windows.bob, 'call-bob');
	await takePicture(await openPopup(play), 'popup-call-alice');
	await pressKey(play, windows.alice);
	await hangUp(play, windows.alice);
}

interface Both<Of> {
	readonly alice: Of;
	readonly bob: Of;
}

async function ring({ alice, aliceApp, bobApp, pages, report }: Play): Promise<Both<string>> {
	const page = await alice.openPage(pages.shop);
	await untilMarked(page, pages.numbers);
	const [number] = pages.numbers;
	const { x, y } = await pointIn(page, number);
	return await report.step(
		`Alice clicks ${number} on the page`,
		async () => {
			await page.mouse.click(x, y);
			const incoming = await bobApp.call('ringing');
			const outgoing = await aliceApp.call('ringing');
			return { alice: outgoing.id, bob: incoming.id };
		},
		(_, ms) => `Bob's browser rings after ${ms} ms`,
	);
}

async function answer({ alice, bob, aliceApp, bobApp, report }: Play): Promise<Both<Page>> {
	const windows = { alice: await alice.view('call'), bob: await bob.view('call') };
	const button = windows.bob.locator('button ::-p-text(Answer)');
	await button.wait();
	await takePicture(windows.bob, 'ringing-bob');
	await takePicture(windows.alice, 'ringing-alice');
	return await report.step(
		'Bob answers',
		async () => {
			await button.click();
			await Promise.all([aliceApp.call('live'), bobApp.call('live')]);
			await windows.bob.mouse.move(0, 0);
			return windows;
		},
		(_, ms) => `in the call on both sides after ${ms} ms`,
	);
}

async function listen({ alice, bob, report }: Play, ids: Both<string>): Promise<void> {
	await report.step(
		'Audio packets',
		() => Promise.all([receives(alice, ids.alice), receives(bob, ids.bob)]),
		([toAlice, toBob]) => `${toAlice} have come to Alice, ${toBob} to Bob`,
	);
	await report.step(
		'Each hears what the other’s microphone hears',
		() => Promise.all([loudest(bob, ALICE_HZ), loudest(alice, BOB_HZ)]),
		([atBob, atAlice]) =>
			`Bob ${ALICE_HZ} Hz at ${Math.round(atBob)} dB, Alice ${BOB_HZ} Hz at ${Math.round(atAlice)} dB (silence is below -60 dB)`,
	);
}

/** With the call in it. */
async function openPopup({ alice }: Play): Promise<Page> {
	const popup = await alice.openPopup();
	await popup.waitForSelector('.live-call .end');
	return popup;
}

async function pressKey({ bob, report }: Play, window: Page): Promise<void> {
	await window.bringToFront();
	await window.locator('button ::-p-text(Keypad)').click();
	await report.step(
		'Alice presses 5 on the keypad',
		() => Promise.all([hears(bob, ...TONES_OF_5), window.locator('.keypad ::-p-text(5)').click()]),
		() => `Bob hears its two tones at once, ${TONES_OF_5.join(' and ')} Hz`,
	);
	await takePicture(window, 'keypad-alice');
}

async function hangUp({ aliceApp, bobApp, report }: Play, window: Page): Promise<void> {
	await report.step(
		'Alice hangs up',
		async () => {
			await window.locator('button ::-p-text(Hang up)').click();
			await Promise.all([aliceApp.call('ended'), bobApp.call('ended')]);
			return await Promise.all(
				[aliceApp, bobApp].map(async (app) => {
					await app.look({ recents: { from: 0, count: 1 } });
					return await app.until('the call in the history', ({ recents }) => recents?.rows[0]);
				}),
			);
		},
		(recents) =>
			`in the recent calls of both: ${recents.map(({ direction, seconds }) => `${direction}, ${seconds} s`).join('; ')}`,
	);
}

/** Of many looks, each of which has to hear it: a beep begins and ends softly. */
async function loudest(person: Person, hertz: number): Promise<number> {
	const levels: number[] = [];
	while (levels.length < 50) levels.push(...(await hears(person, hertz)));
	return Math.max(...levels);
}
