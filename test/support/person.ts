/**
 * A person with a browser that has the built extension in it: one interface for Chromium and Firefox, so that an
 * end-to-end test is written once.
 *
 *     const servers = await startServers();               // `web` is needed: host-meta and pages come from it
 *     for (const kind of BROWSERS) test(kind, async () => {
 *       const alice = await startPerson({ kind, name: 'alice', servers, tone: 440 });
 *       const welcome = await alice.view('welcome');      // opened by the extension itself; a puppeteer Page, as all here
 *       const popup = await alice.openPopup();            // the real one, from the toolbar
 *       await popup.locator('button ::-p-text(Try again)').click();
 *       const page = await alice.openPage(servers.web.put('/numbers', '<p>+49 30 23125001</p>'));
 *       const session = await alice.session();            // the session document: offscreen, or event page
 *       await session.evaluate(() => indexedDB.databases());
 *       await alice.stopBackground();                     // what the browser does to an idle background
 *       await alice.restart();                            // same profile
 *       await alice.close();
 *     });
 *
 * Names of the tests resolve to the servers, port 443 of them to the web server; nothing else resolves. The test CA is
 * trusted, as a person's own CA would be. `npm run build` comes first.
 */
import { existsSync } from 'node:fs';
import type { Browser, Page } from 'puppeteer-core';
import type { Servers } from '../servers/servers.ts';
import { CHROMIUM, startChromium } from './chromium.ts';
import { FIREFOX, startFirefox } from './firefox.ts';

export const BROWSERS = ['chromium', 'firefox'] as const;
export type BrowserKind = (typeof BROWSERS)[number];
export type ViewName = 'popup' | 'call' | 'conversation' | 'options' | 'welcome';

export interface PersonOptions {
	readonly kind: BrowserKind;
	/** For log, folder and picture names. */
	readonly name: string;
	readonly servers: Pick<Servers, 'certificates' | 'web'>;
	/** What the fake microphone hears, in Hz: beeps in Chromium, a steady tone in Firefox. 440 when not given. */
	readonly tone?: number;
	/** `granted` (when not given) and `denied`: the answer to the browser's question, as remembered; `none`: there is none. */
	readonly microphone?: 'granted' | 'denied' | 'none';
	/** Folder of the built extension; dist/<kind> when not given. */
	readonly extension?: string;
	/** A real window at this place on `$DISPLAY`; headless when not given. */
	readonly window?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

export interface Person {
	readonly kind: BrowserKind;
	readonly name: string;
	/** The browser as it is now: another one after `restart`. */
	readonly browser: Browser;
	/** `chrome-extension://…` or `moz-extension://…`, without a slash at the end. */
	readonly origin: string;
	/** Waits for the session document: Chromium's offscreen document, Firefox's event page. */
	session(): Promise<Page>;
	/** Presses the toolbar button, over this tab if one is given. A popup that is open is closed first. */
	openPopup(over?: Page): Promise<Page>;
	/** Waits for a page of the extension, whoever opened it; the newest if there are several. */
	view(name: ViewName): Promise<Page>;
	/** All that are open now, oldest first. */
	views(name: ViewName): Promise<Page[]>;
	/** Opens a page of the extension in a tab in front; `path` as in `options.html?x=1`. */
	openView(path: string): Promise<Page>;
	/** Opens a web page in a tab in front. */
	openPage(url: string): Promise<Page>;
	/** As the browser does when it is idle: Chromium stops the service worker, Firefox suspends the event page. */
	stopBackground(): Promise<void>;
	/** The session document is gone: Chromium closes the offscreen document, Firefox suspends the event page. */
	endSession(): Promise<void>;
	/** Is there a session document now? Does not wake it. */
	hasSession(): Promise<boolean>;
	/**
	 * Closes the browser and starts it again with the same profile. Firefox does it as for everyone. Chromium loads an
	 * unpacked extension anew: what it stored is there, but it gets `onInstalled` in place of `onStartup`.
	 */
	restart(): Promise<void>;
	/** Writes `test-output/<name>-<kind>.png` and gives its path. */
	picture(page: Page, name: string): Promise<string>;
	/** Ends the browser and removes the profile. */
	close(): Promise<void>;
}

/** On this machine. */
export function installedBrowsers(): BrowserKind[] {
	const programs = { chromium: CHROMIUM, firefox: FIREFOX };
	return BROWSERS.filter((kind) => existsSync(programs[kind]));
}

/** Resolves when the browser is there with the extension installed, and its session document open. */
export async function startPerson(options: PersonOptions): Promise<Person> {
	return await { chromium: startChromium, firefox: startFirefox }[options.kind](options);
}
