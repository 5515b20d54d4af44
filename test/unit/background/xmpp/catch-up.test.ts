import { describe, expect, test } from 'vitest';
import type { Archive } from '../../../../src/background/xmpp/archive.ts';
import { catchUp, readSeen, seenWith } from '../../../../src/background/xmpp/catch-up.ts';
import { AppError } from '../../../../src/shared/errors.ts';
import { parsed, ROMEO } from './attached.ts';

const HOUR = 3_600_000;
const IN = '<message from="juliet@capulet.lit/x" to="romeo@montague.lit" id="in"/>';

function archiveOf(pages: Record<string, readonly string[] | AppError>, isThere = true) {
	const asked: string[] = [];
	const archive: Pick<Archive, 'isThere' | 'read'> = {
		isThere: async () => isThere,
		async *read(query) {
			const key = JSON.stringify(query);
			asked.push(key);
			const page = pages[key] ?? [];
			if (page instanceof AppError) throw page;
			yield page.map((text) => ({ id: 'x', message: parsed(text) }));
		},
	};
	return { archive, asked };
}

async function caughtUp(archive: Pick<Archive, 'isThere' | 'read'>, id: string): Promise<string[]> {
	const taken: string[] = [];
	await catchUp(archive, { id, at: 5 * HOUR }, ROMEO, async ({ attrs }) => void taken.push(attrs.id));
	return taken;
}

describe('catchUp', () => {
	test('takes what came for us after the last that was seen', async () => {
		const mine = '<message from="romeo@montague.lit/x" to="juliet@capulet.lit" id="out"/>';
		const other = '<message from="juliet@capulet.lit/x" to="nurse@capulet.lit" id="other"/>';
		const note = '<message from="romeo@montague.lit/x" to="romeo@montague.lit" id="note"/>';
		const { archive, asked } = archiveOf({ '{"after":"a1"}': [mine, IN, other, note, '<message id="none"/>'] });
		expect(await caughtUp(archive, 'a1')).toEqual(['in']);
		expect(asked).toHaveLength(1);
	});

	test('or since we last had a stream, where nothing was seen or the archive has forgotten it', async () => {
		const since = { [`{"start":${4 * HOUR}}`]: [IN] };
		expect(await caughtUp(archiveOf(since).archive, '')).toEqual(['in']);
		const forgetful = archiveOf({ ...since, '{"after":"a1"}': new AppError('refused') });
		expect(await caughtUp(forgetful.archive, 'a1')).toEqual(['in']);
		expect(forgetful.asked).toHaveLength(2);
	});

	test('nothing where there is no archive, or one that refuses', async () => {
		const none = archiveOf({}, false);
		expect(await caughtUp(none.archive, 'a1')).toEqual([]);
		expect(none.asked).toEqual([]);
		const refused = new AppError('refused');
		expect(await caughtUp(archiveOf({ [`{"start":${4 * HOUR}}`]: refused }).archive, '')).toEqual([]);
	});

	test('a broken connection and a full disk are told', async () => {
		const broken = archiveOf({ '{"after":"a1"}': new AppError('not-connected') }).archive;
		await expect(caughtUp(broken, 'a1')).rejects.toMatchObject({ code: 'not-connected' });
		const { archive } = archiveOf({ '{"after":"a1"}': [IN] });
		const full = () => Promise.reject(new Error('full'));
		await expect(catchUp(archive, { id: 'a1', at: 0 }, ROMEO, full)).rejects.toThrow('full');
	});
});

test('what is seen is the archive id of the last message, and the time', () => {
	const archived = parsed(
		IN.replace('/>', '><stanza-id xmlns="urn:xmpp:sid:0" by="romeo@montague.lit" id="a1"/></message>'),
	);
	const first = seenWith(null, parsed('<presence/>'), ROMEO, 1);
	expect(first).toEqual({ id: '', at: 1 });
	expect(seenWith(first, archived, ROMEO, 2)).toEqual({ id: 'a1', at: 2 });
	expect(seenWith({ id: 'a1', at: 2 }, parsed(IN), ROMEO, 3)).toEqual({ id: 'a1', at: 3 });
});

test.each([null, undefined, 1, {}, { id: 1, at: 1 }, { id: 'a' }])('%j is nothing that was seen', (stored) => {
	expect(readSeen(stored)).toBeNull();
	expect(readSeen({ id: 'a', at: 1 })).toEqual({ id: 'a', at: 1 });
});
