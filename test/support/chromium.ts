/** Debian's Chromium with the extension in it, driven over a pipe. See `person.ts`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type Browser, type Extension, type Page, type Target } from 'puppeteer-core';
import { endWithUs, guardedProgram, privateHome, takePicture } from './browser-process.ts';
import type { Person, PersonOptions, ViewName } from './person.ts';
import { root } from './root.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { writeBeeps } from './tone.ts';
import { until } from './until.ts';

export const CHROMIUM = '/usr/bin/chromium';

export async function startChromium(options: PersonOptions): Promise<Person> {
	const folder = temporaryFolder(`chromium-${options.name}`);
	const launch = launcher(folder.path, options);
	let running = await launch();
	let inFront: Page | undefined;
	const pages = pagesOf(() => running.browser);
	const open = async (url: string) => {
		const page = await running.browser.newPage();
		await page.goto(url);
		await page.bringToFront();
		inFront = page;
		return page;
	};
	const views = async (name: ViewName) => await pages(`${running.origin}/${name}.html`);
	const sessions = async () => await pages(`${running.origin}/offscreen.html`);
	const session = async () => await until('the offscreen document', async () => (await sessions())[0]);
	await session();
	return {
		kind: 'chromium',
		name: options.name,
		get browser() {
			return running.browser;
		},
		get origin() {
			return running.origin;
		},
		session,
		views,
		view: async (name) => await until(`the view ${name}`, async () => (await views(name)).at(-1)),
		async openPopup(over) {
			// One that closes by itself meanwhile cannot be closed, which is as good: what counts is that none is left.
			await Promise.allSettled((await views('popup')).map((popup) => popup.close()));
			await until('no popup is open', async () => (await views('popup')).length === 0);
			const tab = over ?? (inFront?.isClosed() === false ? inFront : await running.browser.newPage());
			await tab.bringToFront();
			await tab.triggerExtensionAction(running.extension);
			return await until('the popup', async () => (await views('popup'))[0]);
		},
		openView: (path) => open(`${running.origin}/${path}`),
		openPage: open,
		async stopBackground() {
			const [worker] = await running.extension.workers();
			await worker?.close();
			await until('no service worker', () => !running.browser.targets().some(isWorkerOf(running.origin)));
		},
		async endSession() {
			const [document] = await sessions();
			if (!document) return;
			// This one, for a view that is open has the next one made before anybody could see that there is none.
			const target = document.target();
			await document.evaluate(() => close());
			await until('that offscreen document is gone', () => !running.browser.targets().includes(target));
		},
		hasSession: async () => (await sessions()).length > 0,
		async restart() {
			await running.end();
			running = await launch();
			await session();
		},
		picture: (page, name) => takePicture(page, `${name}-chromium`),
		async close() {
			await running.end();
			folder.remove();
		},
	};
}

interface Running {
	readonly browser: Browser;
	readonly extension: Extension;
	readonly origin: string;
	end(): Promise<void>;
}

function launcher(folder: string, options: PersonOptions): () => Promise<Running> {
	const path = options.extension ?? join(root, 'dist', 'chromium');
	if (!existsSync(join(path, 'manifest.json'))) throw new Error(`no extension in ${path}: npm run build`);
	const executablePath = guardedProgram(folder, CHROMIUM);
	const env = privateHome(folder, options.servers.certificates.nss);
	const beeps = join(folder, 'microphone.wav');
	writeBeeps(beeps, options.tone ?? 440);
	return async () => {
		const browser = await puppeteer.launch({
			executablePath,
			env,
			headless: options.window === undefined,
			pipe: true,
			userDataDir: join(folder, 'profile'),
			enableExtensions: true,
			defaultViewport: null,
			ignoreDefaultArgs: options.window ? ['--enable-automation'] : [],
			// Loaded at the start, and what was granted to it is kept; one that CDP loads is forgotten with the process.
			args: [...flags(options, beeps), `--load-extension=${path}`],
			handleSIGINT: false,
			handleSIGTERM: false,
			handleSIGHUP: false,
		});
		const end = endWithUs(browser);
		if (options.window) await placeWindow(browser, options.window);
		const extension = await until(
			'the extension is loaded',
			async () => (await browser.extensions()).values().next().value,
		);
		const origin = `chrome-extension://${extension.id}`;
		await answerMicrophone(browser, origin, options.microphone ?? 'granted');
		await acceptSitePrompts(browser, extension.id, options.window !== undefined);
		return { browser, extension, origin, end };
	};
}

function flags({ servers, microphone, window }: PersonOptions, beeps: string): string[] {
	const names = ['*.example.test', 'example.test'];
	const rules = [
		...names.map((name) => `MAP ${name}:443 127.0.0.1:${servers.web.port}`),
		...names.map((name) => `MAP ${name} 127.0.0.1`),
		...names.map((name) => `MAP ${name}. 127.0.0.1`), // as WebRTC asks for them
		'MAP * ~NOTFOUND',
		'EXCLUDE localhost',
		'EXCLUDE 127.0.0.1',
	];
	const fakeMicrophone = ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${beeps}`];
	return [
		'--no-sandbox',
		'--disable-quic',
		'--disable-component-update',
		'--no-default-browser-check',
		'--no-proxy-server',
		`--host-resolver-rules=${rules.join(',')}`,
		...(microphone === 'none' ? ['--disable-audio-input'] : fakeMicrophone),
		...(window ? ['--hide-crash-restore-bubble', '--disable-infobars', '--test-type'] : ['--mute-audio']),
	];
}

/** Not by the arguments for it: those would hold for every other window too, whatever size it asks for. */
export async function placeWindow(
	browser: Browser,
	{ x, y, width, height }: NonNullable<PersonOptions['window']>,
): Promise<void> {
	const [page] = await browser.pages();
	if (!page) throw new Error('the browser shows no page');
	await browser.setWindowBounds(await page.windowId(), { left: x, top: y, width, height });
}

