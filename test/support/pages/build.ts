/** Builds the scripts of the test pages, and what renders them on a server, from the sources in this folder. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { compile } from 'svelte/compiler';
import { root } from '../root.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import type { Framework, Render } from './contacts.ts';

const FOLDER = join(root, 'test', 'support', 'pages');

/** The script of a page as one text, from its source in this folder: `react.ts`. In the framework's development mode. */
export async function buildScript(source: string): Promise<string> {
	return await bundled(source, { format: 'iife', plugins: [svelte('client')], conditions: ['browser'] });
}

/** What a server of each framework renders. */
export async function buildServer(): Promise<Readonly<Record<Framework, Render>>> {
	const code = await bundled('server.ts', { format: 'cjs', platform: 'node', plugins: [svelte('server')] });
	const folder = temporaryFolder('pages');
	const path = join(folder.path, 'server.cjs');
	writeFileSync(path, code);
	const { renders } = createRequire(path)(path) as { readonly renders: Readonly<Record<Framework, Render>> };
	folder.remove();
	return renders;
}

async function bundled(source: string, options: BuildOptions): Promise<string> {
	const { outputFiles } = await build({
		entryPoints: [join(FOLDER, source)],
		bundle: true,
		write: false,
		define: {
			'process.env.NODE_ENV': '"development"',
			__VUE_OPTIONS_API__: 'false',
			__VUE_PROD_DEVTOOLS__: 'false',
			__VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true',
		},
		logLevel: 'warning',
		...options,
	});
	return outputFiles?.[0]?.text ?? '';
}

function svelte(generate: 'client' | 'server'): Plugin {
	return {
		name: 'svelte',
		setup({ onLoad }) {
			onLoad({ filter: /\.svelte$/ }, ({ path: filename }) => ({
				contents: compile(readFileSync(filename, 'utf8'), { generate, dev: true, filename }).js.code,
				resolveDir: FOLDER,
			}));
		},
	};
}
