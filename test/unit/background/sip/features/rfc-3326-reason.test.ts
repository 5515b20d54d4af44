import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cancelReason, sipCause } from '../../../../../src/background/sip/features/rfc-3326-reason.ts';

describe('sipCause', () => {
	test.each([
		// RFC 3326 §2
		[['SIP ;cause=200 ;text="Call completed elsewhere"'], 200],
		[['Q.850 ;cause=16 ;text="Terminated"'], null],
		[['SIP ;cause=600 ;text="Busy Everywhere"'], 600],
		[['SIP ;cause=580 ;text="Precondition Failure"'], 580],
		[['Q.850;cause=16, SIP;cause=200'], 200],
		[['Q.850;cause=16', 'SIP;text="x";cause=603'], 603],
		[['SIP;text="a, SIP;cause=200"'], null],
		[['SIP;text="a\\", SIP;cause=200"'], null],
		[['SIP;cause=2000'], null],
		[['SIPS;cause=200'], null],
		[[''], null],
		[[], null],
	])('%j: %j', (headers, cause) => {
		expect(sipCause(headers)).toBe(cause);
	});

	test('no header makes it throw, and each cause is found behind any other protocol', () => {
		fc.assert(
			fc.property(fc.array(fc.string()), fc.integer({ min: 100, max: 699 }), (noise, cause) => {
				const others = noise.map((text) => `X;text="${text.replaceAll(/[\\"]/g, '')}"`);
				expect(sipCause([...others, `SIP;cause=${cause}`])).toBe(cause);
				sipCause(noise);
			}),
		);
	});

	test('a long header costs little', () => {
		expect(sipCause([`SIP;${';'.repeat(100_000)}`, `${'"\\'.repeat(100_000)}`])).toBe(null);
	});
});

test.each([
	[200, 'answered-elsewhere'],
	[486, 'busy'],
	[600, 'busy'],
	[603, 'declined'],
	[500, 'cancelled'],
])('CANCEL with cause %i: %s', (cause, reason) => {
	expect(cancelReason([`SIP;cause=${cause}`])).toBe(reason);
});
