/** A person's click on a link of a web page. */
import type { Servers } from '../servers/servers.ts';
import { untilMarked } from '../support/marked.ts';
import type { Person } from '../support/person.ts';
import { until } from '../support/until.ts';

/** Reserved for fiction by the Bundesnetzagentur. */
const NUMBER = '+49 30 23125999';

type Scope = typeof globalThis & { clickedAt: number };

/**
 * Opens a page with a link to `href`, and clicks it; gives when the click came, in ms since 1970. A page of its own for
 * each click: what the last one left open is closed.
 */
export async function clickLink(person: Person, servers: Servers, href: string): Promise<number> {
	const url = servers.web.put('/link', `<!doctype html><p><a href="${href}">Call</a><p>${NUMBER}`);
	const clicked = (await person.browser.pages()).filter((page) => page.url() === url);
	for (const page of [...clicked, ...(await person.views('call'))]) await page.close();
	const page = await person.openPage(url);
	await untilMarked(page, [NUMBER]); // the page's script is there
	await until('the last call window is gone', async () => (await person.views('call')).length === 0);
	await page.evaluate(async () => {
		const note = () => {
			(globalThis as Scope).clickedAt = Date.now();
		};
		addEventListener('click', note, { capture: true });
		// Nobody clicks on a page that is still loading.
		await new Promise((resolve) => requestIdleCallback(resolve));
	});
	await page.click('a');
	return await page.evaluate(() => (globalThis as Scope).clickedAt);
}
