/** Numbers wherever a page may have them: in frames of all kinds, in shadow roots, whenever they come. Chromium and Firefox. */
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { openApp } from '../support/app.ts';
import { BROWSERS, type Person, startPerson } from '../support/person.ts';
import { until } from '../support/until.ts';

let servers: Servers;
beforeAll(async () => {
	servers = await startServers({ web: true });
});
afterAll(async () => await servers?.stop());

const N = '+39 045 800 0000';
const OTHER = '+44 20 7946 0000';
const THIRD = '+49 30 23125001';

describe.each(BROWSERS)('in %s', (kind) => {
	let person: Person;

	beforeAll(async () => {
		person = await startPerson({ kind, name: `content-everywhere-${kind}`, servers });
		await (await openApp(person)).allowAllSites();
	});
	afterAll(async () => await person?.close());

	async function open(path: string, body: string): Promise<Page> {
		return await person.openPage(servers.web.put(path, `<!doctype html><meta charset="utf-8"><title>x</title>${body}`));
	}

	test('frames without an address of their own: empty ones that are written to, given as text, and in a sandbox', async () => {
		const page = await open(
			'/frames',
			`<iframe id="blank"></iframe><iframe srcdoc="<p>${OTHER}</p>"></iframe>
			<iframe sandbox srcdoc="<p>${THIRD}</p>"></iframe>
			<script>document.getElementById('blank').contentDocument.body.innerHTML = '<p>${N}</p>'</script>`,
		);
		for (const number of [N, OTHER, THIRD]) {
			await until(`${number} is marked`, async () => {
				const marked = await Promise.all(page.frames().map(textsIn));
				return marked.flat().includes(number);
			});
		}
		await page.close();
	});

	test('open shadow roots: of the page’s markup, of custom elements, one in another, attached at any time', async () => {
		const page = await open(
			'/shadow',
			`<div><template shadowrootmode="open"><p>${N}</p><slot></slot></template>light</div>
			<x-late></x-late><div id="later"></div>
			<script>customElements.define('x-outer', class extends HTMLElement {
				connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<x-inner></x-inner>'; }
			});
			customElements.define('x-inner', class extends HTMLElement {
				connectedCallback() { this.attachShadow({ mode: 'open' }).textContent = '${OTHER}'; }
			});
			document.body.append(document.createElement('x-outer'));</script>`,
		);
		await untilMarkedAnywhere(page, [N, OTHER]);
		await page.evaluate((number) => {
			customElements.define(
				'x-late',
				class extends HTMLElement {
					connectedCallback() {
						this.attachShadow({ mode: 'open' }).innerHTML = `<p>${number}</p>`;
					}
				},
			);
		}, THIRD);
		await untilMarkedAnywhere(page, [N, OTHER, THIRD]);
		await page.evaluate(() => {
			const root = document.querySelector('x-late')?.shadowRoot?.querySelector('p');
			if (root) root.textContent = 'call +49 69 90009001 now';
		});
		await untilMarkedAnywhere(page, [N, OTHER, '+49 69 90009001']);
		expect(await page.evaluate(lookOfMarks)).toEqual(['underline', 'underline']);
		await page.close();
	});
});

/** In no order: what is in a shadow root has no place in the document's. */
async function untilMarkedAnywhere(page: Page, texts: readonly string[]): Promise<void> {
	await until(`these are marked: ${texts.join(', ')}`, async () => {
		const marked = await textsIn(page.mainFrame());
		return JSON.stringify(marked) === JSON.stringify(texts.toSorted());
	});
}

function textsIn(frame: Frame): Promise<string[]> {
	return frame.evaluate(() =>
		[...(CSS.highlights.get('twinline-number') ?? [])]
			.map(({ startContainer, startOffset, endOffset }) => (startContainer as Text).data?.slice(startOffset, endOffset))
			.sort(),
	);
}

/** In the document, and in a shadow root, where the styles of the document do not reach. */
function lookOfMarks(): string[] {
	const inner = document.querySelector('x-late')?.shadowRoot?.querySelector('p');
	return [document.body, inner ?? document.body].map(
		(element) => getComputedStyle(element, '::highlight(twinline-number)').textDecorationLine,
	);
}
