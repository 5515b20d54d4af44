import { inChrome } from './firefox-remote.ts';
import type { Person } from './person.ts';

/**
 * Presses the keys of a command of the manifest. Chromium's driver cannot: keys that it presses never reach the browser's
 * own shortcuts, so the event is raised in the worker, for the tab that is in front. Firefox has a key element to be pressed.
 */
export async function pressShortcut(person: Person, command: string): Promise<void> {
	if (person.kind === 'firefox') await pressKeyElement(person, command);
	else await raiseEvent(person, command);
}

async function raiseEvent({ browser, origin }: Person, command: string): Promise<void> {
	const isWorker = (target: { type(): string; url(): string }) =>
		target.type() === 'service_worker' && target.url().startsWith(origin);
	const worker = await (await browser.waitForTarget(isWorker)).worker();
	await worker?.evaluate(async (name) => {
		const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
		(chrome.commands.onCommand as unknown as { dispatch(...args: unknown[]): void }).dispatch(name, tab);
	}, command);
}

/** `ext-shortcuts.sys.mjs` gives each shortcut a key element, in the order of the manifest. */
async function pressKeyElement({ browser }: Person, command: string): Promise<void> {
	const index = ['next-number', 'previous-number'].indexOf(command);
	await inChrome(
		browser,
		`(() => {
			const window = Services.wm.getMostRecentWindow('navigator:browser');
			const keys = window.document.querySelectorAll('keyset[id^="ext-keyset-id-twinline"] key');
			if (!keys[${index}]) throw new Error('no such key: ' + keys.length);
			keys[${index}].doCommand();
			return '';
		})()`,
	);
}
