import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import messages from '../../../_locales/en/messages.json' with { type: 'json' };
import { NUMBER_KINDS } from '../../../src/shared/description.ts';
import { ERROR_CODES, REASONS } from '../../../src/shared/errors.ts';
import { END_REASONS } from '../../../src/shared/state.ts';
import { keyPart } from '../../../src/ui/text.ts';

const keys = Object.keys(messages);

describe('every code has its words', () => {
	test.each([
		['error', [...ERROR_CODES, ...REASONS]],
		['brief', REASONS],
		['ended', END_REASONS],
		['outcome', END_REASONS],
		['kind', NUMBER_KINDS],
	] as const)('%s_…', (family, codes) => {
		expect(keys.filter((key) => key.startsWith(`${family}_`)).sort()).toEqual(
			codes.map((code) => `${family}_${keyPart(code)}`).sort(),
		);
	});

	test('and no two codes of a family say the same', () => {
		for (const family of ['error', 'reason', 'ended']) {
			const sentences = Object.entries(messages)
				.filter(([key]) => key.startsWith(`${family}_`))
				.map(([, { message }]) => message);
			expect(new Set(sentences).size).toBe(sentences.length);
		}
	});
});

test('every key is used somewhere, and every key that is used is there', async () => {
	const source = await sources();
	const literals = new Set(
		[...source.matchAll(/['"`](?:__MSG_)?([a-z][a-z\d_]*?)(?:__)?['"`]/g)].map(([, word]) => word),
	);
	const families = [...source.matchAll(/`([a-z]+_)\$\{/g)].map(([, family]) => family ?? '');
	const unused = keys.filter((key) => !literals.has(key) && !families.some((family) => key.startsWith(family)));
	expect(unused).toEqual([]);
	const asked = [...source.matchAll(/(?:\btext|getMessage)\(\s*'([^']+)'/g), ...source.matchAll(/__MSG_(\w+?)__/g)];
	expect(asked.map(([, key]) => key).filter((key) => !keys.includes(key ?? ''))).toEqual([]);
});

test('names are such as both browsers take, and sorted', () => {
	for (const key of keys) expect(key).toMatch(/^[a-z][a-z\d_]*$/);
	expect(keys).toEqual([...keys].sort());
});

test('substitutions are counted from $1 without a gap', () => {
	for (const [key, { message }] of Object.entries(messages)) {
		const used = [...new Set([...message.matchAll(/\$(\d)/g)].map(([, index]) => Number(index)))].sort();
		expect([key, used]).toEqual([key, used.map((_, index) => index + 1)]);
	}
});

async function sources(): Promise<string> {
	const files = (await readdir('src', { recursive: true })).filter((file) => /\.tsx?$/.test(file));
	const texts = await Promise.all(
		[...files.map((file) => `src/${file}`), 'manifest.json'].map((file) => readFile(file, 'utf8')),
	);
	return texts.join('\n');
}
