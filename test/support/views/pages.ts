/** Builds the views as the extension's build does, and opens one of them in a state of our choice. */
import { cp, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import type { Scene } from './fake-extension.ts';

const VIEWS = ['popup', 'call', 'conversation', 'options', 'welcome'] as const;
export type ViewName = (typeof VIEWS)[number];

export interface Shot {
	readonly view: ViewName;
	readonly width: number;
	readonly height: number;
	readonly dark?: boolean;
	/** `name=value` pairs of the page's address. */
	readonly query?: string;
	/** How the sentences are changed: made long as in German, or written from right to left. */
	readonly words?: 'long' | 'rtl';
	readonly scene: Omit<Scene, 'messages' | 'now'>;
	/** What the person does before the picture. */
	readonly act?: (page: Page) => Promise<void>;
}

/** A folder with the views' pages, scripts and style sheets, and the fake extension. */
export async function buildViews(views: readonly ViewName[] = VIEWS): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'twinline-views-'));
	const entries = views.filter((view) => view !== 'popup').map((view) => [view, `src/${view}/${view}.tsx`]);
	const options = { outdir: folder, bundle: true, jsx: 'automatic', jsxImportSource: 'preact' } as const;
	await build({
		...options,
		entryPoints: { ...Object.fromEntries(entries), 'fake-extension': 'test/support/views/fake-extension.ts' },
		format: 'iife',
	});
	if (views.includes('popup'))
		await build({
			...options,
			entryPoints: { popup: 'src/popup/popup.tsx', 'popup-more': 'src/popup/popup-more.tsx' },
			format: 'esm',
			splitting: true,
		});
	await Promise.all(views.map((view) => cp(`src/${view}/${view}.html`, join(folder, `${view}.html`))));
	await cp('icons', join(folder, 'icons'), { recursive: true });
	return folder;
}

export function launchChromium(): Promise<Browser> {
	return puppeteer.launch({
		executablePath: '/usr/bin/chromium',
		args: [
			'--no-sandbox',
			// The popup's script is a module, which a page from a file may not load otherwise.
			'--allow-file-access-from-files',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			'--host-resolver-rules=MAP * ~NOTFOUND',
		],
	});
}

export interface OpenShot {
	readonly page: Page;
	/** What the page threw. */
	readonly errors: readonly string[];
}

/** Opens a view in the state of a shot and waits until that state is on the screen. */
export async function openShot(browser: Browser, folder: string, shot: Shot, now: number): Promise<OpenShot> {
	const page = await browser.newPage();
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(String(error)));
	const scene: Scene = { ...shot.scene, messages: await messages(shot.words), now };
	await page.setViewport({ width: shot.width, height: shot.height });
	await page.emulateTimezone('Europe/Rome');
	await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: shot.dark ? 'dark' : 'light' }]);
	await page.evaluateOnNewDocument(`globalThis.scene = ${JSON.stringify(scene)}`);
	await page.evaluateOnNewDocument(await readFile(join(folder, 'fake-extension.js'), 'utf8'));
	await page.goto(`file://${folder}/${shot.view}.html?${shot.query ?? ''}`);
	await page.waitForSelector('main', { timeout: 5000 }).catch((cause) => {
		throw new Error(`${shot.view} shows nothing: ${errors.join('; ')}`, { cause });
	});
	await shot.act?.(page);
	return { page, errors };
}

async function messages(words: Shot['words']): Promise<Scene['messages']> {
	const english: Scene['messages'] = JSON.parse(await readFile('_locales/en/messages.json', 'utf8'));
	if (!words) return english;
	if (words === 'rtl') return { ...english, direction: { message: 'rtl' } };
	const long = Object.entries(english).map(([key, { message }]) => [key, { message: lengthened(message) }]);
	return { ...Object.fromEntries(long), language: { message: 'de' }, direction: { message: 'ltr' } };
}

/** A third more text, without a place to break it. */
function lengthened(message: string): string {
	return message.replace(/\p{L}{4,}/gu, (word) => `${word}${word.slice(0, Math.ceil(word.length / 2)).toLowerCase()}`);
}
