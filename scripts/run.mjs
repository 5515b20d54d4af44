/**
 * Runs a TypeScript program of this repository: `node scripts/run.mjs FILE.ts [arguments]`.
 * Node 20 does not read types: esbuild bundles our own files (packages stay packages) into node_modules/.cache first.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const [file, ...args] = process.argv.slice(2);
if (file === undefined) {
	console.error('usage: node scripts/run.mjs FILE.ts [arguments]');
	process.exit(2);
}
// One file a run: two runs at once must not meet.
const outfile = join(root, 'node_modules', '.cache', 'twinline', `${process.pid}.mjs`);
await build({
	entryPoints: [resolve(file)],
	outfile,
	bundle: true,
	packages: 'external',
	platform: 'node',
	format: 'esm',
	target: 'node20',
	jsx: 'automatic',
	jsxImportSource: 'preact',
	sourcemap: 'inline',
	logLevel: 'warning',
});
const child = spawn(process.execPath, ['--enable-source-maps', outfile, ...args], { stdio: 'inherit' });
// Ctrl-C reaches the child by itself (same terminal); it may take its time to clean up.
process.on('SIGINT', () => undefined);
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
	rmSync(outfile, { force: true });
	process.exit(code ?? 1);
});
