import browser from 'webextension-polyfill';

const ID = 'pages';
const FILES = { js: ['content.js'], css: ['content-marks.css'] };

/** Registers the content script for exactly the sites that the person allowed: none at install. */
export async function syncContentScripts(): Promise<void> {
	const { origins: matches = [] } = await browser.permissions.getAll();
	const registered = await browser.scripting.getRegisteredContentScripts({ ids: [ID] });
	const script = {
		id: ID,
		matches,
		allFrames: true,
		runAt: 'document_idle' as const,
		persistAcrossSessions: true,
		...FILES,
	};
	if (matches.length === 0) {
		if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: [ID] });
	} else if (registered.length > 0) await browser.scripting.updateContentScripts([script]);
	else await browser.scripting.registerContentScripts([script]);
}

/** Pages that are open already get it too: nobody should have to reload after saying yes. */
export async function injectIntoOpenPages(origins: readonly string[]): Promise<void> {
	if (origins.length === 0) return;
	const tabs = await browser.tabs.query({ url: [...origins] });
	const targets = tabs.flatMap(({ id }) => (id === undefined ? [] : [{ tabId: id, allFrames: true }]));
	await Promise.allSettled(targets.map((target) => inject(target)));
}

/** A tab may be closed, or show what no script may touch, by the time its turn comes: that is no failure. */
async function inject(target: { tabId: number; allFrames: boolean }): Promise<void> {
	await browser.scripting.insertCSS({ target, files: FILES.css });
	await browser.scripting.executeScript({ target, files: FILES.js });
}
