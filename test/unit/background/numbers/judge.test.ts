import fc from 'fast-check';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, test } from 'vitest';
import { countryOf } from '../../../../src/background/numbers/country.ts';
import { formatNumber, judge, numberOf, toDial } from '../../../../src/background/numbers/judge.ts';

const one = (text: string, country = '') => judge([text], country)[0] ?? null;

describe('judge, international form', () => {
	test.each([
		['+39 045 800 0000', '+390458000000'],
		['+390458000000', '+390458000000'],
		['+39 (0)45 800 0000', '+390458000000'],
		['+44 (0)20 7946 0000', '+442079460000'],
		['+44(0)2079460000', '+442079460000'],
		['(+1) 201-555-0123', '+12015550123'],
		['+1) 201-555-0123', '+12015550123'],
		['+1.201.555.0123', '+12015550123'],
		['+49 030 1234567', '+49301234567'],
		['+49 30 / 123456-0', '+49301234560'],
		['+49 30 12 34 56 7', '+49301234567'],
		['+49\u00a030\u00a01234\u2011567', '+49301234567'],
		['+36 (06) 1 234 5678', '+3612345678'],
		['+39 045 800 2024', '+390458002024'],
		['+54 9 11 2345-5141', '+5491123455141'],
		['+800 1234 5678', '+80012345678'],
		['\uff0b\uff18\uff11-3-1234-5678', '+81312345678'],
		['+33\n1 23 45 67 89', '+33123456789'],
	])('%j is %s', (text, number) => expect(one(text)).toBe(number));

	test.each([
		['+39 045', 'too short'],
		['+1 201 555 012', 'one digit short'],
		['+1 201 555 01234', 'one too many'],
		['+1 (0)201 555 0123', 'no trunk prefix there'],
		['+999 123 456 789', 'no country'],
		['+0458000000', 'no country'],
		['+52 1 55 1234 5678', 'dialled so until 2019'],
		['+49 30 123456 654321', 'longer than E.164 allows'],
		['+1 201 555 0123 x44', 'an extension is not the judge’s'],
		['+1 201 555 0123,44', 'nor this way'],
		['+1 800 FLOWERS', 'letters'],
		['++12015550123', 'twice the sign'],
		['+49 30 123456 7', 'perhaps “7 days a week”'],
		['+43 1 58858 2024', 'perhaps a year'],
		['+43 1 58858 1999', 'perhaps a year'],
		[`+39 045${' '.repeat(60)}800 0000`, 'too far apart'],
		['', 'nothing'],
		['+', 'nothing'],
	])('%j is none: %s', (text) => expect(one(text)).toBeNull());

	test('answers in the order of the candidates, and one bad one spoils no other', () => {
		expect(judge(['+390458000000', 'x', '+12015550123'], '')).toEqual(['+390458000000', null, '+12015550123']);
		expect(judge([], 'IT')).toEqual([]);
	});

	test('the example number of every country, in every way it is written, and never another', () => {
		for (const country of getCountries()) {
			const example = getExampleNumber(country, examples);
			if (!example) throw new Error(country);
			const written = [example.number, example.formatInternational(), example.format('RFC3966').replace('tel:', '')];
			expect(new Set(judge(written, 'US'))).toEqual(new Set([example.number]));
		}
	});

	test('whatever is given: no number, or one whose digits stand there', () => {
		const text = fc.string({ unit: fc.constantFrom(...'0123456789 -./()+x,\n'.split('')), maxLength: 24 });
		fc.assert(
			fc.property(text, fc.constantFrom('', 'US', 'DE', 'IT', 'AR'), (written, country) => {
				const number = one(`+${written}`, country);
				if (number === null) return;
				expect(number).toMatch(/^\+[1-9]\d{5,14}$/);
				expect(one(number)).toBe(number);
				const digits = written.replace(/\D/g, '');
				expect(digits.length - number.length + 1).toBeLessThanOrEqual(3);
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('judge, as the country writes it', () => {
	test.each([
		['045 800 0000', 'IT', '+390458000000'],
		['0171 2345678', 'DE', '+491712345678'],
		['(212) 555-1234', 'US', '+12125551234'],
		['1-212-555-1234', 'US', '+12125551234'],
		['(604) 822-2211', 'US', '+16048222211'],
		['8 (495) 123-45-67', 'RU', '+74951234567'],
		['06 1 234 5678', 'HU', '+3612345678'],
		['011 15-2345-5141', 'AR', '+5491123455141'],
		['81234 54296', 'IN', '+918123454296'],
		['081234 54296', 'IN', '+918123454296'],
	])('%s in %s is %s', (text, country, number) => expect(one(text, country)).toBe(number));

	test.each([
		['045 800 0000', '', 'nobody said where'],
		['045 800 0000', 'XX', 'no country'],
		['045 800 0000', '__proto__', 'no country'],
		['2345678', 'DE', 'local, not area 234'],
		['1712345678', 'DE', 'no trunk prefix: local'],
		['0039 045 800 0000', 'IT', 'a dial prefix'],
		['011 44 20 7946 0000', 'US', 'a dial prefix'],
		['39 045 800 0000', 'IT', 'a country code without its sign'],
		['1001', 'NU', 'an extension'],
		['6000', 'NU', 'an extension, though Niue has such numbers'],
		['112', 'IT', 'emergency'],
		['192.168.1.100', 'DE', 'an internet address'],
	])('%s in %s is none: %s', (text, country) => expect(one(text, country)).toBeNull());
});

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

describe('countryOf', () => {
	test.each([
		['AT', 'de-DE', 'AT'],
		['', 'de-AT', 'AT'],
		['', 'zh-Hant-TW', 'TW'],
		['', 'de', ''],
		['', 'en-001', ''],
		['ZZ', 'it-IT', 'IT'],
		['', '', ''],
		['', 'not a language', ''],
	])('%j and %j: %j', (chosen, language, country) => expect(countryOf(chosen, language)).toBe(country));
});

describe('numberOf', () => {
	test.each([
		['tel:+390458000000', 'IT', '045 800 0000'],
		['tel:+493023125001', 'IT', '+49 30 23125001'],
		['sip:+493023125001@example.test', 'DE', '030 23125001'],
		['sip:alice@example.test', 'DE', undefined],
		['tel:1001', 'DE', undefined],
	])('%s read in %s: %s', (uri, country, shown) => expect(numberOf(uri, country)).toBe(shown));
});
