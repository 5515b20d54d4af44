import { extension } from './browser.ts';

/** Opens the options in their tab; a popup closes by that. */
export function openOptions(): void {
	void extension().runtime.openOptionsPage();
}

/** Closes the page, and with it the window that it is alone in. `window.close()` is not for pages that no script opened. */
export async function closePage(): Promise<void> {
	const tab = await extension().tabs.getCurrent();
	if (tab?.id !== undefined) await extension().tabs.remove(tab.id);
}
