/** Entry, Chrome: keeps the session document open and lends it the browser's APIs. Keeps nothing itself. */
import browser, { type Runtime } from 'webextension-polyfill';
import type { Answer } from '../shared/commands.ts';
import { log } from './log.ts';
import type { Run } from './platform/edges.ts';
import { listenToBrowser, setAlarm } from './platform/edges.ts';
import { localPlatform } from './platform/local.ts';
import { isLoad, loadMarks } from './platform/marks.ts';
import { ensureOffscreen } from './platform/offscreen.ts';
import { isEffect, perform } from './platform/remote.ts';
import { self } from './platform/self.ts';
import { callerOf, isEnsure } from './sender.ts';

const platform = localPlatform();
const own = self();

const run: Run = async (command, input) => {
	await ensureOffscreen();
	return (await browser.runtime.sendMessage({ command, input })) as Answer;
};

browser.runtime.onMessage.addListener((raw: unknown, sender: Runtime.MessageSender) => {
	const caller = callerOf(sender, own);
	if (caller && isEnsure(raw)) return ensureOffscreen();
	if (caller && isLoad(raw)) return loadMarks(sender);
	if (caller === 'pages' && isEffect(raw)) perform(platform, raw);
	return undefined;
});
listenToBrowser(run, ensureOffscreen, platform);
// A browser restart destroyed the document, and an unpacked extension has no start-up event: see to it at every start.
ensureOffscreen().catch((cause) => log.error('session document not opened', cause));
setAlarm().catch((cause) => log.error('alarm not set', cause));
