import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ADDRESS, APART, type Found, mayHoldNumber, NUMBER, numbersIn } from '../../../src/content/gate.ts';
import { backtrackingMatcher } from './backtracking.ts';

const never = () => false;

function all(text: string, breaksAt: (offset: number) => boolean = never): Found[] {
	return [...numbersIn(text, breaksAt)].filter((found) => found !== undefined);
}

function found(text: string, breaksAt: (offset: number) => boolean = never): string[] {
	return all(text, breaksAt).map(({ start, end }) => text.slice(start, end));
}

describe('what is found', () => {
	test.each([
		['Call +39 045 800 0000 now', '+39 045 800 0000'],
		['tel:+39045800000', '+39045800000'],
		['Tel.+39 045 800000', '+39 045 800000'],
		['(+39) 045 800 0000', '(+39) 045 800 0000'],
		['+44 (0)20 7946 0000', '+44 (0)20 7946 0000'],
		['++39 045 800 0000', '++39 045 800 0000'],
		['+ 39 045 800 0000', '+ 39 045 800 0000'],
		['at+39 045 800 0000', '+39 045 800 0000'],
		['045 800 0000', '045 800 0000'],
		['(045) 800 0000.', '(045) 800 0000'],
		['045/800.0000', '045/800.0000'],
		['01 5808', '01 5808'],
		['Suite 5A (212) 555-0123', '(212) 555-0123'],
		['\u202a+39 045 800 0000\u202c', '+39 045 800 0000'],
		['+49\u00a030\u202f1234\u2011567', '+49\u00a030\u202f1234\u2011567'],
		['\uff0b\uff18\uff11-3-1234-5678', '\uff0b\uff18\uff11-3-1234-5678'],
		[
			'\u96fb\u8a71\uff1a\uff10\uff13-\uff11\uff12\uff13\uff14-\uff15\uff16\uff17\uff18\u307e\u3067',
			'\uff10\uff13-\uff11\uff12\uff13\uff14-\uff15\uff16\uff17\uff18',
		],
		[
			'\u0660\u0661\u0662-\u0663\u0664\u0665\u0666\u0667\u0668',
			'\u0660\u0661\u0662-\u0663\u0664\u0665\u0666\u0667\u0668',
		],
		[
			'\u096f\u096e\u0967\u0968\u0969 \u096a\u096b\u096c\u096d\u096e',
			'\u096f\u096e\u0967\u0968\u0969 \u096a\u096b\u096c\u096d\u096e',
		],
		['+39 045\n\t\t800 0000', '+39 045\n\t\t800 0000'],
		['+39 045 800 0000, +39 045 800 0001', '+39 045 800 0000|+39 045 800 0001'],
		['045 800 0000     045 800 0001', '045 800 0000     045 800 0001'],
		['045 800 0000 . . . 045 800 0001', '045 800 0000|045 800 0001'],
		['12.03.2024 045 800 0000', '12.03.2024 045 800 0000'],
		['SIP: sip:alice@example.com.', 'sip:alice@example.com'],
		['(sips:alice@example.com:5061)', 'sips:alice@example.com:5061'],
		['xmpp:alice@example.com?message, or', 'xmpp:alice@example.com?message'],
		['sip:+390458000000@example.com', 'sip:+390458000000@example.com'],
		['SIP:Bob@EXAMPLE.com', 'SIP:Bob@EXAMPLE.com'],
	])('%j: %s', (text, numbers) => expect(found(text).join('|')).toBe(numbers));

	test.each([
		'12345',
		'call0458000000',
		'0458000000@gateway.example',
		'#0458000000',
		'id=0458000000',
		'?phone=+390458000000',
		'1+390458000000',
		'_+390458000000',
		'+390458000000_',
		'0458000000km',
		'2024-02-18',
		'12.04.2017',
		'18/02/2024',
		'2024-02-18 08:00',
		'3.14159265',
		'18,458000000',
		'12:0458000',
		'1758971074123456',
		'12345678901234567890',
		'1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27',
		'mysip:alice@example.com',
		'smp:alice@example.com',
		'sip:',
	])('%j: nothing', (text) => expect(found(text)).toEqual([]));

	test('the text around comes along, a limited part of it', () => {
		const [number] = all(`${'b'.repeat(40)}: 045 800 0000 ${'a'.repeat(40)}`);
		expect(number).toMatchObject({ before: `${'b'.repeat(30)}: `, after: ` ${'a'.repeat(31)}` });
	});

	test('what is written and what is around are unit for unit as in the text, with plain white space', () => {
		const text = 'Tel:\u00a0\t(045)\n\u3000800\u200b0000\n\nx';
		expect(all(text)).toEqual([{ start: 6, end: 21, before: 'Tel:  ', written: '(045)  800\u200b0000', after: '  x' }]);
	});

	test('what goes on behind a gap that is only seen is no number', () => {
		expect(found(`+39 045 800 0000${APART}12`)).toEqual([]);
		expect(found(`+39 045 800 0000 ${APART}`)).toEqual([]);
		expect(found(`12${APART}045 800 0000`)).toEqual([]);
		expect(found(`${APART}+39 045 800 0000`)).toEqual(['+39 045 800 0000']);
		expect(found(`Tel${APART}045 800 0000`)).toEqual(['045 800 0000']);
	});

	test('a line that ends where it is shown to end, ends the number, and another may begin', () => {
		const text = 'Tel 030 1234567 \n12345 Berlin\n+49 30\n7654321';
		const isFeed = (offset: number) => text.charAt(offset) === '\n';
		expect(found(text)).toEqual(['030 1234567 \n12345', '+49 30\n7654321']);
		expect(found(text, isFeed)).toEqual(['030 1234567', '7654321']);
		expect(all(text, isFeed)[0]).toMatchObject({ before: 'Tel ', after: ' \n12345 Berlin\n+49 30\n7654321' });
	});

	test('an address ends before what begins a number', () => {
		expect(found('sip:a@b+ 39 045 800 0000')).toEqual(['sip:a@b', '+ 39 045 800 0000']);
		expect(found('sip:a@b( 045 800 0000')).toEqual(['sip:a@b', '045 800 0000']);
	});

	test('each match that is no number gives the caller a pause', () => {
		expect([...numbersIn('2024-02-18, 2024-02-19, +390458000000', never)].map(Boolean)).toEqual([false, false, true]);
	});
});

