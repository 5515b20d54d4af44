/** What our script does for each key that is typed in an editor on a large page. */
import type { Page } from 'puppeteer-core';
import type { BrowserKind } from '../support/person.ts';
import { type Context, NAMES } from './context.ts';
import { plainPage } from './pages.ts';
import { recorder, type Stretch, stretches, sumOf, untilAtRest } from './recorder.ts';
import type { Row } from './row.ts';
import { bundled, startVariant } from './variant.ts';

/** With a number in it, so that there is something to find. */
const TEXT = 'Please call +49 30 23125001 or come to room 12. '.repeat(3);
const MOST = 0.1;

const EDITORS = [
	{ name: 'a text field', at: 'textarea', html: '<textarea rows="4" cols="60"></textarea>' },
	{ name: 'an editable element', at: '[contenteditable]', html: '<div contenteditable="true"><p>Dear </p></div>' },
	{ name: 'CodeMirror', at: '.cm-content', html: '<div id="codemirror"></div>' },
] as const;

export async function typing(context: Context, kind: BrowserKind): Promise<Row[]> {
	const person = await startVariant(kind, 'typing', context, (built) => recorder() + built);
	try {
		const { web } = context.servers;
		web.put('/code-editor.js', await bundled('code-editor.ts'), 'text/javascript');
		const script = '<script src="/code-editor.js"></script>';
		const editors = EDITORS.map(({ html }) => html).join('');
		const url = web.put('/typing', plainPage(1_000_000).replace('<body>', `<body>${editors}${script}`));
		const page = await person.openPage(url);
		await untilAtRest(page);
		const rows: Row[] = [];
		for (const { name, at } of EDITORS) rows.push(row(kind, name, await workOf(page, at)));
		return rows;
	} finally {
		await person.close();
	}
}

function row(kind: BrowserKind, name: string, work: readonly Stretch[]): Row {
	const perKey = (part: readonly Stretch[]) => sumOf(part) / TEXT.length;
	const kinds = [...new Set(work.map(({ by }) => by))];
	const parts = kinds.map((by) => `${by} ${perKey(work.filter((one) => one.by === by)).toFixed(3)}`);
	return {
		what: `a key typed in ${name}`,
		browser: NAMES[kind],
		absolute: { value: perKey(work), unit: 'ms' },
		target: { most: MOST, of: 'absolute' },
		note:
			`all that our script does until it is at rest again, for each of ${TEXT.length} keys, on a page of 1 MB; by what ` +
			`began it: ${parts.join(', ')} ms`,
	};
}

/** What our script does for the text. */
async function workOf(page: Page, editor: string): Promise<Stretch[]> {
	await page.focus(editor);
	const before = (await stretches(page)).length;
	await page.keyboard.type(TEXT);
	await untilAtRest(page);
	const typed = await page.$eval(editor, (field) => (field as HTMLTextAreaElement).value ?? field.textContent);
	if (!typed.includes(TEXT.trim())) throw new Error(`typed in ${editor} is: ${typed}`);
	return (await stretches(page)).slice(before);
}
