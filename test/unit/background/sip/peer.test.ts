import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { peerOf } from '../../../../src/background/sip/peer.ts';

describe('peerOf', () => {
	test.each([
		['sip:bob@example.org', 'sip:bob@example.org'],
		['sip:bob@EXAMPLE.org:5070;transport=udp;x=y?Subject=z', 'sip:bob@example.org:5070'],
		['sips:bob@example.org', 'sip:bob@example.org'],
		['sip:bob:secret@example.org', 'sip:bob@example.org'],
		['sip:+390451234567@gateway.example.org;user=phone', 'tel:+390451234567'],
		['sip:+390451234567@example.test', 'tel:+390451234567'],
		['sip:+390451234567@example.org', 'sip:+390451234567@example.org'],
		['sip:1001@example.test', 'sip:1001@example.test'],
		['sip:1001@example.test;user=phone', 'sip:1001@example.test'],
		['tel:+390451234567', 'tel:+390451234567'],
		['sip:gateway.example.org', 'sip:gateway.example.org'],
		['sip:a%0D%0Ab@example.org', 'sip:anonymous@anonymous.invalid'],
		['mailto:bob@example.org', 'sip:anonymous@anonymous.invalid'],
		['', 'sip:anonymous@anonymous.invalid'],
	])('%s is %s', (uri, expected) => {
		expect(peerOf({ uri, display_name: null }, 'example.test')).toEqual({ uri: expected, name: '' });
	});

	test('whatever a From says, its URI is one that can be called or a nobody', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					fc.webUrl(),
					fc.string().map((user) => `sip:${user}@h.example`),
				),
				(uri) => {
					expect(peerOf({ uri, display_name: uri }, 'example.test').uri).toMatch(/^(sip:\S+|tel:[+\d*#][\d*#]*\S*)$/);
				},
			),
		);
	});
});
