/** The page's context menu: a selection and links to numbers call, links to chat addresses chat, marked or not. */
import browser, { type Menus } from 'webextension-polyfill';
import { siteOf } from '../../shared/site.ts';
import type { Tell } from './edges.ts';

/** To be called when the extension was installed or updated: the browser keeps them. */
export async function createMenus(): Promise<void> {
	const { contextMenus, i18n } = browser;
	await contextMenus.removeAll();
	contextMenus.create({ id: 'call-selection', title: i18n.getMessage('menu_call_selection'), contexts: ['selection'] });
	contextMenus.create({
		id: 'call-link',
		title: i18n.getMessage('menu_call_link'),
		contexts: ['link'],
		// Here, and only here, both browsers take a pattern of any scheme.
		targetUrlPatterns: ['tel:*', 'sip:*', 'sips:*', 'callto:*'],
	});
	contextMenus.create({
		id: 'chat-link',
		title: i18n.getMessage('menu_chat_link'),
		contexts: ['link'],
		targetUrlPatterns: ['xmpp:*'],
	});
	// In the menu of the toolbar button, for who uses neither the keys nor a mouse.
	contextMenus.create({ id: 'next-number', title: i18n.getMessage('command_next_number'), contexts: ['action'] });
}

/** National numbers are read by what is set for the site that the menu was opened on. */
export async function menuClicked(
	{ menuItemId, selectionText = '', linkUrl = '', pageUrl }: Menus.OnClickData,
	tell: Tell,
): Promise<void> {
	const site = siteOf(pageUrl);
	switch (menuItemId) {
		case 'call-selection':
			return await tell('call.place', { target: selectionText, site });
		case 'call-link':
			return await tell('call.place', { target: linkUrl.replace(/^callto:(?:\/\/)?/i, ''), site });
		case 'chat-link':
			return await tell('chat.open', { target: linkUrl });
	}
}
