/** When the first contact's status is seen: in a view's window of the store, and in an open popup. */
import type { Page } from 'puppeteer-core';
import { until } from '../support/until.ts';

export interface TopRow {
	/** Waits until both show this status; gives when they did for the first time, in ms since 1970. */
	shows(status: string): Promise<{ readonly view: number; readonly popup: number }>;
}

interface Seen {
	readonly view: Record<string, number>;
	readonly popup: Record<string, number>;
}

/** Opens the popup in a frame of this page of the extension, and beside it a window of the store that looks at the same. */
export async function watchTopRow(page: Page): Promise<TopRow> {
	await page.evaluate(watch);
	return {
		shows: (status) =>
			until(`the status ${status}`, async () => {
				const seen = await page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
				const [view, popup] = [seen.view[status], seen.popup[status]];
				return view !== undefined && popup !== undefined && { view, popup };
			}),
	};
}

async function watch(): Promise<void> {
	const seen: Seen = { view: {}, popup: {} };
	Object.assign(globalThis, { seen });
	const { runtime } = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
	const port = runtime.connect({ name: 'window' });
	port.onMessage.addListener(({ slices }: { slices: { contacts?: { rows: { status: string }[] } } }) => {
		const status = slices.contacts?.rows[0]?.status;
		if (status !== undefined) seen.view[status] ??= Date.now();
	});
	port.postMessage({ looks: { overview: true, contacts: { query: '', from: 0, count: 24 } } });

	const frame = document.createElement('iframe');
	frame.style.cssText = 'position: fixed; inset: 0 auto auto 0; inline-size: 380px; block-size: 560px; z-index: 9';
	frame.src = 'popup.html';
	document.body.append(frame);
	await new Promise((resolve) => {
		frame.onload = resolve;
	});
	const popup = frame.contentDocument;
	if (!popup) throw new Error('no popup');
	new MutationObserver(() => {
		const words = popup.querySelector('[data-index="0"] .quiet')?.textContent ?? '';
		const status = words.split(' · ')[1];
		if (status !== undefined) seen.popup[status] ??= Date.now();
	}).observe(popup, { childList: true, subtree: true, characterData: true });
}
