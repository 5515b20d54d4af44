/** The built extension with something else in the pages, in a folder of its own. */
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { openApp } from '../support/app.ts';
import { inChrome } from '../support/firefox-remote.ts';
import { type BrowserKind, type Person, startPerson } from '../support/person.ts';
import { root } from '../support/root.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { Context } from './context.ts';

/** Starts a browser whose extension has this script in all pages, made of the built one. */
export async function startVariant(
	kind: BrowserKind,
	name: string,
	{ servers }: Context,
	scriptOf: (built: string) => string,
): Promise<Person> {
	const folder = temporaryFolder(`bench-${name}`);
	const built = join(root, 'dist', kind);
	if (!existsSync(built)) throw new Error(`no extension in ${built}: npm run build`);
	cpSync(built, folder.path, { recursive: true });
	const script = join(folder.path, 'content.js');
	writeFileSync(script, scriptOf(readFileSync(script, 'utf8')));
	const person = await startPerson({ kind, name: `bench-${name}`, servers, extension: folder.path });
	if (kind === 'firefox') await inChrome(person.browser, EXACT_CLOCK);
	await (await openApp(person)).allowAllSites();
	return {
		...person,
		get browser() {
			return person.browser;
		},
		async close() {
			await person.close();
			folder.remove();
		},
	};
}

/** Firefox tells pages the time in whole milliseconds, as long as it is not asked for more. */
const EXACT_CLOCK = "Services.prefs.setBoolPref('privacy.reduceTimerPrecision', false); ''";

/** A program of this folder, with all that it needs, as one script. */
export async function bundled(file: string): Promise<string> {
	const { outputFiles } = await build({
		entryPoints: [join(root, 'test', 'bench', file)],
		bundle: true,
		minify: true,
		format: 'iife',
		write: false,
		legalComments: 'none',
	});
	return outputFiles.map(({ text }) => text).join('');
}
