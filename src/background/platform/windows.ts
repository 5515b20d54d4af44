import browser from 'webextension-polyfill';
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
	const key = view === 'call' ? 'window:call' : `window:${url}`;
	opening = opening.then(() => openWindow(key, url, size));
	await opening;
}

/** One after the other: two calls at once still have one window. */
let opening: Promise<void> = Promise.resolve();

async function openWindow(key: string, url: string, size: { width: number; height: number }): Promise<void> {
	if (await focus((await browser.storage.session.get(key))[key])) return;
	const created = await browser.windows.create({ url, type: 'popup', focused: true, ...size });
	await browser.storage.session.set({ [key]: created.id });
}

/** False when the person has closed that window. */
async function focus(id: unknown): Promise<boolean> {
	if (typeof id !== 'number') return false;
	const is = await browser.windows.get(id).catch(() => undefined);
	if (!is) return false;
	await browser.windows.update(id, { focused: true });
	return true;
}
