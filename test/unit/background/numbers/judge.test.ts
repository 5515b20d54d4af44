import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge } from '../../../../src/background/numbers/judge.ts';
import { find } from '../../../numbers/find.ts';

/** All numbers found in a text of that country: as written, then what is called. */
function found(text: string, country = ''): string {
	return find(text, country)
		.map(({ raw, e164, ext }) => `${raw} → ${e164}${ext === undefined ? '' : ` x${ext}`}`)
		.join(' | ');
}

const alone = (written: string) => ({ written, before: '', after: '' });

describe('with a country code', () => {
	test.each([
		['+39 045 800 0000', '+390458000000'],
		['+390458000000', '+390458000000'],
		['+39 (0)45 800 0000', '+390458000000'],
		['+44 (0)20 7946 0000', '+442079460000'],
		['+44(0)2079460000', '+442079460000'],
		['(+1) 201-555-0123', '+12015550123'],
		['+1) 201-555-0123', '+12015550123'],
		['+1.201.555.0123', '+12015550123'],
		['+1.2015550123', '+12015550123'],
		['+49 030 1234567', '+49301234567'],
		['+49 30 / 123456-0', '+49301234560'],
		['+49 30 12 34 56 7', '+49301234567'],
		['+49/30/1234567', '+49301234567'],
		['+49\u00a030\u00a01234\u2011567', '+49301234567'],
		['+49 30 12\u00ad34567', '+49301234567'],
		['+36 (06) 1 234 5678', '+3612345678'],
		['+39 045 800 2024', '+390458002024'],
		['+54 9 11 2345-5141', '+5491123455141'],
		['+800 1234 5678', '+80012345678'],
		['++39 045 800 0000', '+390458000000'],
		['\uff0b\uff18\uff11-3-1234-5678', '+81312345678'],
		['+\u0663\u0669 \u0660\u0664\u0665 \u0668\u0660\u0660 \u0660\u0660\u0660\u0660', '+390458000000'],
	])('%j is %s', (text, number) => expect(found(text)).toBe(`${text} → ${number}`));

	test.each([
		['+39 045', 'too short'],
		['+1 201 555 012', 'one digit short'],
		['+1 201 555 01234', 'one too many'],
		['+1 (0)201 555 0123', 'no trunk prefix there'],
		['+999 123 456 789', 'no country'],
		['+0458000000', 'no country'],
		['+52 1 55 1234 5678', 'dialled so until 2019'],
		['+49 30 123456 654321', 'longer than E.164 allows'],
		['+49 30 123456 7', 'perhaps “7 days a week”'],
		['+43 1 58858 2024', 'perhaps a year'],
		['+43 1 5885 2024', 'perhaps a year'],
		['+39 02-36618 300', 'groups that nobody writes'],
		['+1 20 15 55 01 23', 'groups that nobody writes'],
		['+49 30 1234567/68', 'two numbers, or a longer one'],
		['+49 30 12345 24/7 000', 'what not'],
		['+1 )201( 555 0123', 'parentheses'],
		['€ +390458000000', 'money'],
		['+33 123 456 789 €', 'money'],
		['+390458000000%', 'a share'],
		['+390458000000km', 'a distance'],
		['+43.1234567', 'a latitude'],
		['+39 045 800 10:30', 'a time'],
		['+39 045 800 000,5', 'a decimal'],
	])('%j is none: %s', (text) => {
		expect(found(text)).toBe('');
		expect(found(text, 'DE')).toBe('');
	});

	test('a dial prefix of the country is one too', () => {
		expect(found('00 39 045 800 0000', 'DE')).toBe('00 39 045 800 0000 → +390458000000');
		expect(found('011 44 20 7946 0000', 'US')).toBe('011 44 20 7946 0000 → +442079460000');
		expect(found('0011 39 045 800 0000', 'AU')).toBe('0011 39 045 800 0000 → +390458000000');
		expect(found('00 39 045 800 0000', 'US')).toBe('');
		expect(found('00 39 045 800 0000')).toBe('');
	});
});

