/**
 * `web-ext lint` on a built package, with no error and no warning allowed: `node scripts/lint-packages.mjs chromium|firefox`.
 * The linter knows Firefox's manifest only. So what is for Chromium alone (the build's `background.service_worker`, the
 * permission `offscreen`, no Gecko id) is put as Firefox has it in a copy first; all other files are linted as built.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import webExt from 'web-ext';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [browser] = process.argv.slice(2);
if (browser !== 'chromium' && browser !== 'firefox') {
	console.error('usage: node scripts/lint-packages.mjs chromium|firefox');
	process.exit(2);
}
const copy = mkdtempSync(join(tmpdir(), 'twinline-lint-'));
try {
	cpSync(join(root, 'dist', browser), copy, { recursive: true });
	if (browser === 'chromium') asFirefoxHasIt(join(copy, 'manifest.json'));
	const options = { sourceDir: copy, warningsAsErrors: true, boring: true, noInput: true };
	const { summary } = await webExt.cmd.lint(options, { shouldExitProgram: false });
	process.exitCode = summary.errors + summary.warnings > 0 ? 1 : 0;
} finally {
	rmSync(copy, { recursive: true, force: true });
}

function asFirefoxHasIt(path) {
	const { minimum_chrome_version: _, ...manifest } = JSON.parse(readFileSync(path, 'utf8'));
	const { browser_specific_settings } = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8'));
	const background = { scripts: [manifest.background.service_worker] };
	const permissions = manifest.permissions.filter((permission) => permission !== 'offscreen');
	writeFileSync(path, JSON.stringify({ ...manifest, browser_specific_settings, background, permissions }));
}
