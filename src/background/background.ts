/** Entry, Firefox: the event page is the session document itself. */
import browser, { type Runtime } from 'webextension-polyfill';
import { log } from './log.ts';
import { firefoxMedia } from './media/firefox.ts';
import { listenToBrowser, setAlarm } from './platform/edges.ts';
import { localPlatform } from './platform/local.ts';
import { isLoad, loadMarks } from './platform/marks.ts';
import { self } from './platform/self.ts';
import { callerOf, isEnsure, NO_PAGE } from './sender.ts';
import { serve } from './serve.ts';
import { startSessions } from './sessions.ts';

const platform = localPlatform();
const sessions = startSessions(platform, firefoxMedia(platform));
const own = self();

serve(sessions);
browser.runtime.onMessage.addListener((raw: unknown, sender: Runtime.MessageSender) => {
	const caller = callerOf(sender, own);
	if (caller && isEnsure(raw)) return Promise.resolve();
	return caller && isLoad(raw) ? loadMarks(sender) : undefined;
});
// Being started is all that waking takes here.
listenToBrowser(
	async (command, input) => (await sessions).dispatch({ command, input }, 'pages', NO_PAGE),
	async () => {},
	platform,
);
setAlarm().catch((cause) => log.error('alarm not set', cause));