describe('as the country writes it', () => {
	test.each([
		['045 800 0000', 'IT', '+390458000000'],
		['0171 2345678', 'DE', '+491712345678'],
		['0171/234 56 78', 'DE', '+491712345678'],
		['030 12 34 56-7', 'DE', ''],
		['0711 12345-678', 'DE', '+4971112345678'],
		['(212) 555-1234', 'US', '+12125551234'],
		['1-212-555-1234', 'US', '+12125551234'],
		['(604) 822-2211', 'CA', '+16048222211'],
		['8 (495) 123-45-67', 'RU', '+74951234567'],
		['06 1 234 5678', 'HU', '+3612345678'],
		['011 15-2345-5141', 'AR', '+5491123455141'],
		['98123 45678', 'IN', '+919812345678'],
		['098123 45678', 'IN', '+919812345678'],
		['91 452 35 63', 'ES', '+34914523563'],
		['210 345 1933', 'GR', '+302103451933'],
		['412 34 567', 'NO', '+4741234567'],
		['0475/12.34.56', 'BE', '+32475123456'],
		['033316005', 'NZ', '+6433316005'],
	])('%s in %s: %s', (text, country, number) => expect(found(text, country)).toBe(number && `${text} → ${number}`));

	test.each([
		['045 800 0000', '', 'nobody said where'],
		['045 800 0000', 'XX', 'no country'],
		['045 800 0000', '__proto__', 'no country'],
		['2345678', 'DE', 'local, not area 234'],
		['171 2345678', 'DE', 'no trunk prefix: local'],
		['39 045 800 0000', 'IT', 'a country code without its sign'],
		['4155552671', 'US', 'ten digits, of whatever'],
		['112', 'IT', 'emergency'],
		['415/555/2671', 'US', 'more than one slash'],
		['415.555-2671 (c) (1)', 'US', 'a paragraph'],
		['415555 2671', 'US', 'nothing behind the area code, but later'],
		['02-36618 300', 'IT', 'cut off, it would reach somebody else'],
	])('%s in %s is none: %s', (text, country) => expect(found(text, country)).toBe(''));

	test('bare digits are a number if a word says so', () => {
		expect(found('Call 4155552671', 'US')).toBe('4155552671 → +14155552671');
		expect(found('Mobile no.: 9812345678', 'IN')).toBe('9812345678 → +919812345678');
	});
});

describe('where a number ends', () => {
	test.each([
		['Tel. 030 1234567 10-18 Uhr', 'DE', '030 1234567 → +49301234567'],
		['+49 89 1234567 (8-18 Uhr)', 'DE', '+49 89 1234567 → +49891234567'],
		['415-555-2671/415-555-2672', 'US', '415-555-2671 → +14155552671 | 415-555-2672 → +14155552672'],
		['(650) 223 3345 (754) 223 3321', 'US', '(650) 223 3345 → +16502233345 | (754) 223 3321 → +17542233321'],
		['CA 94103 - 415-555-2671', 'US', '415-555-2671 → +14155552671'],
		['12.03.2024 030 1234567', 'DE', ''],
		['Reception (030 1234567)', 'DE', '030 1234567 → +49301234567'],
		['Praxis ((030) 1234567)', 'DE', '(030) 1234567 → +49301234567'],
		['415-555-2671 100$', 'US', '415-555-2671 → +14155552671'],
		['+39 045 800 0000 a +39 045 800 0001', '', '+39 045 800 0000 → +390458000000 | +39 045 800 0001 → +390458000001'],
	])('%j in %s: %s', (text, country, numbers) => expect(found(text, country)).toBe(numbers));

	test('an answer says where, in units of what was asked', () => {
		const candidate = { written: 'CA 94103 - 415-555-2671', before: '', after: ', ext. 12.' };
		expect(judge([{ ...candidate, written: '94103 - 415-555-2671' }], { country: 'US' })).toEqual([
			[{ from: 8, to: 29, target: 'tel:+14155552671;ext=12', cue: false }],
		]);
	});
});

describe('extensions', () => {
	test.each([
		['x12', '12'],
		[' x 12', '12'],
		[' ext. 12', '12'],
		[', ext 12', '12'],
		[',extension 12', '12'],
		[' extensión 12', '12'],
		[';ext=12', '12'],
		[' #12', '12'],
		[' (ext. 12)', '12'],
		[' Durchwahl 12', '12'],
		['-DW 12', '12'],
		[' poste 12', '12'],
		[' interno 12', '12'],
		[' ramal 12', '12'],
		[' toestel 12', '12'],
		[' wew. 12', '12'],
		[' dahili 12', '12'],
		[' доб. 12', '12'],
		[' 内線12', '12'],
		[',,12', '12'],
	])('%j', (written, digits) => {
		const text = `+39 045 800 0000${written}`;
		expect(found(`${text}.`)).toBe(`${text} → +390458000000 x${digits}`);
	});

	test('what only looks like one is none', () => {
		expect(found('+39 045 800 0000;x 12')).toBe('+39 045 800 0000 → +390458000000');
		expect(found('+39 045 800 0000 ext 12forme')).toBe('');
	});
});

