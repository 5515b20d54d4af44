import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimedJids, imppHeader } from '../../../../../src/background/sip/features/rfc-6993-impp.ts';

describe('C30: reading', () => {
	test.each([
		['RFC 6993 §3', ['<xmpp:juliet@example.com>;purpose=impp'], ['juliet@example.com']],
		['a resource is left out', ['<xmpp:juliet@example.com/balcony>; purpose=impp'], ['juliet@example.com']],
		['among others', ['<http://a/b>;purpose=icon, <xmpp:a@b.example> ;x=y;purpose=IMPP'], ['a@b.example']],
		[
			'several headers',
			['<xmpp:a@b.example>;purpose=impp', '<xmpp:c@d.example>;purpose=impp'],
			['a@b.example', 'c@d.example'],
		],
		['the same twice is one', ['<xmpp:a@b.example>;purpose=impp, <xmpp:A@B.example>;purpose=impp'], ['a@b.example']],
		['another purpose', ['<xmpp:a@b.example>;purpose=info'], []],
		['no purpose', ['<xmpp:a@b.example>'], []],
		['a purpose that only begins so', ['<xmpp:a@b.example>;purpose=imppx'], []],
		['another scheme', ['<im:a@b.example>;purpose=impp', '<javascript:x>;purpose=impp'], []],
		['a purpose within a quoted string', ['<xmpp:a@b.example>;x=";purpose=impp"'], []],
		['10 kB of header', [`<xmpp:${'a'.repeat(10_000)}@b.example>;purpose=impp`], []],
		['no address', ['<xmpp:@@>;purpose=impp', '<xmpp:>;purpose=impp'], []],
	])('%s', (_, values, jids) => {
		expect(claimedJids(values)).toEqual(jids);
	});

	test('never more than a few', () => {
		const many = Array.from({ length: 50 }, (_, i) => `<xmpp:p${i}@b.example>;purpose=impp`);
		expect(claimedJids(many)).toHaveLength(4);
	});

	test('anything else is nobody', () => {
		fc.assert(fc.property(fc.array(fc.string()), (values) => void expect(claimedJids(values)).toEqual([])));
	});
});

test('C31: what is said is read again, and no address ends the header', () => {
	const local = fc.string({ unit: fc.constantFrom('a', 'ü', '#', '%', '?', '.', '-'), minLength: 1 });
	fc.assert(
		fc.property(local, (name) => {
			const header = imppHeader(`${name}@example.com`);
			expect(header).toMatch(/^Call-Info: <xmpp:[\w.%!~*'()@-]+>;purpose=impp$/);
			expect(claimedJids([header.slice('Call-Info:'.length)])).toEqual([`${name}@example.com`]);
		}),
	);
});
