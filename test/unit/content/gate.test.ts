import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { APART, mayHoldNumber, NUMBER, numbersIn } from '../../../src/content/gate.ts';
import { backtrackingMatcher } from './backtracking.ts';

const never = () => false;

function found(text: string, breaksAt: (offset: number) => boolean = never): string[] {
	return [...numbersIn(text, breaksAt)].flatMap((number) => (number ? [text.slice(number.start, number.end)] : []));
}

describe('what is found', () => {
	test.each([
		['Call +39 045 800 0000 now', '+39 045 800 0000'],
		['+390458000000', '+390458000000'],
		['tel:+39045800000', '+39045800000'],
		['Tel.+39 045 800000', '+39 045 800000'],
		['(+39 045 800 0000)', '+39 045 800 0000'],
		['(+39) 045 800 0000', '+39) 045 800 0000'],
		['+44 (0)20 7946 0000', '+44 (0)20 7946 0000'],
		['+1 (201) 555-0123', '+1 (201) 555-0123'],
		['+49 30/1234567', '+49 30/1234567'],
		['+49 30 / 123456-0', '+49 30 / 123456-0'],
		['+49 30 - 123456', '+49 30 - 123456'],
		['+33.1.23.45.67.89', '+33.1.23.45.67.89'],
		['+1.2015550123', '+1.2015550123'],
		['+49\u00a030\u202f1234\u2011567', '+49\u00a030\u202f1234\u2011567'],
		['\u202a+39 045 800 0000\u202c', '+39 045 800 0000'],
		['\uff0b81-3-1234-5678', '\uff0b81-3-1234-5678'],
		['\u96fb\u8a71+81-3-1234-5678\u307e\u3067', '+81-3-1234-5678'],
		['+39 045\n\t\t800 0000', '+39 045\n\t\t800 0000'],
		['+49 89 1234567 (8-18 Uhr)', '+49 89 1234567'],
		['+39 045 800 0000.', '+39 045 800 0000'],
		['+39 045 800 0000, +39 045 800 0001', '+39 045 800 0000|+39 045 800 0001'],
		['+39 045 800 0000/+39 045 800 0001', '+39 045 800 0000|+39 045 800 0001'],
		['+39 045 800 0000 ext. 12', '+39 045 800 0000'],
	])('%j: %s', (text, numbers) => expect(found(text).join('|')).toBe(numbers));

	test.each([
		'UTC+01000000',
		'x+390458000000',
		'1+390458000000',
		'_+390458000000',
		'?phone=+390458000000',
		'&+390458000000',
		'#+390458000000',
		'€ +390458000000',
		'$+1234567890',
		'++390458000000',
		'+390458000000@gateway.example',
		'+390458000000%',
		'+33 123 456 789 €',
		'+390458000000km',
		'+390458000000x12',
		'+390458000000#12',
		'+39 045 800 10:30',
		'+39 045 800 000,5',
		'+49 30 12345 24/7',
		'+49 30 1234567/68',
		'+49/30/1234567',
		'+49 30 123--4567',
		'+49 30 123 . . 4567',
		'+40.7127753',
		'+0458000000',
		'+123 456',
		'+12345678901234567890',
		'+49 30 1234567 12345678901',
		'+1 201 555 (0123',
		'+1 )201( 555 0123',
		'+49 30 1234/56789',
		'+49 30 123/56789',
		'+43 676/5880',
		'+3 - 9 - 0 - 4 - 5 - 8 - 0 - 0 - 0 - 0 - 0 - 0',
	])('%j: nothing', (text) => expect(found(text)).toEqual([]));

	test('what goes on behind a gap that is only seen is no number', () => {
		expect(found(`+39 045 800 0000${APART}12`)).toEqual([]);
		expect(found(`+39 045 800 0000 ${APART}`)).toEqual([]);
		expect(found(`${APART}+39 045 800 0000`)).toEqual(['+39 045 800 0000']);
	});

	test('a line that ends where it is shown to end, ends the number', () => {
		const text = 'Tel +49 30 1234567 \n12345 Berlin\n+49 30\n7654321';
		expect(found(text)).toEqual(['+49 30 1234567 \n12345', '+49 30\n7654321']);
		expect(found(text, (offset) => text.charAt(offset) === '\n')).toEqual(['+49 30 1234567']);
	});

	test('the judge gets plain digits and separators', () => {
		const written = [...numbersIn('\uff0b\uff13\uff19\u00a0045\n\t\u200b800\u00ad0000', never)].map(
			(number) => number?.written,
		);
		expect(written).toEqual(['+39 045 8000000']);
	});

	test('each match that is no number gives the caller a pause', () => {
		expect([...numbersIn('+1 +2 +390458000000', never)].map(Boolean)).toEqual([false, false, true]);
	});
});

describe('whatever the text', () => {
	const hostile = fc.string({
		unit: fc.oneof(
			fc.constantFrom(...'+1 9 0-./()\n\u00a0x\uff0b\uff11'.split('')),
			fc.constantFrom('+1', '+39 045 800 0000', '    '),
		),
		maxLength: 300,
	});

	test('what is found begins with a plus, ends with a digit, and is noticed from afar', () => {
		fc.assert(
			fc.property(hostile, (text) => {
				for (const number of found(text)) {
					expect(number).toMatch(/^[+\uff0b].*[\d\uff10-\uff19]$/s);
					expect(mayHoldNumber(`glued${text}together`)).toBe(true);
				}
			}),
		);
	});

	test('a number is found whatever plain words are around it', () => {
		const words = fc.stringMatching(/^[a-z ,.]{0,40}$/);
		fc.assert(
			fc.property(words, words, (before, after) => {
				expect(found(`${before} +39 045 800 0000 ${after}`)).toEqual(['+39 045 800 0000']);
			}),
		);
	});
});

describe('steps of the pattern', () => {
	const matcher = backtrackingMatcher(NUMBER);
	const MOST_PER_CHARACTER = 8;

	test('the counting matcher matches as the real one does', () => {
		const unit = fc.constantFrom(...'+12 -(./)x\n'.split(''));
		fc.assert(
			fc.property(fc.string({ unit, maxLength: 120 }), (text) => {
				expect(matcher.matchesIn(text)).toEqual([...text.matchAll(new RegExp(NUMBER, 'g'))].map(([match]) => match));
			}),
			{ numRuns: 1000 },
		);
	});

	test.each([
		['+', 1],
		['+1', 1],
		['+1 ', 1],
		['+ ', 1],
		['1', 1],
		['+12345678 ', 1],
		['+1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0', 1],
		['+1(', 1],
		[' ', 4000],
		['()./- ', 700],
		['-', 4000],
	])('at most some per character: %j', (part, spread) => {
		const gap = part.repeat(spread);
		const text = `+1${gap}2${gap}x`.repeat(Math.ceil(4000 / gap.length));
		expect(matcher.stepsIn(text)).toBeLessThan(MOST_PER_CHARACTER * text.length);
	});

	test('at most some per character, for texts nobody thought of', () => {
		const unit = fc.constantFrom('+', '1', ' ', '-', '(', 'x', '+1', '        ', '1 1 1 1 1 1 1 1');
		fc.assert(
			fc.property(fc.array(unit, { minLength: 200, maxLength: 600 }), (parts) => {
				const text = parts.join('');
				expect(matcher.stepsIn(text)).toBeLessThan(MOST_PER_CHARACTER * text.length);
			}),
			{ numRuns: 200 },
		);
	});
});
