/** What web pages ask of the extension, as one of its own pages hears it. */
import type { Page } from 'puppeteer-core';
import { until } from './until.ts';

interface Hearing {
	heard: string[][];
}

export interface Heard {
	/** The commands with a target that this web page sent since the last time, as `[name, target]`. */
	since(page: Page): Promise<string[][]>;
	/** What was heard is over. */
	forget(): Promise<void>;
	/** Waits for this one, without a look at the web page. */
	until(command: readonly string[]): Promise<void>;
}

/** Begins to listen in a page of the extension. */
export async function hear(listener: Page): Promise<Heard> {
	await listener.evaluate(listen);
	const all = () => listener.evaluate(() => (globalThis as unknown as Hearing).heard);
	const forget = async () => void (await listener.evaluate(() => (globalThis as unknown as Hearing).heard.splice(0)));
	return {
		forget,
		async until(command) {
			const wanted = JSON.stringify(command);
			await until(wanted, async () => (await all()).some((one) => JSON.stringify(one) === wanted));
		},
		async since(page) {
			// One more command shows that all before it have been heard.
			await page.evaluate(addLast);
			await page.click('#last');
			await until('the last command', async () => (await all()).some(([, target]) => target === 'tel:0'));
			await page.evaluate(() => document.getElementById('last')?.remove());
			const heard = (await all()).filter(([, target]) => target !== 'tel:0');
			await forget();
			return heard;
		},
	};
}

/** Runs in the web page. */
function addLast(): void {
	const style = 'position: fixed; right: 0; top: 0';
	document.body.insertAdjacentHTML('beforeend', `<a id="last" href="tel:0" style="${style}">last</a>`);
}

/** Runs in the page of the extension, which hears what the worker and the session document hear. */
function listen(): void {
	const { runtime } = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
	const hearing = globalThis as unknown as Hearing;
	hearing.heard = [];
	const acts = ['call.place', 'chat.open', 'site.change'];
	runtime.onMessage.addListener((message: { command?: string; input?: { target?: string } }) => {
		const { command = '', input } = message;
		if (acts.includes(command)) hearing.heard.push([command, input?.target ?? JSON.stringify(input)]);
	});
}
