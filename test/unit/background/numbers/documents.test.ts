import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { find } from '../../../numbers/find.ts';

/** Left out: the package that is about numbers. */
const ABOUT_NUMBERS = 'libphonenumber-js';

/** What is written about software: ours, and that of the packages we use. */
function documents(): string[] {
	const packages = readdirSync('node_modules').filter((name) => name !== ABOUT_NUMBERS && !name.startsWith('.'));
	const folders = ['.', ...packages.map((name) => join('node_modules', name))].filter((path) =>
		lstatSync(path).isDirectory(),
	);
	return folders.flatMap((folder) =>
		readdirSync(folder)
			.filter((name) => /\.md$/i.test(name))
			.map((name) => join(folder, name)),
	);
}

test('texts about software have next to no numbers, wherever one reads them', () => {
	const lines = documents().flatMap((file) => readFileSync(file, 'utf8').split('\n'));
	const megabytes = lines.join('\n').length / 1e6;
	expect(megabytes).toBeGreaterThan(1);
	for (const country of ['US', 'DE', 'FR', 'GB', 'IN']) {
		const marked = lines.flatMap((line) => find(line, country).map(({ raw }) => raw));
		expect(marked.length / megabytes, `${country}: ${marked.join(' | ')}`).toBeLessThanOrEqual(1);
	}
});
