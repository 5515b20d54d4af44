/** The drivers that the other end-to-end tests stand on: microphone, popup, restart, and an end with the test run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { livingInGroup, spawnGuarded } from '../support/guarded.ts';
import { BROWSERS, type Person, startPerson } from '../support/person.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { GiveUp, until } from '../support/until.ts';

let servers: Servers;
beforeAll(async () => {
	servers = await startServers({ prosody: true, web: true });
});
afterAll(async () => await servers?.stop());

describe.each(BROWSERS)('in %s', (kind) => {
	test.each([
		['granted', 'audio'],
		['denied', 'NotAllowedError'],
		['none', 'NotFoundError'],
	] as const)('a microphone that is %s', async (microphone, outcome) => {
		const person = await startPerson({ kind, name: `microphone-${microphone}`, servers, microphone });
		try {
			const page = await person.openView('options.html');
			const got = await page.evaluate(() =>
				navigator.mediaDevices.getUserMedia({ audio: true }).then(
					(stream) => stream.getTracks()[0]?.kind,
					(error: DOMException) => error.name,
				),
			);
			expect(got).toBe(outcome);
		} finally {
			await person.close();
		}
	});

	describe('one person', () => {
		let person: Person;
		beforeAll(async () => {
			person = await startPerson({ kind, name: 'driven', servers });
		});
		afterAll(async () => await person?.close());

		test('trusts the test CA for the names in the certificate, and nothing else', async () => {
			const session = await person.session();
			const reach = (url: string) =>
				session.evaluate((address) => fetch(address).then((answer) => answer.status, String), url);
			expect(await reach(servers.xmpp.hostMetaUrl)).toBe(200);
			expect(await reach(servers.xmpp.wssUrl.replace('wss', 'https'))).toBe(200);
			expect(await reach(servers.xmpp.untrustedWssUrl.replace('wss', 'https'))).toMatch(/^TypeError/);
			expect(await reach(`https://chat.example.invalid:${servers.web.port}/`)).toMatch(/^TypeError/);
		});

		test('the popup is the toolbar’s own, takes real clicks, and is one at a time', async () => {
			const first = await person.openPopup();
			await first.evaluate(() => {
				addEventListener('pointerdown', ({ isTrusted }) => document.body.setAttribute('clicked', String(isTrusted)));
			});
			await first.mouse.click(8, 8);
			await first.waitForSelector('body[clicked=true]');
			expect(await first.evaluate(() => innerWidth)).toBeLessThan(600); // no tab
			await person.openPopup();
			expect(await person.views('popup')).toHaveLength(1);
		});

		test('a page opens among the tabs, also while a small window is the one used last', async () => {
			const url = servers.web.put('/tab', '<!doctype html><title>x</title>');
			const width = async () => await (await person.openPage(url)).evaluate(() => innerWidth);
			const before = await width();
			const options = await person.openView('options.html');
			await options.evaluate(async (url) => {
				await globalThis.chrome.windows.create({ url, type: 'popup', width: 376, height: 600 });
			}, url);
			expect(await width()).toBe(before);
		});

		test('a restart keeps what was stored and what was allowed', async () => {
			const options = await person.openView('options.html');
			await options.evaluate(() => localStorage.setItem('kept', 'yes'));
			await options.locator('button ::-p-text(Allow on all sites)').click();
			await options.waitForFunction(allowedSites);
			await person.restart();
			const again = await person.openView('options.html');
			expect(await again.evaluate(() => localStorage.getItem('kept'))).toBe('yes');
			expect(await again.evaluate(allowedSites)).toBe(true);
		});
	});

	test('a run that crashes leaves no browser behind', async () => {
		const folder = temporaryFolder('crash');
		const log = join(folder.path, 'log');
		const run = spawnGuarded([process.execPath, 'scripts/run.mjs', 'test/support/crash.ts', kind], {
			log,
			cwd: process.cwd(),
		});
		const browser = await until(
			'the browser runs',
			() => {
				if (run.hasEnded()) throw new GiveUp(new Error(readFileSync(log, 'utf8')));
				return Number(/^pid (\d+)$/m.exec(readFileSync(log, 'utf8'))?.[1]);
			},
			30_000,
		);
		expect(livingInGroup(browser).length).toBeGreaterThan(1);
		await run.kill();
		await until('the browser is gone', () => livingInGroup(browser).length === 0);
		folder.remove();
	});
});

async function allowedSites(): Promise<boolean> {
	const api = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
	return (await api.permissions.getAll()).origins?.includes('*://*/*') ?? false;
}
