/** The servers and the two people of the demo, each with a browser. */
import { type Servers, startServers } from '../servers/servers.ts';
import { placeWindow } from '../support/chromium.ts';
import { type BrowserKind, installedBrowsers, type Person, startPerson } from '../support/person.ts';
import { addContacts, NAMES } from './contacts.ts';
import type { Report } from './report.ts';
import { putPages, type WebPages } from './web-pages.ts';
import { signInByWelcomePage } from './welcome.ts';
import { halves, type Place } from './windows.ts';

/** What their microphones hear. */
export const ALICE_HZ = 440;
export const BOB_HZ = 880;

export interface Cast {
	readonly servers: Servers;
	readonly pages: WebPages;
	readonly alice: Person;
	readonly bob: Person;
	/** Closes the browsers, stops the servers, removes their folders. */
	leave(): Promise<void>;
}

/** Where the browsers are to be seen. */
export type Stage = 'headless' | 'windows';
type Endings = (() => Promise<void>)[];

/** Resolves when both are signed in; what was started before something failed is stopped. */
export async function gatherCast(report: Report, stage: Stage): Promise<Cast> {
	const endings: Endings = [];
	const leave = async () => {
		for (const end of endings.splice(0).reverse()) await end();
	};
	try {
		const servers = await openServers(report, endings);
		const { alice, bob } = await openBrowsers(report, servers, stage, endings);
		for (const person of [alice, bob]) {
			await report.step(
				`${titleOf(person)} signs in on the welcome page`,
				() => signInByWelcomePage(person, servers, stage),
				({ chat, calls }) => `Chat ${chat}; Calls ${calls}`,
			);
		}
		return { servers, pages: putPages(servers), alice, bob, leave };
	} catch (error) {
		await leave();
		throw error;
	}
}

/** As in "Alice (Chromium)". */
export function titleOf({ name, kind }: Person): string {
	return `${NAMES[name] ?? name} (${kind === 'firefox' ? 'Firefox' : 'Chromium'})`;
}

async function openServers(report: Report, endings: Endings): Promise<Servers> {
	return await report.step(
		'Prosody, Kamailio and a web server answer',
		async () => {
			const servers = await startServers({ prosody: { authentication: 'scram-sha-256' }, kamailio: true, web: true });
			endings.push(() => servers.stop());
			await addContacts(servers);
			return servers;
		},
		(_, ms) => `on free ports of 127.0.0.1, after ${ms} ms`,
	);
}

async function openBrowsers(
	report: Report,
	servers: Servers,
	stage: Stage,
	endings: Endings,
): Promise<{ alice: Person; bob: Person }> {
	const kinds = installedBrowsers();
	if (!kinds.includes('chromium')) throw new Error('Chromium is not installed');
	const open = async (kind: BrowserKind, name: string, tone: number, window?: Place) => {
		const person = await startPerson({ kind, name, servers, tone, ...(window ? { window } : {}) });
		endings.push(() => person.close());
		return person;
	};
	return await report.step(
		'Two browsers start with Twinline in them',
		async () => {
			const hasWindow = stage === 'windows';
			const alice = await open('chromium', 'alice', ALICE_HZ, hasWindow ? SOMEWHERE : undefined);
			const places = hasWindow ? await halves(alice) : undefined;
			if (places) await placeWindow(alice.browser, places.left);
			const bob = await open(kinds.includes('firefox') ? 'firefox' : 'chromium', 'bob', BOB_HZ, places?.right);
			return { alice, bob };
		},
		({ alice, bob }, ms) => `${titleOf(alice)} and ${titleOf(bob)}, after ${ms} ms`,
	);
}

/** Until it is known how large the screen is. */
const SOMEWHERE: Place = { x: 0, y: 0, width: 800, height: 800 };
