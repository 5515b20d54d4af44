import browser, { type Tabs } from 'webextension-polyfill';
import type { View } from './platform.ts';

const SIZES: Partial<Record<View, { width: number; height: number }>> = {
	call: { width: 376, height: 600 },
	conversation: { width: 420, height: 640 },
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

async function openWindow(key: string, url: string, size: { width: number; height: number }): Promise<void> {
	const open = await openTab(key);
	if (open) return await show(open);
	const { tabs: [tab] = [] } = await browser.windows.create({ url, type: 'popup', focused: true, ...size });
	await browser.storage.session.set({ [key]: tab?.id });
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
