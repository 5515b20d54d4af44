/** The platform in Chrome's offscreen document, which has of the extension APIs only `runtime`: the worker does it. */
import browser from 'webextension-polyfill';
import { log } from '../log.ts';
import type { Platform } from './platform.ts';

/** What the session document has the worker do. */
export type EffectMessage = {
	[Name in keyof Platform]: { readonly effect: Name; readonly args: Parameters<Platform[Name]> };
}[keyof Platform];

export function remotePlatform(): Platform {
	return {
		notify: (notice) => send({ effect: 'notify', args: [notice] }),
		clearNotice: (id) => send({ effect: 'clearNotice', args: [id] }),
		badge: (badge) => send({ effect: 'badge', args: [badge] }),
		open: (view, query) => send({ effect: 'open', args: [view, query] }),
		close: (view) => send({ effect: 'close', args: [view] }),
		pages: (plan, sites) => send({ effect: 'pages', args: [plan, sites] }),
		// The offscreen document lives as long as the worker wants it; nothing to do.
		keepAwake: () => {},
	};
}

/** Sending wakes a worker that was stopped. */
function send(message: EffectMessage): void {
	browser.runtime.sendMessage(message).catch((cause) => log.error(`effect ${message.effect} failed`, cause));
}

/** Does what the session document asked for. The message comes from our own document: the caller has checked the sender. */
export function perform(platform: Platform, { effect, args }: EffectMessage): void {
	// Name and arguments belong together by EffectMessage; a union of calls is more than the compiler follows.
	const act = platform[effect] as (...args: unknown[]) => void;
	act(...args);
}

const EFFECTS: readonly string[] = [
	'notify',
	'clearNotice',
	'badge',
	'open',
	'close',
	'pages',
	'keepAwake',
] satisfies (keyof Platform)[];

export function isEffect(raw: unknown): raw is EffectMessage {
	return typeof raw === 'object' && raw !== null && 'effect' in raw && EFFECTS.includes(String(raw.effect));
}
