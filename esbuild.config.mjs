/** Builds one folder per browser from the one source and the one manifest: dist/chromium and dist/firefox. */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

const otherViews = ['call', 'conversation', 'options', 'welcome'];
const views = ['popup', ...otherViews];
const manifest = JSON.parse(await readFile('manifest.json', 'utf8'));

/** What differs between the browsers, and nowhere else: the entry of the background, and keys the other one warns about. */
const browsers = {
	chromium: {
		entries: { worker: 'src/background/worker.ts', offscreen: 'src/offscreen/offscreen.ts' },
		pages: ['src/offscreen/offscreen.html'],
		manifest({ browser_specific_settings: _, background, ...rest }) {
			return { ...rest, background: { service_worker: background.service_worker } };
		},
	},
	firefox: {
		entries: { background: 'src/background/background.ts' },
		pages: [],
		manifest({ minimum_chrome_version: _, background, permissions, ...rest }) {
			return {
				...rest,
				background: { scripts: background.scripts },
				permissions: permissions.filter((permission) => permission !== 'offscreen'),
			};
		},
	},
};

/**
 * Text is only ever text: preact's one way to set markup (`dangerouslySetInnerHTML`) is taken out. Where a new preact
 * does it another way the build fails, and somebody looks.
 */
const withoutMarkup = {
	name: 'without-markup',
	setup({ onLoad }) {
		onLoad({ filter: /[\\/]preact[\\/]dist[\\/]preact\.mjs$/ }, async ({ path }) => {
			const source = await readFile(path, 'utf8');
			const contents = source
				.replaceAll(/"dangerouslySetInnerHTML"==\w\?\w=\w:/g, '')
				.replace(/\w\?\(\w\|\|\w&&\([^()]+\)\|\|\(\w\.innerHTML=\w\.__html\),\w\.__k=\[\]\):\(/, '(');
			if (/innerHTML/i.test(contents)) throw new Error('preact sets markup in a way unknown here');
			return { contents, loader: 'js' };
		});
	},
};

/**
 * JsSIP logs by `debug`, which writes every message of the wire to the console for whoever sets `localStorage.debug`. There
 * is nobody here who should, so there is nothing that could.
 */
const withoutWireLog = {
	name: 'without-wire-log',
	setup({ onLoad }) {
		const contents = 'const debug = () => () => {}; module.exports = debug; debug.default = debug;';
		onLoad({ filter: /[\\/]debug[\\/]src[\\/]browser\.js$/ }, () => ({ contents, loader: 'js' }));
	},
};

/** The numbering plans are data, as large as all our own code: a file beside the session document's script, read before it. */
const PLANS = { file: 'numbering-plans.js', global: 'twinlineNumberingPlans' };
const withPlansBeside = {
	name: 'with-plans-beside',
	setup({ onLoad }) {
		const contents = `export default globalThis.${PLANS.global}`;
		onLoad({ filter: /[\\/]metadata\.max\.json\.js$/ }, () => ({ contents, loader: 'js' }));
	},
};

await Promise.all(Object.entries(browsers).map(([name, browser]) => buildFor(`dist/${name}`, browser)));

async function buildFor(folder, browser) {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const options = {
		outdir: folder,
		bundle: true,
		target: ['chrome123', 'firefox142'],
		minify: true,
		// Both know them; esbuild takes each new version of Unicode for a new feature.
		supported: { 'regexp-unicode-property-escapes': true },
		legalComments: 'none',
		metafile: true,
		jsx: 'automatic',
		jsxImportSource: 'preact',
		define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
		logLevel: 'warning',
		plugins: [withoutMarkup, withoutWireLog, withPlansBeside],
	};
	const viewEntries = Object.fromEntries(otherViews.map((view) => [view, `src/${view}/${view}.tsx`]));
	const { metafile } = await build({
		...options,
		entryPoints: {
			...browser.entries,
			...viewEntries,
			content: 'src/content/content.ts',
			marks: 'src/content/marks.ts',
			'content-internal': 'src/content/internal.ts',
			'content-anyway': 'src/content/anyway.ts',
		},
		format: 'iife',
	});
	const popup = await buildPopup(options);
	const pages = [...browser.pages, ...views.map((view) => `src/${view}/${view}.html`)];
	await Promise.all(pages.map((page) => cp(page, `${folder}/${page.split('/').pop()}`)));
	const plans = await readFile('node_modules/libphonenumber-js/metadata.max.json', 'utf8');
	await writeFile(`${folder}/${PLANS.file}`, `globalThis.${PLANS.global}=${plans.trim()}\n`);
	await cp('_locales', `${folder}/_locales`, { recursive: true });
	await cp('icons', `${folder}/icons`, { recursive: true });
	await cp('LICENSE', `${folder}/LICENSE`);
	await writeFile(
		`${folder}/third-party-licenses.txt`,
		await licences({ inputs: { ...metafile.inputs, ...popup.inputs } }),
	);
	await writeFile(`${folder}/manifest.json`, `${JSON.stringify(browser.manifest(manifest), null, '\t')}\n`);
}

/**
 * The popup in two scripts: what is on the screen first, and popup-more.tsx, which it loads then. What both need is in the first
 * one; esbuild would put it into a third, to be waited for.
 */
async function buildPopup(options) {
	const { metafile, outputFiles } = await build({
		...options,
		entryPoints: { popup: 'src/popup/popup.tsx', 'popup-more': 'src/popup/popup-more.tsx' },
		format: 'esm',
		splitting: true,
		chunkNames: 'popup-[name]',
		write: false,
	});
	const contentOf = (name) => outputFiles.find(({ path }) => path.endsWith(`/${name}`)).text;
	if (!/^import"\.\/popup-chunk\.js";\s*$/.test(contentOf('popup.js')))
		throw new Error('not all of popup.tsx is shared');
	const more = contentOf('popup-more.js').replaceAll('"./popup-chunk.js"', '"./popup.js"');
	// Who reads the package wants to see what is loaded.
	const [first, ...others] = contentOf('popup-chunk.js').split(/\bimport\(\w+\)/);
	if (others.length !== 1) throw new Error('popup.tsx loads more than one script');
	await writeFile(`${options.outdir}/popup.js`, `${first}import("./popup-more.js")${others[0]}`);
	await writeFile(`${options.outdir}/popup-more.js`, more);
	await writeFile(`${options.outdir}/popup.css`, contentOf('popup.css'));
	return metafile;
}

/** The licence of every package that is in the bundles, as each asks for. A package without one stops the build. */
async function licences({ inputs }) {
	const folders = Object.keys(inputs).map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
	const texts = [...new Set(folders.filter(Boolean))].sort().map(async (folder) => {
		const file = (await readdir(folder)).find((name) => /^(licen[cs]e|copying)/i.test(name));
		const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
		if (!file && !license) throw new Error(`${name} has no licence`);
		return `${name} ${version} (${license})\n\n${file ? await readFile(`${folder}/${file}`, 'utf8') : ''}`;
	});
	return (await Promise.all(texts)).join(`\n${'-'.repeat(80)}\n`);
}