/** The answer to the question for the microphone, as if remembered. */
async function answerMicrophone(
	browser: Browser,
	origin: string,
	answer: 'granted' | 'denied' | 'none',
): Promise<void> {
	const cdp = await browser.target().createCDPSession();
	const setting = answer === 'denied' ? 'denied' : 'granted';
	await cdp.send('Browser.setPermission', { permission: { name: 'microphone' }, setting, origin });
	// Not detached: the answer is forgotten with the session.
}

/**
 * A `permissions.request()` from a click is granted without the prompt that nobody could press. Where somebody looks, the
 * button is in the toolbar, and not in a menu.
 */
async function acceptSitePrompts(browser: Browser, id: string, pinnedToToolbar: boolean): Promise<void> {
	const page = await browser.newPage();
	await page.goto('chrome://extensions');
	await page.evaluate(
		async (extensionId, pinned) => {
			const { developerPrivate } = (globalThis as unknown as { chrome: { developerPrivate: DeveloperPrivate } }).chrome;
			await developerPrivate.addHostPermission(extensionId, '*://*/*');
			if (pinned) await developerPrivate.updateExtensionConfiguration({ extensionId, pinnedToToolbar: true });
		},
		id,
		pinnedToToolbar,
	);
	await page.close();
}

interface DeveloperPrivate {
	addHostPermission(extension: string, host: string): Promise<void>;
	updateExtensionConfiguration(change: { extensionId: string; pinnedToToolbar: boolean }): Promise<void>;
}

function isWorkerOf(origin: string) {
	return (target: Target) => target.type() === 'service_worker' && target.url().startsWith(origin);
}

/** Finds open pages by the beginning of their address; the same page is the same object each time. */
function pagesOf(browser: () => Browser): (address: string) => Promise<Page[]> {
	const known = new WeakMap<Target, Promise<Page>>();
	const pageOf = (target: Target) => {
		const page = known.get(target) ?? target.asPage();
		known.set(target, page);
		return page;
	};
	return async (address) => {
		const targets = browser()
			.targets()
			.filter((target) => /^(page|background_page|other)$/.test(target.type()));
		return await Promise.all(targets.filter((target) => isAt(target.url(), address)).map(pageOf));
	};
}

function isAt(url: string, address: string): boolean {
	return url === address || url.startsWith(`${address}?`) || url.startsWith(`${address}#`);
}