describe('whatever the text', () => {
	const hostile = fc.string({
		unit: fc.oneof(
			fc.constantFrom(...'+1 9 0-./()\n\u00a0x\uff0b\uff11'.split('')),
			fc.constantFrom('+1', '+39 045 800 0000', '    ', 'sip:a@b', '2024-02-18'),
		),
		maxLength: 300,
	});

	test('what is found lies in the text, in order, apart from each other, and is noticed from afar', () => {
		fc.assert(
			fc.property(hostile, fc.boolean(), (text, breaks) => {
				let last = 0;
				for (const { start, end, written } of all(text, () => breaks)) {
					expect(start).toBeGreaterThanOrEqual(last);
					expect(written.replace(/\s/g, ' ')).toBe(text.slice(start, end).replace(/\s/g, ' '));
					expect(written).toMatch(/^[+\uff0b([\d\uff11].*[\d\uff11]$|^sip:/);
					expect(mayHoldNumber(`glued${text.slice(start, end)}together`)).toBe(true);
					last = end;
				}
			}),
		);
	});

	test('a number is found whatever plain words are around it', () => {
		const words = fc.stringMatching(/^[a-z ,.]{0,40}$/);
		fc.assert(
			fc.property(words, words, fc.constantFrom('+39 045 800 0000', '045 800 0000'), (before, after, number) => {
				expect(found(`${before} ${number} ${after}`)).toEqual([number]);
			}),
		);
	});
});

describe('steps of the patterns', () => {
	const patterns = { NUMBER, ADDRESS };
	const MOST_PER_CHARACTER = 16;

	test.each(Object.entries(patterns))('the counting matcher matches %s as the real one does', (_, pattern) => {
		const matcher = backtrackingMatcher(pattern);
		const unit = fc.constantFrom(...'+12 -(./)x\n'.split(''), 'sip:', 'xmpp:', '1234567');
		fc.assert(
			fc.property(fc.string({ unit, maxLength: 120 }), (text) => {
				expect(matcher.matchesIn(text)).toEqual([...text.matchAll(new RegExp(pattern, 'g'))].map(([match]) => match));
			}),
			{ numRuns: 500 },
		);
	});

	const hard = [
		'+',
		'1',
		'+1 ',
		'1 ',
		'12345 ',
		'12345',
		'1(',
		' ',
		'()./- ',
		'-',
		's',
		'sip',
		'sip:',
		'sip:ab',
		'xmpp:',
		'x',
	];
	test.each(Object.entries(patterns).flatMap(([name, pattern]) => hard.map((part) => [name, part, pattern] as const)))(
		'%s on %j without end: at most some per character',
		(_, part, pattern) => {
			const matcher = backtrackingMatcher(pattern);
			for (const spread of [1, 50, 1000]) {
				const gap = part.repeat(spread);
				const text = `1${gap}2${gap}x`.repeat(Math.ceil(4000 / gap.length));
				expect(matcher.stepsIn(text)).toBeLessThan(MOST_PER_CHARACTER * text.length);
			}
		},
	);

	test.each(Object.entries(patterns))('%s: at most some per character, for texts nobody thought of', (_, pattern) => {
		const matcher = backtrackingMatcher(pattern);
		const unit = fc.constantFrom('+', '1', ' ', '-', '(', 'x', '+1', '        ', '1 1 1 1 1', 'sip:', 'mpp');
		fc.assert(
			fc.property(fc.array(unit, { minLength: 200, maxLength: 600 }), (parts) => {
				const text = parts.join('');
				expect(matcher.stepsIn(text)).toBeLessThan(MOST_PER_CHARACTER * text.length);
			}),
			{ numRuns: 100 },
		);
	});
});
