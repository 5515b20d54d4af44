import { expect, test } from 'vitest';
import type { Line } from '../../numbers/lines.ts';
import { score } from '../../numbers/score.ts';
import { tableOf } from '../../numbers/table.ts';

const LINES: Line[] = [
	{ text: 'Tel. 045 800 0000', region: 'IT', numbers: [{ raw: '045 800 0000', e164: '+390458000000' }] },
	{
		text: '+39 045 800 0000 x12',
		region: 'IT',
		numbers: [{ raw: '+39 045 800 0000 x12', e164: '+390458000000', ext: '12' }],
	},
	{ text: '+39 045 800 0000 x12', region: 'IT', numbers: [{ raw: '+39 045 800 0000', e164: '+390458000000' }] },
	{ text: '+39 045 800 0000', region: 'DE', numbers: [{ raw: '+39 045 800 0000', e164: '+390458000001' }] },
	{ text: '12.04.2017', region: 'DE', numbers: [] },
	{ text: '030 1234567', region: 'DE', numbers: [] },
	{ text: '030 1234567', region: 'DE', strict: [{ raw: '030 1234567', e164: '+49301234567' }] },
];

async function* stream() {
	yield* LINES;
}

test('only what is found exactly counts, and another number is wrong', async () => {
	const missed: Line[] = [];
	const tallies = await score(stream(), (line) => missed.push(line));
	expect(Object.fromEntries(tallies)).toEqual({
		IT: {
			national: { are: 1, of: 1 },
			international: { are: 1, of: 2 },
			negatives: { are: 0, of: 0 },
			reference: { are: 0, of: 0 },
			wrong: 0,
		},
		DE: {
			national: { are: 0, of: 0 },
			international: { are: 0, of: 1 },
			negatives: { are: 1, of: 2 },
			reference: { are: 1, of: 1 },
			wrong: 2,
		},
	});
	expect(missed).toEqual([LINES[2], LINES[3], LINES[5]]);
});

test('the table has a line for each country, and one for all', async () => {
	const [head, ...rows] = tableOf(await score(stream(), () => {})).split('\n');
	expect(head).toMatch(/^ +national +international +wrong +negatives marked +as the reference$/);
	expect(rows).toHaveLength(3);
	expect(rows[0]).toMatch(/^IT +100\.0 % \(1\/1\) +50\.0 % \(1\/2\) +0 +– +–$/);
	expect(rows[2]).toMatch(/^all +100\.0 % \(1\/1\) +33\.3 % \(1\/3\) +2 +50\.0 % \(1\/2\) +100\.0 % \(1\/1\)$/);
});
