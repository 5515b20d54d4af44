import { extension } from './browser.ts';

/** Opens the options in their tab; a popup closes by that. */
export function openOptions(): void {
	void extension().runtime.openOptionsPage();
}

/** Closes the browser window this page is alone in. `window.close()` is not for pages that no script opened. */
export async function closeWindow(): Promise<void> {
	const { id } = await extension().windows.getCurrent();
	if (id !== undefined) await extension().windows.remove(id);
}
