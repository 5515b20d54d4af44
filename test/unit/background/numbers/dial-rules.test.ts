import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dial, dialledNumber } from '../../../../src/background/numbers/dial-rules.ts';
import { requestUri } from '../../../../src/background/sip/target.ts';
import { type DialRules, NO_DIAL_RULES } from '../../../../src/shared/state.ts';

/** As a person reads it: the prefix set off. */
function shown(number: string, rules: Partial<DialRules>, country: string): string {
	const { prefix, rest } = dialledNumber(number, { ...NO_DIAL_RULES, ...rules }, country);
	return `${prefix} ${rest}`.trim();
}

describe('an outside line', () => {
	test.each([
		['+39045805050', 'IT', '0', '0 045 805050'],
		['+4930901820', 'DE', '0', '0 030 901820'],
		['+390458050500', 'DE', '0', '0 00 39 045 805 0500'],
		['+12015550123', 'US', '9', '9 1 (201) 555-0123'],
		['+442079460018', 'US', '9', '9 011 44 20 7946 0018'],
	])('%s from %s behind %s: %s', (number, country, outside, expected) => {
		expect(shown(number, { outside }, country)).toBe(expected);
	});

	test('where nobody can say how abroad is dialled, the number goes as it is', () => {
		expect(shown('+12015550123', { outside: '0' }, '')).toBe('+12015550123');
		expect(shown('+12015550123', { outside: '0' }, 'BR')).toBe('+12015550123');
	});

	test.each([
		['an extension', '1001', '1001'],
		['a local number', '805050', '0 805050'],
		['the shortest one outside', '80505', '0 80505'],
		['one digit less', '8050', '8050'],
		['what has the prefix already', '030901820', '030901820'],
		['a service code', '*4312345', '*4312345'],
	])('%s', (_, number, expected) => {
		expect(shown(number, { outside: '0', outsideFrom: 5 }, 'IT')).toBe(expected);
	});
});

describe('what is taken off', () => {
	test.each([
		['the company’s own number: what is left is an extension', '+4930901820', '+4930901', '0', '820'],
		['the country', '+4930901820', '+49', '0', '0 30901820'],
		['the area, as it is dialled at home', '+4930901820', '030', '', '901820'],
		['nothing where it does not begin so', '+4930901820', '+39', '', '+4930901820'],
		['never all of it', '+4930901820', '+4930901820', '', '+4930901820'],
	])('%s', (_, number, strip, outside, expected) => {
		expect(shown(number, { strip, outside }, 'DE')).toBe(expected);
	});
});

describe('an extension of the number', () => {
	test('becomes tones after the answer', () => {
		expect(dial('+390458050500', '101', NO_DIAL_RULES, 'IT')).toEqual({ target: 'tel:+390458050500', tones: '101' });
	});

	test('or goes in the address, as RFC 3966 has it, also behind an outside line', () => {
		const rules: DialRules = { ...NO_DIAL_RULES, outside: '0', extension: 'in-address' };
		expect(dial('+390458050500', '101', rules, 'IT')).toEqual({ target: 'tel:00458050500;ext=101', tones: '' });
	});
});

describe('whatever the rules and the number', () => {
	const digits = (min: number, max: number, first = '0123456789') =>
		fc
			.tuple(
				fc.constantFrom(...first),
				fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max }),
			)
			.map(([head, tail]) => head + tail);
	const number = fc.oneof(
		digits(0, 15),
		digits(6, 14, '123456789').map((e164) => `+${e164}`),
		fc.constantFrom('*43', '#31#', '112'),
	);
	const country = fc.constantFrom('', 'IT', 'DE', 'US', 'GB', 'FR', 'RU', 'BR', 'JP');
	const rules: fc.Arbitrary<DialRules> = fc.record({
		outside: fc.oneof(fc.constant(''), digits(0, 2)),
		strip: fc.oneof(
			fc.constant(''),
			digits(0, 3),
			digits(0, 3).map((prefix) => `+${prefix}`),
		),
		outsideFrom: fc.integer({ min: 1, max: 20 }),
		extension: fc.constantFrom('after-answer', 'in-address'),
	});
	const ext = fc.option(digits(0, 5), { nil: undefined });

	test('the server can be asked for it, and the extension is in it or in the tones', () => {
		fc.assert(
			fc.property(number, ext, rules, country, (number, ext, rules, country) => {
				const { target, tones } = dial(number, ext, rules, country);
				expect(target).toMatch(/^tel:\+?[\d*#]+(;ext=\d+)?$/);
				expect(() => requestUri(target, 'example.test')).not.toThrow();
				expect(`${/;ext=(\d+)$/.exec(target)?.[1] ?? ''}${tones}`).toBe(ext ?? '');
			}),
		);
	});

	test('nothing but the prefix that was to be taken off is lost of the number', () => {
		fc.assert(
			fc.property(number, rules, country, (number, rules, country) => {
				const { prefix, rest } = dialledNumber(number, { ...rules, strip: '' }, country);
				expect([rules.outside, '']).toContain(prefix);
				const dialled = rest.replace(/\D/g, '');
				// At home the country code is left out; all that follows it is there, in its order.
				const own = number.replace(/\D/g, '');
				expect(dialled.endsWith(own) || own.endsWith(dialled.replace(/^[018]/, ''))).toBe(true);
			}),
		);
	});

	test('without rules every number is as it was', () => {
		fc.assert(
			fc.property(number, country, (number, country) => {
				expect(dialledNumber(number, NO_DIAL_RULES, country)).toEqual({ prefix: '', rest: number });
			}),
		);
	});

	test('fewer digits than those of a number outside never get the prefix', () => {
		fc.assert(
			fc.property(digits(0, 8), rules, country, (number, rules, country) => {
				const { prefix } = dialledNumber(number, { ...rules, strip: '', outsideFrom: number.length + 1 }, country);
				expect(prefix).toBe('');
			}),
		);
	});
});
