/** What a page and a browser have to load: the built scripts, compressed. The limits are those of package.json. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../support/root.ts';
import type { Row } from './row.ts';

interface Limit {
	readonly name: string;
	readonly path: string;
	/** As in "5 kB". */
	readonly limit: string;
}

export async function sizes(): Promise<Row[]> {
	const { 'size-limit': limits } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		'size-limit': readonly Limit[];
	};
	return limits.map(({ name, path, limit }) => {
		const script = readFileSync(join(root, path));
		return {
			what: `size of ${name}, gz`,
			browser: '',
			absolute: { value: gzipSync(script, { level: 9 }).length / 1000, unit: 'kB' },
			target: { most: Number.parseFloat(limit), of: 'absolute' },
			note: `${path}, ${Math.round(script.length / 1000)} kB before compression`,
		};
	});
}
