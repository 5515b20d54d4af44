import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** `PROTOCOLS.md` against the code, in both directions. */
const rows = readFileSync('PROTOCOLS.md', 'utf8')
	.split('\n')
	.filter((line) => /^\| (RFC|XEP|C\d|–)/.test(line))
	.map((line) => line.split('|').map((cell) => cell.trim()))
	.map((cells) => ({ id: cells[1] ?? '', file: /`([^`]+)`/.exec(cells.at(-2) ?? '')?.[1] ?? '' }));

const numbered = (readdirSync('src', { recursive: true }) as string[])
	.map((path) => `src/${path}`)
	.filter((path) => /\/(xep|rfc)-\d{4}-[^/]+\.ts$/.test(path));

describe('what the page says', () => {
	test('there is something on it', () => expect(rows.length).toBeGreaterThan(30));

	test.each(rows)('$id is in $file', ({ id, file }) => {
		expect(existsSync(file), file).toBe(true);
		if (/^(RFC|XEP)/.test(id) && /\/(xep|rfc)-\d{4}-/.test(file)) {
			const source = readFileSync(file, 'utf8');
			expect(source).toContain(id);
		}
	});
});

describe('what the code does', () => {
	test.each(numbered)('%s is on the page under its number', (file) => {
		const [, kind = '', number = ''] = /\/(xep|rfc)-(\d{4})-/.exec(file) ?? [];
		const id = kind === 'xep' ? `XEP-${number}` : `RFC ${number}`;
		expect(rows).toContainEqual({ id, file });
	});

	test.each(numbered)('%s has a test of its own', (file) => {
		const mirror = file.replace(/^src/, 'test/unit').replace(/\.ts$/, '.test.ts');
		expect(existsSync(mirror), mirror).toBe(true);
	});
});
