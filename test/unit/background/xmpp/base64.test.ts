import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, fromBase64, textFromBase64, toBase64 } from '../../../../src/background/xmpp/base64.ts';

test.each([
	['', ''],
	['f', 'Zg=='],
	['fo', 'Zm8='],
	['foobar', 'Zm9vYmFy'],
])('RFC 4648 §10: %j is %j', (text, encoded) => {
	expect(toBase64(bytesOf(text))).toBe(encoded);
	expect(textFromBase64(encoded)).toBe(text);
});

test('any bytes come back', () => {
	fc.assert(
		fc.property(fc.uint8Array(), (bytes) => {
			expect(fromBase64(toBase64(new Uint8Array(bytes)))).toEqual(new Uint8Array(bytes));
		}),
	);
});

test.each(['Zg', 'Zg=', 'Z===', 'Zm9*', 'Zm 9v', '='])('%j is none', (text) => {
	expect(fromBase64(text)).toBeNull();
	expect(textFromBase64(text)).toBeNull();
});

test('bytes that are no UTF-8 are no text', () => {
	expect(textFromBase64('/w==')).toBeNull();
});
