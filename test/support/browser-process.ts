/** What both browsers need around them: a private home, an end with us, pictures. */
import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { GUARD, livingInGroup } from './guarded.ts';
import { atProcessEnd } from './process-end.ts';
import { root } from './root.ts';
import { until } from './until.ts';

/** A script in `folder` that starts `program` so that it cannot outlive this process. */
export function guardedProgram(folder: string, program: string): string {
	const path = join(folder, `guarded-${program.split('/').at(-1)}`);
	writeFileSync(path, `#!/bin/sh\nexec /bin/sh -c '${GUARD}' ${process.pid} ${program} "$@"\n`);
	chmodSync(path, 0o700);
	return path;
}

/** Environment with a home of its own, in which the NSS database trusts the test CA (Chromium's place for it). */
export function privateHome(folder: string, nss: string): NodeJS.ProcessEnv {
	const home = join(folder, 'home');
	mkdirSync(join(home, '.pki'), { recursive: true });
	cpSync(nss, join(home, '.pki', 'nssdb'), { recursive: true });
	const { XDG_CONFIG_HOME: _, XDG_DATA_HOME: __, XDG_CACHE_HOME: ___, ...rest } = process.env;
	// What lets programs onto the display may be in the real home.
	const XAUTHORITY = rest.XAUTHORITY ?? join(homedir(), '.Xauthority');
	return { ...rest, HOME: home, XAUTHORITY, no_proxy: '*', NO_PROXY: '*' };
}

/** Lets the browser end with us; gives what closes it in an orderly way, and then for certain. */
export function endWithUs(browser: Browser): () => Promise<void> {
	const pid = browser.process()?.pid;
	if (pid === undefined) throw new Error('the browser has no process');
	const kill = () => {
		if (livingInGroup(pid).length > 0) process.kill(-pid, 'SIGKILL');
	};
	const forget = atProcessEnd(kill);
	return async () => {
		await browser.close();
		kill(); // the watcher, and what the browser left behind
		await until('the browser is gone', () => livingInGroup(pid).length === 0);
		forget();
	};
}

export async function takePicture(page: Page, name: string): Promise<string> {
	const path = join(root, 'test-output', `${name}.png`) as `${string}.png`;
	mkdirSync(join(root, 'test-output'), { recursive: true });
	await page.screenshot({ path });
	return path;
}
