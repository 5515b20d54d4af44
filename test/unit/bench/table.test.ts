import { expect, test } from 'vitest';
import { isMet, median, type Row } from '../../bench/row.ts';
import { table, verdict } from '../../bench/table.ts';

const slow: Row = {
	what: 'click to INVITE',
	browser: 'Chromium',
	ratio: { value: 0.00812, of: 'plain JsSIP' },
	absolute: { value: 383.4, unit: 'ms' },
	target: { most: 200, of: 'absolute' },
	note: 'median of 5',
};
const small: Row = {
	what: 'size of popup',
	browser: '',
	absolute: { value: 20, unit: 'kB' },
	target: { most: 20, of: 'absolute' },
	note: 'popup.js',
};
const many: Row = {
	what: '10,000 contacts',
	browser: 'Firefox',
	ratio: { value: 1.21, of: '100 contacts' },
	target: { most: 1.2, of: 'ratio' },
	note: '',
};
const few: Row = {
	what: 'frames',
	browser: 'Firefox',
	ratio: { value: 0.93, of: 'without' },
	target: { least: 0.95, of: 'ratio' },
	note: '',
};
const untargeted: Row = { what: 'sign-in', browser: 'Firefox', ratio: { value: 12.34, of: 'the floor' }, note: '' };

test('a target is the most or the least that the value may be, and belongs to the ratio or to the absolute value', () => {
	expect([slow, small, many, untargeted].map(isMet)).toEqual([false, true, false, null]);
	expect(isMet(few)).toBe(false);
	expect(isMet({ ...few, ratio: { value: 0.95, of: 'without' } })).toBe(true);
	expect(isMet({ ...many, absolute: { value: 1, unit: 'ms' } })).toBe(false);
	expect(isMet({ ...slow, target: { most: 200, of: 'ratio' } })).toBe(true);
	expect(isMet({ ...untargeted, target: { most: 200, of: 'absolute' } })).toBe(false);
});

test('the table says of each row what was measured, what it should be, and whether it is', () => {
	const [, rule, ...lines] = table([slow, small, many, few, untargeted]).split('\n');
	expect(rule).toMatch(/^(\|-+){7}\|$/);
	const cells = lines.map((line) =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim()),
	);
	expect(cells).toEqual([
		['click to INVITE', 'Chromium', '0.0081 × plain JsSIP', '383 ms', '≤ 200 ms', 'NO', 'median of 5'],
		['size of popup', 'all', '–', '20 kB', '≤ 20 kB', 'yes', 'popup.js'],
		['10,000 contacts', 'Firefox', '1.21 × 100 contacts', '–', '≤ 1.2 ×', 'NO', ''],
		['frames', 'Firefox', '0.93 × without', '–', '≥ 0.95 ×', 'NO', ''],
		['sign-in', 'Firefox', '12 × the floor', '–', '–', '–', ''],
	]);
});

test('what is missed is named', () => {
	expect(verdict([slow, small, many, untargeted])).toBe(
		'MISSED 2 of 3 targets: click to INVITE (Chromium); 10,000 contacts (Firefox).',
	);
	expect(verdict([small])).toBe('All 1 targets are met.');
	expect(verdict([untargeted])).toBe('There are no targets for what was measured.');
});

test('the median is the middle, or what is between the two', () => {
	expect(median([9, 1, 5])).toBe(5);
	expect(median([4, 1, 2, 100])).toBe(3);
	expect(() => median([])).toThrow('no samples');
});
