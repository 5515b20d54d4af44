import { describe, expect, test } from 'vitest';
import { formatNumber, numberOf, toDial } from '../../../../src/background/numbers/format.ts';

describe('toDial', () => {
	test.each([
		['+39 045 800 0000', 'US', '+390458000000'],
		['+44 (0)20 7946 0000', '', '+442079460000'],
		['045 800 0000', 'IT', '+390458000000'],
		['045 800 0000', '', '0458000000'],
		['045 800 0000', 'US', '0458000000'],
		['0039 045 800 0000', 'IT', '00390458000000'],
		['1001', 'IT', '1001'],
		['112', 'DE', '112'],
		['*43', 'IT', '*43'],
		['\uff11\uff10\uff10\uff11', 'IT', '1001'],
		['#31#0458000000', 'IT', '#31#0458000000'],
		['+39 045', 'IT', '+39045'],
		['(+39) 045', 'IT', '+39045'],
		['2345678', 'DE', '2345678'],
		['01 5808', 'AT', '015808'],
	])('%s in %j: %s', (text, country, dialled) => expect(toDial(text, country)).toBe(dialled));
});

describe('formatNumber', () => {
	test.each([
		['+390458000000', 'IT', '045 800 0000'],
		['+390458000000', 'DE', '+39 045 800 0000'],
		['+390458000000', '', '+39 045 800 0000'],
		['+12015550123', 'US', '(201) 555-0123'],
		['+80012345678', 'US', '+800 1234 5678'],
		['1001', 'IT', '1001'],
		['+39045', 'IT', '+39045'],
		['not a number', 'IT', 'not a number'],
	])('%s for %j: %s', (number, country, shown) => expect(formatNumber(number, country)).toBe(shown));
});

describe('numberOf', () => {
	test.each([
		['tel:+390458000000', 'IT', '045 800 0000'],
		['tel:+390458000000;ext=12', 'IT', '045 800 0000 x12'],
		['tel:+493023125001', 'IT', '+49 30 23125001'],
		['sip:+493023125001@example.test', 'DE', '030 23125001'],
		['sip:alice@example.test', 'DE', undefined],
		['tel:1001', 'DE', undefined],
	])('%s read in %s: %s', (uri, country, shown) => expect(numberOf(uri, country)).toBe(shown));
});
