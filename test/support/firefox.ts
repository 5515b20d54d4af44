/** Stock Firefox ESR with the extension installed for good, driven over WebDriver BiDi. See `person.ts`. */
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { endWithUs, guardedProgram, privateHome, takePicture } from './browser-process.ts';
import { firefoxPreferences } from './firefox-preferences.ts';
import {
	ADD_ON,
	answerMicrophone,
	backgroundState,
	extensionPages,
	inChrome,
	installForGood,
	newTab,
	pinButton,
	placeWindow,
	revealExtensionPages,
	suspendBackground,
	WINDOW,
} from './firefox-remote.ts';
import { namesProxy } from './names-proxy.ts';
import type { Person, PersonOptions, ViewName } from './person.ts';
import { root } from './root.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { until } from './until.ts';
import { zipFolder } from './zip.ts';

export const FIREFOX = '/usr/bin/firefox-esr';
/** The extension's host, the same in every profile of the tests. */
const HOST = '11111111-2222-4333-8444-555555555555';
const ORIGIN = `moz-extension://${HOST}`;

export async function startFirefox(options: PersonOptions): Promise<Person> {
	const folder = temporaryFolder(`firefox-${options.name}`);
	const proxy = await namesProxy(options.servers.web.port);
	const launch = launcher(folder.path, proxy.port, options);
	let running = await launch();
	await install(running.browser, folder.path, options);
	let inFront: Page | undefined;

	const open = async (url: string) => {
		const page = await newTab(running.browser);
		// For pages of the extension, the navigation is never told as finished: look for ourselves.
		const opened = page.goto(url).catch((error: unknown) => error);
		const failed = url.startsWith(ORIGIN) ? undefined : await opened;
		if (failed instanceof Error) throw failed;
		await until(`${url} is open`, () => page.evaluate(isOpen, url));
		await page.bringToFront();
		inFront = page;
		return page;
	};
	const views = (name: ViewName) => loadedPages(running.browser, `${ORIGIN}/${name}.html`);
	const session = () => until('the event page', async () => (await sessions(running.browser)).at(-1));
	await session();
	return {
		kind: 'firefox',
		name: options.name,
		get browser() {
			return running.browser;
		},
		origin: ORIGIN,
		session,
		views,
		view: (name) => until(`the view ${name}`, async () => (await views(name)).at(-1)),
		async openPopup(over) {
			await closePopups(running.browser);
			const tab = over ?? (inFront?.isClosed() === false ? inFront : await newTab(running.browser));
			await tab.bringToFront();
			await pressToolbarButton(running.browser);
			return await until('the popup', async () => (await views('popup')).at(-1));
		},
		openView: (path) => open(`${ORIGIN}/${path}`),
		openPage: open,
		stopBackground: () => suspendBackground(running.browser),
		endSession: () => suspendBackground(running.browser),
		hasSession: async () => (await backgroundState(running.browser)) === 'running',
		async restart() {
			await running.end();
			running = await launch();
			await session();
		},
		picture: (page, name) => takePicture(page, `${name}-firefox`),
		async close() {
			await running.end();
			await proxy.close();
			folder.remove();
		},
	};
}

interface Running {
	readonly browser: Browser;
	end(): Promise<void>;
}

function launcher(folder: string, proxyPort: number, options: PersonOptions): () => Promise<Running> {
	const { nss } = options.servers.certificates;
	const executablePath = guardedProgram(folder, FIREFOX);
	const env = privateHome(folder, nss);
	const profile = join(folder, 'profile');
	mkdirSync(profile);
	for (const file of ['cert9.db', 'key4.db', 'pkcs11.txt']) cpSync(join(nss, file), join(profile, file));
	const { window, microphone = 'granted', tone = 440 } = options;
	return async () => {
		const browser = await puppeteer.launch({
			browser: 'firefox',
			executablePath,
			env,
			headless: window === undefined,
			userDataDir: profile,
			defaultViewport: null,
			args: ['--remote-allow-system-access'],
			extraPrefsFirefox: firefoxPreferences({ proxyPort, hasMicrophone: microphone !== 'none', tone, host: HOST }),
			handleSIGINT: false,
			handleSIGTERM: false,
			handleSIGHUP: false,
		});
		const end = endWithUs(browser);
		await revealExtensionPages(browser);
		if (window) await placeWindow(browser, window);
		return { browser, end };
	};
}

async function install(browser: Browser, folder: string, options: PersonOptions): Promise<void> {
	const { extension, microphone, window } = options;
	const path = extension ?? join(root, 'dist', 'firefox');
	if (!existsSync(join(path, 'manifest.json'))) throw new Error(`no extension in ${path}: npm run build`);
	const archive = join(folder, 'extension.xpi');
	zipFolder(path, archive);
	await answerMicrophone(browser, ORIGIN, microphone === 'denied' ? 'DENY_ACTION' : 'ALLOW_ACTION');
	await installForGood(browser, archive);
	if (window) await pinButton(browser);
}

/** Those that have got beyond loading. */
async function loadedPages(browser: Browser, address: string): Promise<Page[]> {
	const pages = await extensionPages(browser, address);
	const loaded = await Promise.all(pages.map((page) => page.evaluate(() => document.readyState !== 'loading')));
	return pages.filter((_, index) => loaded[index]);
}

function isOpen(url: string): boolean {
	return document.readyState === 'complete' && location.href.startsWith(url);
}

async function sessions(browser: Browser): Promise<Page[]> {
	return await loadedPages(browser, `${ORIGIN}/_generated_background_page.html`);
}

/** As a click on the button does (`ext-browserAction.js`): the person’s own, which gives `activeTab`. */
async function pressToolbarButton(browser: Browser): Promise<void> {
	await inChrome(
		browser,
		`(async () => {
			const { extension } = WebExtensionPolicy.getByID('${ADD_ON}');
			const window = ${WINDOW};
			await extension.apiManager.global.browserActionFor(extension).openPopup(window, false);
			return '';
		})()`,
	);
}

async function closePopups(browser: Browser): Promise<void> {
	const count = `(() => {
		const windows = [...Services.wm.getEnumerator('navigator:browser')];
		const open = windows.flatMap(({ document }) => [...document.querySelectorAll('.webextension-popup-browser')]);
		for (const element of open) element.closest('panel')?.hidePopup();
		return String(open.length);
	})()`;
	await until('no popup is open', async () => (await inChrome(browser, count)) === '0');
}