describe('addresses', () => {
	const target = (written: string) => judge([alone(written)], { country: '' })[0]?.map((one) => one.target);

	test.each([
		['sip:alice@example.com', 'sip:alice@example.com'],
		['SIPS:alice@EXAMPLE.com:5061', 'sips:alice@example.com:5061'],
		['xmpp:romeo@example.net', 'xmpp:romeo@example.net'],
	])('%s is %s', (written, uri) => expect(target(written)).toEqual([uri]));

	test.each(['sip:', 'sip:alice', 'xmpp:', 'sip:alice@', 'xmpp:@example.com'])('%s is none', (written) => {
		expect(target(written)).toEqual([]);
	});
});

describe('what is asked', () => {
	test('answers in the order of the candidates, and one bad one spoils no other', () => {
		const judged = judge(['+390458000000', 'x', '', '+12015550123'].map(alone), { country: '' });
		expect(judged.map((numbers) => numbers.map(({ target }) => target))).toEqual([
			['tel:+390458000000'],
			[],
			[],
			['tel:+12015550123'],
		]);
		expect(judge([], { country: 'IT' })).toEqual([]);
	});

	test('a cue, where it costs or is abroad', () => {
		const cue = (written: string, home: string) => judge([alone(written)], { country: home, home })[0]?.[0]?.cue;
		expect(cue('+39 045 800 0000', 'IT')).toBe(false);
		expect(cue('+39 045 800 0000', 'DE')).toBe(true);
		expect(cue('+39 045 800 0000', '')).toBe(false);
		expect(cue('0900 1 123456', 'DE')).toBe(true);
	});

	test('what is none on a site is not marked there, and the next one is', () => {
		const rules = { country: 'US', notNumbers: ['+14155552671'] };
		const [judged] = judge([alone('415-555-2671/415-555-2672')], rules);
		expect(judged?.map(({ target }) => target)).toEqual(['tel:+14155552672']);
	});

	test('short numbers of a site are what its patterns say, and nothing else', () => {
		const short = (written: string, before = '', after = '') =>
			judge([{ written, before, after }], { country: 'DE', internal: ['4XXX', '200-299'] })[0]?.map(
				(one) => one.target,
			);
		expect(short('4711', 'Anna ')).toEqual(['tel:4711']);
		expect(short('4711 / 250')).toEqual(['tel:4711', 'tel:250']);
		expect(short('4711 4712')).toEqual([]);
		expect(short('5711')).toEqual([]);
		expect(short('0250')).toEqual([]);
		expect(short('300')).toEqual([]);
		expect(short('4711', '', ' €')).toEqual([]);
		expect(short('4711', 'Invoice ')).toEqual([]);
		expect(short('250', '', '.50')).toEqual([]);
		expect(judge([alone('4711')], { country: 'DE' })).toEqual([[]]);
	});

	test('whatever is given: no number, or one whose digits stand there, in the place that the answer says', () => {
		const text = fc.string({ unit: fc.constantFrom(...'0123456789 -./()+x,\n#'.split('')), maxLength: 40 });
		fc.assert(
			fc.property(text, fc.constantFrom('', 'US', 'DE', 'IT', 'AR'), (written, country) => {
				const [judged = []] = judge([{ written, before: 'call ', after: '' }], { country });
				for (const { from, to, target } of judged) {
					const [number = '', ext = ''] = target.replace('tel:', '').split(';ext=');
					const digits = written.slice(from, to).replace(/\D/g, '');
					expect(number).toMatch(/^\+[1-9]\d{5,14}$/);
					expect(digits.endsWith(ext)).toBe(true);
					// What is left out is a dial or trunk prefix; what is put in a country code.
					expect(digits.slice(0, digits.length - ext.length).endsWith(number.slice(-4))).toBe(true);
				}
			}),
			{ numRuns: 2000 },
		);
	});
});
