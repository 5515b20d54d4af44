/** The chip's panel in every state, in real Chromium: axe finds nothing, nothing is cut off, controls are large enough. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { build } from 'esbuild';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Description } from '../../src/shared/description.ts';
import { launchChromium } from '../support/views/pages.ts';

/** Pictures to look at; made anew by each run. */
const PICTURES = 'test-output/chip';

const number: Description = {
	target: 'tel:+390458001234',
	shown: '+39 045 800 1234',
	country: 'IT',
	kind: 'fixed',
	canCall: true,
	canChat: false,
	canVideo: false,
	cue: null,
	siteCountry: '',
};
const nurse = { name: 'Nurse', jid: 'nurse@capulet.example', account: 'x', show: 'available' } as const;
const states: Readonly<Record<string, Description>> = {
	number,
	contact: { ...number, canChat: true, contact: nurse, siteCountry: 'IT' },
	away: { ...number, canChat: true, contact: { ...nurse, show: 'away' } },
	busy: { ...number, canChat: true, contact: { ...nurse, name: 'Lady Capulet '.repeat(9), show: 'dnd' } },
	offline: { ...number, canChat: true, contact: { ...nurse, show: 'offline' } },
	premium: { ...number, kind: 'premium', cue: 'premium', siteCountry: 'IT' },
	foreign: { ...number, cue: 'foreign' },
	differs: { ...number, cue: 'differs' },
	address: { ...number, target: 'sip:a', shown: `${'sip'.repeat(40)}@capulet.example`, country: '', kind: '' },
	nothing: { ...number, canCall: false },
};

let browser: Browser;
let folder: string;
beforeAll(async () => {
	await mkdir(PICTURES, { recursive: true });
	folder = await mkdtemp(join(tmpdir(), 'twinline-chip-'));
	const entryPoints = { chip: 'test/support/chip-page.ts' };
	await build({ entryPoints, outdir: folder, bundle: true, format: 'iife' });
	const page = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Chip</title>';
	await writeFile(
		join(folder, 'chip.html'),
		`${page}<body><main><h1>A page</h1></main><script src="chip.js"></script>`,
	);
	browser = await launchChromium();
});
afterAll(async () => {
	await browser?.close();
	await rm(folder, { recursive: true, force: true });
});

interface Look {
	readonly media?: readonly { readonly name: string; readonly value: string }[];
	readonly width?: number;
	readonly isRightToLeft?: boolean;
}

async function open(description: Description, { media = [], width = 380, isRightToLeft = false }: Look): Promise<Page> {
	const page = await browser.newPage();
	const messages = JSON.parse(await readFile('_locales/en/messages.json', 'utf8'));
	if (isRightToLeft) messages.direction.message = 'rtl';
	await page.setViewport({ width, height: 300 });
	const session = await page.createCDPSession();
	await session.send('Emulation.setEmulatedMedia', { features: [...media] });
	await page.evaluateOnNewDocument(
		`globalThis.description = ${JSON.stringify(description)}; globalThis.messages = ${JSON.stringify(messages)}`,
	);
	await page.goto(`file://${folder}/chip.html`);
	return page;
}

async function violations(page: Page): Promise<string[]> {
	await page.evaluate(axe.source);
	const { violations } = await page.evaluate(async () => {
		const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
		return await axe.run(document, { resultTypes: ['violations'] });
	});
	return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}

/** Of the chip: what it shows beyond its inner width, and its lowest control's height, in CSS pixels. */
function measures(page: Page): Promise<{ beyond: number; lowest: number; inWindow: boolean }> {
	return page.evaluate(() => {
		const chip = document.querySelector('main ~ div')?.shadowRoot?.querySelector('.chip');
		if (!chip) throw new Error('no chip');
		const heights = [...chip.querySelectorAll('button, select')].map((one) => one.getBoundingClientRect().height);
		const { right } = chip.getBoundingClientRect();
		return { beyond: chip.scrollWidth - chip.clientWidth, lowest: Math.min(...heights), inWindow: right <= innerWidth };
	});
}

const LOOKS: Readonly<Record<string, Look>> = {
	light: { media: [{ name: 'prefers-color-scheme', value: 'light' }] },
	dark: { media: [{ name: 'prefers-color-scheme', value: 'dark' }] },
	'forced-colors': { media: [{ name: 'forced-colors', value: 'active' }] },
	'right-to-left': { isRightToLeft: true },
	narrow: { width: 240 },
};

const CASES = [
	...Object.keys(states).map((name) => [name, 'light']),
	...Object.keys(LOOKS).flatMap((look) => ['contact', 'premium', 'address'].map((name) => [name, look])),
] as const;

describe('looks', () => {
	test.each(CASES)('%s, %s', async (name = '', look = '') => {
		const page = await open(states[name] ?? number, LOOKS[look] ?? {});
		try {
			await page.screenshot({ path: `${PICTURES}/${name}-${look}.png` });
			expect(await violations(page)).toEqual([]);
			const { beyond, lowest, inWindow } = await measures(page);
			expect({ beyond, inWindow }).toEqual({ beyond: 0, inWindow: true });
			expect(lowest).toBeGreaterThanOrEqual(24);
		} finally {
			await page.close();
		}
	});
});

test('the country is changed by a choice and a button, by keys too', async () => {
	const page = await open(states.contact ?? number, {});
	await page.keyboard.press('Tab');
	for (let i = 0; i < 2; i++) await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await page.keyboard.type('Germ');
	expect(await violations(page)).toEqual([]);
	await page.screenshot({ path: `${PICTURES}/country-choice.png` });
	expect(
		await page.evaluate(() => {
			const focused = document.activeElement?.shadowRoot?.activeElement;
			return focused instanceof HTMLSelectElement && focused.value;
		}),
	).toBe('DE');
	await page.close();
});
