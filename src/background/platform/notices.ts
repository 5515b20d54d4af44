import browser, { type Notifications } from 'webextension-polyfill';
import { showAddress } from '../../shared/address.ts';
import type { Notice } from './platform.ts';

/** Buttons and staying on screen are Chrome's; Firefox throws on options it does not know. */
type Options = Notifications.CreateNotificationOptions & {
	buttons?: { title: string }[];
	requireInteraction?: boolean;
	silent?: boolean;
};
const HAS_BUTTONS = 'offscreen' in browser;

export async function notify(notice: Notice): Promise<void> {
	const { title, message } = words(notice);
	const options: Options = { type: 'basic', iconUrl: browser.runtime.getURL('icons/ready-128.png'), title, message };
	if (HAS_BUTTONS && notice.kind === 'incoming-call') {
		options.buttons = [{ title: text('answer') }, { title: text('decline') }];
		options.requireInteraction = true;
		// Our own ringing is what is heard.
		options.silent = true;
	}
	await browser.notifications.create(noticeId(notice), options);
}

export async function clearNotice(id: string): Promise<void> {
	await browser.notifications.clear(id);
}

/** The notification's id: a second one about the same thing replaces the first, and a click on it says what it is about. */
function noticeId(notice: Notice): string {
	switch (notice.kind) {
		case 'incoming-call':
			return `call:${notice.call}`;
		case 'missed-call':
			return 'missed';
		case 'message':
			return `chat:${notice.account}:${notice.jid}`;
		case 'subscription':
			return `subscription:${notice.account}:${notice.jid}`;
		case 'not-heard':
			return `not-heard:${notice.call}`;
		case 'problem':
			return 'problem';
	}
}

function words(notice: Notice): { title: string; message: string } {
	switch (notice.kind) {
		case 'incoming-call':
			return { title: text('notice_incoming_call'), message: showAddress(notice.from) };
		case 'missed-call':
			return { title: text('notice_missed_call'), message: showAddress(notice.from) };
		case 'message':
			return { title: notice.from, message: notice.body };
		case 'subscription':
			return { title: text('notice_subscription'), message: notice.jid };
		case 'not-heard':
			return { title: text('not_heard'), message: text('notice_not_heard') };
		case 'problem':
			return { title: text('notice_problem'), message: text(`error_${notice.code.replaceAll('-', '_')}`) };
	}
}

function text(key: string): string {
	return browser.i18n.getMessage(key);
}
