import fc from 'fast-check';
import { expect, test } from 'vitest';
import { offerAgainAfter, withoutPending } from '../../../../../src/background/sip/features/rfc-3261-glare.ts';

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test('RFC 3261 §14.1: between 2.1 and 4 s for the owner, between 0 and 2 s for the other, in units of 10 ms', () => {
	fc.assert(
		fc.property(chance, chance, (one, other) => {
			const [owner, peer] = [offerAgainAfter(true, one), offerAgainAfter(false, other)];
			expect(owner).toBeGreaterThanOrEqual(2_100);
			expect(owner).toBeLessThanOrEqual(4_000);
			expect(peer).toBeGreaterThanOrEqual(0);
			expect(peer).toBeLessThanOrEqual(2_000);
			expect([owner % 10, peer % 10]).toEqual([0, 0]);
		}),
	);
});

test.each([
	['SIP/2.0 491 Request Pending\r\nVia: x', 'SIP/2.0 500 Request Pending\r\nVia: x'],
	['SIP/2.0 200 OK\r\nX: SIP/2.0 491 y', 'SIP/2.0 200 OK\r\nX: SIP/2.0 491 y'],
	['INVITE sip:491 SIP/2.0', 'INVITE sip:491 SIP/2.0'],
])('%j is read as %j', (message, read) => {
	expect(withoutPending(message)).toBe(read);
});
