/**
 * What the chip shows on a page. It is in a closed shadow root, where neither the page nor the browser's driver looks; a
 * script of the extension may.
 */
import type { Page } from 'puppeteer-core';
import type { App } from './app.ts';
import { until } from './until.ts';

export interface SeenChip {
	/** All its words, a line each. */
	readonly words: string;
	/** What is said to who listens to the screen. */
	readonly said: string;
	/** The middle of each, in CSS pixels of the frame's window. */
	readonly controls: readonly { readonly name: string; readonly x: number; readonly y: number }[];
	/** The name of the control that has the focus; `chip` for the chip itself; empty for none. */
	readonly focused: string;
	readonly box: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
	/** Height of the lowest control, in CSS pixels. */
	readonly lowest: number;
}

/** The chip in a page or a frame of it; undefined when none is shown. */
export async function seenChip(app: App, page: Page): Promise<SeenChip | undefined> {
	return (await app.page.evaluate(lookIntoTab, page.url())) ?? undefined;
}

/** Waits for a chip with these words in it. */
export async function chipWith(app: App, page: Page, words: string): Promise<SeenChip> {
	return await until(`a chip with "${words}"`, async () => {
		const chip = await seenChip(app, page);
		if (!chip?.words.includes(words)) throw new Error(`the chip shows ${JSON.stringify(chip?.words)}`);
		return chip;
	});
}

export async function noChip(app: App, page: Page): Promise<void> {
	await until('no chip', async () => (await seenChip(app, page)) === undefined);
}

/**
 * Presses a control of the chip as a person does: looks where it is, goes there, and not faster than a person can. A chip
 * that has come or moved just now takes no click.
 */
export async function pressInChip(app: App, page: Page, name: string): Promise<void> {
	const find = async () => (await seenChip(app, page))?.controls.find((control) => control.name.startsWith(name));
	const { x, y } = await until(`"${name}" in the chip`, find);
	await page.mouse.move(x, y, { steps: 3 });
	await untilSettled(page);
	await page.mouse.click(x, y);
}

/** Until a chip that has not moved since now takes clicks. */
export async function untilSettled(page: Page): Promise<void> {
	await page.evaluate(async () => {
		const begin = document.timeline.currentTime as number;
		const frame = () => new Promise(requestAnimationFrame);
		while ((document.timeline.currentTime as number) - begin < 500) await frame();
	});
}

/** Runs in a page of the extension. */
async function lookIntoTab(address: string): Promise<SeenChip | undefined | null> {
	type Opener = (element: Element) => ShadowRoot | null;
	const { scripting, tabs } = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
	const tab = (await tabs.query({})).findLast((one) => one.url === address);
	if (tab?.id === undefined) return undefined;
	/** Runs in each frame. */
	function look(): SeenChip | null {
		const opener = (globalThis as unknown as { chrome: { dom?: { openOrClosedShadowRoot: Opener } } }).chrome.dom;
		for (const host of document.querySelectorAll('[popover]')) {
			const own = (host as unknown as { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot;
			const shadow = opener ? opener.openOrClosedShadowRoot(host) : own;
			const chip = shadow?.querySelector<HTMLElement>('.chip');
			if (!shadow || !chip) continue;
			const nameOf = (element: Element) => element.getAttribute('aria-label') ?? element.textContent ?? '';
			const controls = [...chip.querySelectorAll('button, select')].map((control) => {
				const { left, top, width, height } = control.getBoundingClientRect();
				return { name: nameOf(control), x: left + width / 2, y: top + height / 2, height };
			});
			const { left, top, right, bottom } = chip.getBoundingClientRect();
			const { activeElement: active } = shadow;
			return {
				words: chip.innerText,
				said: shadow.querySelector('[role=status]')?.textContent ?? '',
				controls: controls.map(({ name, x, y }) => ({ name, x, y })),
				focused: active === chip ? 'chip' : active ? nameOf(active) : '',
				box: { left, top, right, bottom },
				lowest: Math.min(...controls.map(({ height }) => height)),
			};
		}
		return null;
	}
	const results = await scripting.executeScript({ target: { tabId: tab.id, allFrames: true }, func: look });
	return results.map(({ result }) => result).find((result) => result) as SeenChip | undefined;
}
