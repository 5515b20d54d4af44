/** The main job, played without a person: from a click on a web page to a call and to a chat, and back. */
import { type App, openApp } from '../support/app.ts';
import { untilMarked } from '../support/marked.ts';
import { until } from '../support/until.ts';
import { playCall } from './call.ts';
import type { Cast } from './cast.ts';
import { playChat } from './chat.ts';
import { NAMES } from './contacts.ts';
import { takePicture } from './pictures.ts';
import type { Report } from './report.ts';

/** What the scenes are played with. */
export interface Play extends Cast {
	readonly report: Report;
	/** What the extension of each shows, beside what is seen in its windows. */
	readonly aliceApp: App;
	readonly bobApp: App;
}

/** Throws when anything of it does not work. */
export async function playMainJob(cast: Cast, report: Report): Promise<void> {
	const [aliceApp, bobApp] = await Promise.all([openApp(cast.alice), openApp(cast.bob)]);
	// As the numbers of the shop are: one click calls them.
	await aliceApp.ask('settings.change', { country: 'DE' });
	const play: Play = { ...cast, report, aliceApp, bobApp };
	await seePopup(play);
	await seePage(play);
	await playCall(play);
	await playChat(play);
	await takePicture(aliceApp.page, 'options', 1440);
}

async function seePopup({ alice, report }: Play): Promise<void> {
	await report.step(
		"Alice's popup",
		async () => {
			const popup = await alice.openPopup();
			const rows = () => popup.$$eval('.windowed-list li', (all) => all.map((row) => row.textContent ?? ''));
			const sides = () => popup.$$eval('.side', (all) => all.map((side) => (side as HTMLElement).innerText));
			await until('both ready', async () => (await sides()).filter((side) => side.includes('Ready')).length === 2);
			for (const row of [/Bob Miller\s*Available/, /Dana Okafor\s*Available/, /Emil Novák\s*Away/]) {
				await until(String(row), async () => (await rows()).some((text) => row.test(text)));
			}
			await takePicture(popup, 'popup-alice');
			return [...(await sides()).map((side) => side.replace(/\s+/g, ' ')), `${NAMES.bob} Available`];
		},
		(seen) => seen.join(', '),
	);
}

async function seePage({ alice, pages, report }: Play): Promise<void> {
	await report.step(
		'Alice opens a shop’s web page',
		async () => {
			const page = await alice.openPage(pages.shop);
			await untilMarked(page, pages.numbers);
			await takePicture(page, 'page', 610);
		},
		() => `marked are ${pages.numbers.join(' and ')}`,
	);
}
