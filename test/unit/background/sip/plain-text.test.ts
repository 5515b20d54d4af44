import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainText } from '../../../../src/background/sip/plain-text.ts';

describe('plainText', () => {
	test.each([
		['Alice', 'Alice'],
		['  Zoë \t Ö\r\n', 'Zoë Ö'],
		['abc\u202Egpj.exe', 'abcgpj.exe'],
		['a\u0000b\u200Bc\uFEFFd', 'a bcd'],
		['\u2066x\u2069', 'x'],
		['line\u2028break', 'line break'],
	])('%j becomes %j', (text, plain) => {
		expect(plainText(text)).toBe(plain);
	});

	test('whatever comes is one short line with nothing hidden in it', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
				const plain = plainText(text);
				expect(plain).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
				expect(Array.from(plain).length).toBeLessThanOrEqual(128);
			}),
		);
	});
});
