/** Which of the built scripts the library of the world's numbering plans is in. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import metadata from 'libphonenumber-js/metadata.max.json';
import { root } from '../support/root.ts';
import { type Context, NAMES } from './context.ts';
import type { Row } from './row.ts';

/** The plans' own file, which is loaded beside the session document's script and nowhere else. */
const PLANS = 'numbering-plans.js';

export async function library(_: Context, kind: keyof typeof NAMES): Promise<Row[]> {
	const folder = join(root, 'dist', kind);
	const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
	const having = scripts.filter((name) => hasPlans(readFileSync(join(folder, name), 'utf8')));
	if (!having.includes(PLANS)) throw new Error(`the plans are not in ${PLANS}`);
	return [
		{
			what: 'scripts with libphonenumber-js, but the background',
			browser: NAMES[kind],
			absolute: { value: having.length - 1, unit: 'scripts' },
			target: { most: 0, of: 'absolute' },
			note: `it is in ${having.join(', ')}, of ${scripts.length} scripts`,
		},
	];
}

/** A pattern of the German plan that is nowhere else. */
const PATTERN = String(metadata.countries.DE?.[2]);

function hasPlans(script: string): boolean {
	return script.includes(PATTERN) || script.includes(JSON.stringify(PATTERN).slice(1, -1));
}
