import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requestUri } from '../../../../src/background/sip/target.ts';

describe('requestUri', () => {
	test.each([
		['sip:bob@example.org', 'sip:bob@example.org'],
		['sip:bob@example.org:5070', 'sip:bob@example.org:5070'],
		['sips:bob@example.org', 'sip:bob@example.org'],
		['sip:+3904512@example.org;user=phone', 'sip:+3904512@example.org;user=phone'],
		['sip:bob@example.org;transport=udp;method=REGISTER;maddr=192.0.2.1?Route=x', 'sip:bob@example.org'],
		['sip:a;b=c@example.org', 'sip:a;b=c@example.org'],
		['sip:j%c3%b6rg@example.org', 'sip:j%C3%B6rg@example.org'],
		// RFC 3261 §19.1.6
		['tel:+358-555-1234567', 'sip:+3585551234567@example.test;user=phone'],
		['tel:+358-555-1234567;ext=42', 'sip:+3585551234567;ext=42@example.test;user=phone'],
		['tel:112;phone-context=example.test', 'sip:112;phone-context=example.test@example.test;user=phone'],
		['tel:*21#', 'sip:*21%23@example.test;user=phone'],
	])('%s is asked for as %s', (target, uri) => {
		expect(requestUri(target, 'example.test').toString()).toBe(uri);
	});

	test.each(['', 'bob', 'sip:', 'sip:@x', 'sip:example.org', 'sip:a%0D%0AEvil@b', 'xmpp:a@b', 'javascript:1', 'tel:'])(
		'%j is no address',
		(target) => {
			expect(() => requestUri(target, 'example.test')).toThrow('bad-address');
		},
	);

	test('nothing can end the request line', () => {
		fc.assert(
			fc.property(fc.string(), fc.constantFrom('sip:', 'tel:', 'sip:a@', 'sip:x;'), (text, start) => {
				try {
					expect(requestUri(start + text, 'example.test').toString()).toMatch(/^sip:[^\s<>"]+@[^\s<>"]+$/);
				} catch (error) {
					expect(error).toMatchObject({ code: 'bad-address' });
				}
			}),
		);
	});
});
