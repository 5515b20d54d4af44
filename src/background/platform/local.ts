/** The platform where the browser's APIs are at hand: Chrome's worker, Firefox's event page. */
import browser from 'webextension-polyfill';
import { log } from '../log.ts';
import { showBadge } from './badge.ts';
import { followPlan } from './content-scripts.ts';
import { clearNotice, notify } from './notices.ts';
import type { Platform } from './platform.ts';
import { close, open } from './windows.ts';

/** Firefox suspends an event page that was idle for 30 s, sockets and calls notwithstanding; an API call counts as work. */
const AWAKE_EVERY = 20_000;

export function localPlatform(): Platform {
	let awake: ReturnType<typeof setInterval> | undefined;
	return {
		notify: (notice) => told('notify', notify(notice)),
		clearNotice: (id) => told('clearNotice', clearNotice(id)),
		badge: (badge) => told('badge', showBadge(badge)),
		open: (view, query) => told('open', open(view, query)),
		close: (view) => told('close', close(view)),
		pages: (plan, sites) => told('pages', followPlan(plan, sites)),
		keepAwake(on) {
			if (on === (awake !== undefined)) return;
			clearInterval(awake);
			awake = on ? setInterval(() => told('keepAwake', browser.runtime.getPlatformInfo()), AWAKE_EVERY) : undefined;
		},
	};
}

/** An effect answers nobody: what fails is in the log. */
function told(what: string, done: Promise<unknown>): void {
	done.catch((cause) => log.error(`effect ${what} failed`, cause));
}
