/** What the browser tells us outside our views: menus, notifications, alarms, permissions. Each becomes a command. */
import browser from 'webextension-polyfill';
import type { Answer, CommandName, Input } from '../../shared/commands.ts';
import { log } from '../log.ts';
import { injectIntoOpenPages, leaveOtherPages, syncContentScripts } from './content-scripts.ts';
import { createMenus, menuClicked } from './menus.ts';
import { clearNotice } from './notices.ts';
import type { Platform } from './platform.ts';
import { walk } from './walk.ts';
import { open } from './windows.ts';

/** Runs a command in the session document, wherever that is. */
export type Run = <Name extends CommandName>(name: Name, input: Input<Name>) => Promise<Answer>;

/** The same, where nobody looks: what went wrong becomes a notification. */
export type Tell = <Name extends CommandName>(name: Name, input: Input<Name>) => Promise<void>;

const WAKE = 'wake';

/** To be called at the top level of the entry: a listener that is added later misses the event that started it. */
export function listenToBrowser(run: Run, wake: () => Promise<void>, platform: Pick<Platform, 'notify'>): void {
	/** There is no view that could say what went wrong: a notification does. */
	const tell: Tell = async (name, input) => {
		const answer = await run(name, input);
		if (!answer.ok) platform.notify({ kind: 'problem', code: answer.code });
	};
	browser.runtime.onInstalled.addListener((details) => void installed(details.reason).catch(failed));
	browser.runtime.onStartup.addListener(() => void wake().catch(failed));
	browser.alarms.onAlarm.addListener(() => void wake().catch(failed));
	browser.permissions.onAdded.addListener(
		({ origins }) =>
			void syncContentScripts()
				.then(() => injectIntoOpenPages(origins ?? []))
				.catch(failed),
	);
	browser.permissions.onRemoved.addListener(() => void syncContentScripts().then(leaveOtherPages).catch(failed));
	browser.contextMenus.onClicked.addListener(
		(info, tab) => void Promise.all([menuClicked(info, tell), walk(String(info.menuItemId), tab)]).catch(failed),
	);
	browser.commands.onCommand.addListener((name, tab) => void walk(name, tab).catch(failed));
	browser.notifications.onClicked.addListener((id) => void noticeClicked(id, tell).catch(failed));
	// Firefox has the event, but no buttons that could cause it.
	browser.notifications.onButtonClicked?.addListener((id, button) => {
		const call = id.replace(/^call:/, '');
		tell(button === 0 ? 'call.answer' : 'call.decline', { call }).catch(failed);
	});
}

async function installed(reason: string): Promise<void> {
	await createMenus();
	await syncContentScripts();
	if (reason === 'install') await open('welcome', {});
}

/** Brings back what the browser stopped; the shortest period that both browsers allow packed extensions is a minute. */
export async function setAlarm(): Promise<void> {
	if (!(await browser.alarms.get(WAKE))) browser.alarms.create(WAKE, { periodInMinutes: 1 });
}

async function noticeClicked(id: string, tell: Tell): Promise<void> {
	await clearNotice(id);
	const [kind, account, ...jid] = id.split(':');
	if (kind === 'chat' && account) await tell('chat.open', { account, target: jid.join(':') });
	else if (kind === 'call' || kind === 'not-heard') await tell('call.show', { call: account });
	else await browser.action.openPopup();
}

function failed(cause: unknown): void {
	log.error('browser event failed', cause);
}
