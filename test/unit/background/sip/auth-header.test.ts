import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestHeader, digestParameters } from '../../../../src/background/sip/auth-header.ts';

test('RFC 3261 §20.44: tokens, quoted strings, names in any case', () => {
	const read = digestParameters(
		' Digest realm="atlanta.example.com",\tdomain="sip:boxesbybob.com", QOP="auth", stale=FALSE',
	);
	expect([...(read ?? [])]).toEqual([
		['realm', 'atlanta.example.com'],
		['domain', 'sip:boxesbybob.com'],
		['qop', 'auth'],
		['stale', 'FALSE'],
	]);
});

test('what stands within a quoted string is no parameter', () => {
	expect(digestParameters('Digest realm="x, algorithm=SHA-256 \\"y\\"", nonce="n"')?.get('realm')).toBe(
		'x, algorithm=SHA-256 "y"',
	);
	expect(digestParameters('Digest realm="x, algorithm=SHA-256"')?.has('algorithm')).toBe(false);
});

test.each(['Basic realm="a"', '', 'Digest', 'Digestrealm="a"'])('%j is no Digest', (value) => {
	expect(digestParameters(value)).toBeUndefined();
});

test('what is written is read again', () => {
	const text = fc.string({ unit: fc.constantFrom('a', '"', '\\', ',', '=', ' ', 'ü') });
	fc.assert(
		fc.property(text, text, (realm, opaque) => {
			const parameters = new Map([
				['realm', realm],
				['algorithm', 'SHA-256'],
				['opaque', opaque],
			]);
			expect(digestParameters(digestHeader(parameters))).toEqual(parameters);
		}),
	);
});

test('anything else ends the reading, in linear time', () => {
	fc.assert(fc.property(fc.string(), (text) => void digestParameters(`Digest ${text}`)));
	expect(digestParameters(`Digest ${'a="'.repeat(20_000)}`)?.size).toBe(1);
});
