/** Pictures of what a person sees, in `demo-output/`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { root } from '../support/root.ts';

export const PICTURES = join(root, 'demo-output');

/** Writes `demo-output/<name>.png`: of a tab, in front and with this height; of a popup or a small window, as large as it is. */
export async function takePicture(page: Page, name: string, height?: number): Promise<void> {
	mkdirSync(PICTURES, { recursive: true });
	if (height !== undefined) {
		await page.bringToFront();
		await page.setViewport({ width: 960, height });
	}
	await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}
