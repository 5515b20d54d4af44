/** What a person does on a page of the extension: read, press, type. By the words that they see; by mouse and keys. */
import type { Page } from 'puppeteer-core';
import { until } from './until.ts';

/** Waits until the page says all of it; fails with what it says instead. `within` is a part of the page, by selector. */
export async function says(page: Page, sentences: string | readonly string[], within = 'body'): Promise<void> {
	let last = '';
	await until(`the page says ${sentences}`, async () => {
		last = await page.$eval(within, (part) => (part as HTMLElement).innerText);
		return [sentences].flat().every((sentence) => last.includes(sentence));
	}).catch((cause) => {
		throw new Error(`no "${[sentences].flat().join('", "')}" on the page, but:\n${last}`, { cause });
	});
}

/** Clicks on what has this name, be it written on it or only spoken, and this role. `within` as above. */
export async function press(page: Page, name: string, role = 'button', within = ''): Promise<void> {
	await page.locator(`${within} ::-p-aria([name="${name}"][role="${role}"])`).click();
}

/** Writes in the fields of these names, over what stands there, by clicking on each and typing. */
export async function type(page: Page, fields: Readonly<Record<string, string>>, within = ''): Promise<void> {
	for (const [name, words] of Object.entries(fields)) {
		await page.locator(`${within} [name="${name}"]`).click({ count: 3 });
		await page.keyboard.press('Backspace');
		await page.keyboard.type(words);
	}
}

/** What stands in the fields, by name. */
export async function typed(page: Page, within = 'form'): Promise<Record<string, string>> {
	return await page.$eval(within, (form) => Object.fromEntries(new FormData(form as HTMLFormElement)) as never);
}
