/** Opens the session document to the rest of the extension: commands by message, windows by port. */
import browser, { type Runtime } from 'webextension-polyfill';
import type { Answer } from '../shared/commands.ts';
import { codeOf } from '../shared/errors.ts';
import { isCommand } from './dispatch.ts';
import { log } from './log.ts';
import { self } from './platform/self.ts';
import type { OpenView } from './publish.ts';
import { callerOf, pageOf } from './sender.ts';
import type { Sessions } from './sessions.ts';

/**
 * Answers commands and serves windows as soon as the sessions are there; until then both wait. To be called at the top
 * level of the entry, so that nothing is missed.
 */
export function serve(sessions: Promise<Sessions>): void {
	const own = self();
	// For a developer's console, which in both browsers only the extension's own pages and the person can reach.
	Object.assign(globalThis, { sessions });
	sessions.catch((cause) => log.error('sessions not started', cause));
	browser.runtime.onMessage.addListener((raw: unknown, sender: Runtime.MessageSender) => {
		const caller = callerOf(sender, own);
		if (!caller || !isCommand(raw)) return undefined;
		return sessions.then(({ dispatch }) => dispatch(raw, caller, pageOf(sender, own)), notStarted);
	});
	browser.runtime.onConnect.addListener((port) => {
		const caller = port.sender ? callerOf(port.sender, own) : null;
		if (caller !== 'pages' || port.name !== 'window') return port.disconnect();
		const view = sessions.then(({ publish }) => publish((patch) => port.postMessage(patch)));
		const later = (act: (view: OpenView) => void) => void view.then(act, () => port.disconnect());
		port.onMessage.addListener((message) => later((open) => open.look(message)));
		port.onDisconnect.addListener(() => later((open) => open.close()));
	});
}

function notStarted(cause: unknown): Answer {
	return { ok: false, code: codeOf(cause) };
}
