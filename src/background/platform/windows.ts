import browser, { type Tabs, type Windows } from 'webextension-polyfill';
import type { View } from './platform.ts';
import { placeOver, type Size } from './window-place.ts';

const SIZES: Partial<Record<View, Size>> = {
	call: { width: 376, height: 600, beside: 0 },
	conversation: { width: 420, height: 640, beside: 400 },
};

/**
 * Opens a view, or brings it to the front. A view with a size has a small window of its own: one for all calls, one for
 * each conversation. Which window is which is kept for the browser's session, for the worker forgets.
 */
export async function open(view: View, query: Readonly<Record<string, string>>): Promise<void> {
	if (view === 'options') return browser.runtime.openOptionsPage();
	const url = browser.runtime.getURL(`${view}.html?${new URLSearchParams(query)}`);
	const size = SIZES[view];
	if (!size) {
		await browser.tabs.create({ url });
		return;
	}
	await inTurn(() => openWindow(keyOf(view, url), url, size));
}

/** Closes the one window of all calls. */
export async function close(view: 'call'): Promise<void> {
	const key = keyOf(view, '');
	await inTurn(async () => {
		const tab = await openTab(key);
		await browser.storage.session.remove(key);
		if (tab?.id !== undefined) await browser.tabs.remove(tab.id);
	});
}

function keyOf(view: View, url: string): string {
	return view === 'call' ? 'window:call' : `window:${url}`;
}

/** One after the other: two calls at once still have one window, and none is shown in a window that is about to go. */
async function inTurn(act: () => Promise<void>): Promise<void> {
	const turn = last.then(act);
	last = turn.catch(() => {});
	await turn;
}

/** How it ended is for whoever asked for it; the next one goes on all the same. */
let last: Promise<void> = Promise.resolve();

async function openWindow(key: string, url: string, size: Size): Promise<void> {
	const open = await openTab(key);
	if (open) return await show(open);
	const { tabs: [tab] = [] } = await create(url, size);
	await browser.storage.session.set({ [key]: tab?.id });
}

async function create(url: string, size: Size): Promise<Windows.Window> {
	const { width, height } = size;
	const wanted = { url, type: 'popup' as const, focused: true, width, height };
	// Chromium takes no place that is half off the screen, as the window under it may be: then anywhere is better than nowhere.
	return await browser.windows
		.create({ ...wanted, ...(await place(size)) })
		.catch(() => browser.windows.create(wanted));
}

/** Over the window that was used last; a browser without one (macOS) says so by an error. */
async function place(size: Size): Promise<ReturnType<typeof placeOver>> {
	const last = await browser.windows.getLastFocused().catch(() => undefined);
	return last && placeOver(last, size);
}

/** The view's tab; undefined when the person has closed it, for which an error is the only sign. */
async function openTab(key: string): Promise<Tabs.Tab | undefined> {
	const id = (await browser.storage.session.get(key))[key];
	return typeof id === 'number' ? await browser.tabs.get(id).catch(() => undefined) : undefined;
}

/** In front, wherever the person has put it: Firefox lets no hidden page have the microphone. */
async function show({ id, windowId }: Tabs.Tab): Promise<void> {
	if (id !== undefined) await browser.tabs.update(id, { active: true });
	if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
}
