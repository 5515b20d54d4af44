import browser, { type Runtime, type Scripting } from 'webextension-polyfill';

/** The question of a page's script for the other one, which marks numbers and shows the chip: `{ load: 'marks' }`. */
export function isLoad(raw: unknown): boolean {
	return typeof raw === 'object' && raw !== null && 'load' in raw && raw.load === 'marks';
}

/** Brings it into the frame that asked, and its style as the person's own: that holds in shadow roots too. */
export async function loadMarks({ tab, frameId }: Runtime.MessageSender): Promise<void> {
	if (tab?.id === undefined || frameId === undefined) return;
	const target: Scripting.InjectionTarget = { tabId: tab.id, frameIds: [frameId] };
	await browser.scripting.insertCSS({ target, files: ['marks.css'], origin: 'USER' });
	await browser.scripting.executeScript({ target, files: ['marks.js'] });
}
