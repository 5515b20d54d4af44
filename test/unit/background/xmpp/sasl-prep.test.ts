import { expect, test } from 'vitest';
import { saslPrep } from '../../../../src/background/xmpp/sasl-prep.ts';

test.each([
	['I\u00ADX', 'IX', 'SOFT HYPHEN mapped to nothing'],
	['user', 'user', 'no transformation'],
	['USER', 'USER', 'case preserved'],
	['\u00AA', 'a', 'output is NFKC, input in ISO 8859-1'],
	['\u2168', 'IX', 'output is NFKC'],
	['a\u00A0b\u3000c', 'a b c', 'spaces become spaces'],
	['pa\u200Dss\uFE0F', 'pass', 'joiners and variation selectors become nothing'],
	['p\u0061\u0308ss', 'p\u00E4ss', 'composed'],
])('RFC 4013 §3: %j becomes %j, %s', (text, prepared) => {
	expect(saslPrep(text)).toBe(prepared);
});

test.each(['\u0007', 'a\nb', '\uE000', '\uFFFE', '\u202E', '\uD800', '\u{E0001}', '\uFFFD'])(
	'%j is prohibited',
	(text) => {
		expect(saslPrep(text)).toBeNull();
	},
);
