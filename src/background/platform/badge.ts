import browser from 'webextension-polyfill';
import type { Badge } from './platform.ts';

const COLOUR = '#b3261e';

/** The toolbar icon: how much waits, both states in words, and another shape when something is off or a call is live. */
export async function showBadge({ count, chat, calls, icon }: Badge): Promise<void> {
	const title = browser.i18n.getMessage('badge_title', [browser.i18n.getMessage(chat), browser.i18n.getMessage(calls)]);
	await Promise.all([
		browser.action.setBadgeText({ text: count === 0 ? '' : count > 99 ? '99+' : String(count) }),
		browser.action.setBadgeBackgroundColor({ color: COLOUR }),
		browser.action.setTitle({ title }),
		browser.action.setIcon({ path: { 16: `icons/${icon}-16.png`, 32: `icons/${icon}-32.png` } }),
	]);
}
