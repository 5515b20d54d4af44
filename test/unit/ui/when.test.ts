import { beforeEach, describe, expect, test, vi } from 'vitest';
import { countdown, dayName, sameDay, shortTime, talkTime } from '../../../src/ui/when.ts';
import { fakeExtension } from '../../support/views/fake-window.ts';

const noon = new Date(2026, 2, 12, 12, 0).getTime();
const at = (day: number, hour: number, minute: number) => new Date(2026, 2, day, hour, minute).getTime();

beforeEach(() => {
	fakeExtension();
	vi.stubGlobal('navigator', { language: 'en-GB' });
});

test.each([
	[0, '0:00'],
	[42_900, '0:42'],
	[725_000, '12:05'],
	[3_723_000, '1:02:03'],
	[-5000, '0:00'],
])('%d ms of talk', (span, shown) => {
	expect(talkTime(span)).toBe(shown);
});

test.each([
	[11_100, '12 s'],
	[-1, '0 s'],
	[240_000, '4 min'],
])('%d ms to come', (span, shown) => {
	expect(countdown(span)).toBe(shown);
});

describe('a time in the past', () => {
	test.each([
		[at(12, 9, 5), /^0?9:05$/],
		[at(11, 23, 59), /^yesterday 23:59$/],
		[at(9, 8, 0), /^Mon,? 0?8:00$/],
		[at(2, 8, 0), /^2 Mar 2026$/],
	])('%d', (then, shown) => {
		expect(shortTime(then, noon)).toMatch(shown);
	});
});

test('days are those of the calendar, not 24 hours', () => {
	expect(dayName(at(12, 0, 1), noon)).toBe('today');
	expect(dayName(at(11, 23, 59), at(12, 0, 1))).toBe('yesterday');
	expect(dayName(at(1, 0, 0), noon)).toMatch(/^Sunday,? 1 March 2026$/);
	expect(sameDay(at(12, 0, 0), at(12, 23, 59))).toBe(true);
	expect(sameDay(at(11, 23, 59), at(12, 0, 0))).toBe(false);
});
