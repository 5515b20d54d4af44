import fc from 'fast-check';
import {
	type CountryCode,
	getCountries,
	getExampleNumber,
	type PhoneNumber,
	parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, test } from 'vitest';
import { find } from '../../../numbers/find.ts';
import { digitsFrom, kinds } from './negatives.ts';

/** A fixed line of each, beside the mobile one that the plans give as an example. */
const FIXED: Partial<Record<CountryCode, string>> = {
	AR: '+541123456789',
	AT: '+43512345678',
	AU: '+61292345678',
	BE: '+3224801234',
	BR: '+551121234567',
	CA: '+16048222211',
	CH: '+41446681800',
	CZ: '+420212345678',
	DE: '+4989123456',
	DK: '+4533123456',
	ES: '+34914523563',
	FI: '+358912345678',
	FR: '+33142684567',
	GB: '+442079460123',
	GR: '+302103451933',
	HU: '+3612345678',
	IE: '+35316771234',
	IL: '+97226314574',
	IN: '+911123459482',
	IT: '+390458000000',
	JP: '+81312348190',
	KR: '+82221232818',
	LU: '+35226202277',
	MX: '+525512345678',
	NL: '+31205206482',
	NO: '+4722043054',
	NZ: '+6433316005',
	PL: '+48223451633',
	PT: '+351213127575',
	SE: '+4686120101',
	SG: '+6561235618',
	TR: '+902123456789',
	US: '+12125551234',
	ZA: '+27211234567',
};
const COUNTRIES = Object.keys(FIXED) as CountryCode[];

/** Put around numbers as sentences, tables and business cards do. */
const AROUND = fc.constantFrom(
	['', ''],
	['Call us: ', ''],
	['Tel. ', ', Fax on request'],
	['Reception (', ')'],
	['Room 12, 3rd floor, ', ''],
	['Our office moved in 2019. Ring ', ' before you come.'],
	['Support\n', '\nsupport@example.com'],
	['Tél : ', ' – ouvert 7j/7'],
	['電話：', 'まで'],
);
const EXTENSION = fc.constantFrom('', '', ' x12', ' ext. 12', ';ext=12');

/** The ways in which a number is written: as the plan writes it, and with other separators behind the area code. */
function notations(number: PhoneNumber): string[] {
	const national = number.formatNational();
	// Argentine mobiles are other digits at home than abroad: only as the plan writes them, but for the area code.
	const which =
		number.nationalNumber.startsWith('9') && number.country === 'AR' ? /(?<=\d)[ -](?=\d)/ : /(?<=\d)[ -](?=\d)/g;
	const withOther = (separator: string) => national.replace(which, separator);
	return [number.number, number.formatInternational(), national, withOther('\u00a0'), withOther('-'), withOther(' ')];
}

function numbersOf(country: CountryCode): PhoneNumber[] {
	const fixed = parsePhoneNumberFromString(FIXED[country] ?? '');
	const mobile = getExampleNumber(country, examples);
	return [fixed, mobile].filter((number) => number !== undefined);
}

describe('what a country writes is found, exactly', () => {
	test.each(COUNTRIES)('%s', (country) => {
		fc.assert(
			fc.property(
				fc.constantFrom(...numbersOf(country)),
				fc.nat(5),
				AROUND,
				EXTENSION,
				(number, way, [before, after], ext) => {
					const raw = `${notations(number)[way]}${ext}`;
					const expected = { raw, start: before?.length, e164: number.number, ...(ext ? { ext: '12' } : {}) };
					// Bare digits may be anything, where nothing says that they are a number.
					fc.pre(!/^\d+$/.test(raw) || /Tel|Tél|Call|Ring|電話/.test(before ?? ''));
					expect(find(`${before}${raw}${after}`, country)).toEqual([expected]);
				},
			),
			{ numRuns: 150 },
		);
	});

	test('also of all others, in international notation', () => {
		for (const country of getCountries()) {
			const example = getExampleNumber(country, examples);
			for (const raw of [example?.number, example?.formatInternational()])
				expect(find(`Call ${raw}.`, 'US')).toEqual([{ raw, start: 5, e164: example?.number }]);
		}
	});

	test('by the rules of another country it is never another number', () => {
		for (const country of COUNTRIES) {
			for (const number of numbersOf(country)) {
				const wrong = COUNTRIES.flatMap((other) => find(number.formatInternational(), other)).filter(
					({ e164 }) => e164 !== number.number,
				);
				expect(wrong).toEqual([]);
			}
		}
	});
});

describe('what is no number is not marked', () => {
	const EACH = 25;

	test.each(Object.entries(kinds))('%s', (_, textOf) => {
		for (const country of COUNTRIES) {
			const digits = digitsFrom(11);
			const marked = Array.from({ length: EACH }, () => textOf(digits)).filter(
				(text) => find(text, country).length > 0,
			);
			expect(marked, country).toEqual([]);
		}
	});
});
