import browser from 'webextension-polyfill';
import type { Self } from '../sender.ts';

/** What senders are compared with. */
export function self(): Self {
	return { id: browser.runtime.id, origin: browser.runtime.getURL('').replace(/\/$/, '') };
}
