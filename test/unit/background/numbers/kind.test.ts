import { expect, test } from 'vitest';
import { countryOfNumber, cueFor, kindOf } from '../../../../src/background/numbers/kind.ts';

test.each([
	['+491712345678', 'mobile', 'DE'],
	['+49301234567', 'fixed', 'DE'],
	['+498001234567', 'toll-free', 'DE'],
	['+499001123456', 'premium', 'DE'],
	['+4918012345', 'shared-cost', 'DE'],
	['+445612345678', 'voip', 'GB'],
	['+447012345678', 'personal', 'GB'],
	['+12015550123', '', 'US'],
	['+80012345678', 'toll-free', ''],
	['+1', '', ''],
	['1001', '', ''],
])('%s is %j of %j', (number, kind, country) => {
	expect(kindOf(number)).toBe(kind);
	expect(countryOfNumber(number)).toBe(country);
});

test.each([
	['+491712345678', 'DE', null],
	['+491712345678', 'AT', 'foreign'],
	['+491712345678', '', null],
	['+499001123456', 'DE', 'premium'],
	['+499001123456', '', 'premium'],
	['+4918012345', 'DE', 'premium'],
	['+12015550123', 'CA', 'foreign'],
	['+18005550123', 'CA', null],
	['+80012345678', 'DE', null],
	['+881612345678', 'DE', 'foreign'],
])('%s from %j: %s', (number, home, cue) => expect(cueFor(number, home)).toBe(cue));
