import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endDetail, endReason, type SessionEnd } from '../../../../src/background/sip/end-reason.ts';
import { END_REASONS } from '../../../../src/shared/state.ts';

describe('endReason', () => {
	const end: SessionEnd = {
		direction: 'out',
		originator: 'remote',
		cause: 'SIP Failure Code',
		status: 0,
		reasons: [],
		wasAnswered: false,
		isConnected: true,
	};

	test.each<[Partial<SessionEnd>, string]>([
		[{ wasAnswered: true, cause: 'Terminated' }, 'hung-up'],
		[{ wasAnswered: true, originator: 'local', cause: 'RTP Timeout' }, 'lost'],
		[{ wasAnswered: true, originator: 'local', cause: 'Dialog Error' }, 'lost'],
		[{ wasAnswered: true, originator: 'local', cause: 'Request Timeout' }, 'lost'],
		[{ wasAnswered: true, originator: 'remote', cause: 'No ACK' }, 'lost'],
		[{ wasAnswered: true, originator: 'local', cause: 'WebRTC Error' }, 'no-media'],
		[{ status: 607 }, 'declined'],
		[{ status: 410 }, 'not-found'],
		[{ status: 503 }, 'unavailable'],
		[{ status: 407 }, 'forbidden'],
		[{ status: 700 }, 'failed'],
		[{ cause: 'Missing SDP', status: 200 }, 'no-media'],
		[{ originator: 'local', cause: 'Canceled' }, 'no-answer'],
		[{ originator: 'local', cause: 'Canceled', isConnected: false }, 'lost'],
		[{ originator: 'local', cause: 'Internal Error' }, 'failed'],
		[{ direction: 'in', cause: 'Canceled', reasons: ['SIP;cause=200'] }, 'answered-elsewhere'],
		[{ direction: 'in', cause: 'Terminated' }, 'cancelled'],
		[{ direction: 'in', originator: 'local', cause: 'No Answer' }, 'no-answer'],
		[{ direction: 'in', originator: 'system', cause: 'Expires' }, 'no-answer'],
		[{ direction: 'in', originator: 'system', cause: 'Connection Error' }, 'lost'],
		[{ direction: 'in', originator: 'system', cause: 'WebRTC Error' }, 'no-media'],
	])('%j: %s', (over, reason) => {
		expect(endReason({ ...end, ...over })).toBe(reason);
	});

	test('every end has a reason with words for it', () => {
		const ends = fc.record({
			direction: fc.constantFrom('in' as const, 'out' as const),
			originator: fc.constantFrom('local', 'remote', 'system'),
			cause: fc.string(),
			status: fc.integer({ min: 0, max: 999 }),
			reasons: fc.array(fc.string()),
			wasAnswered: fc.boolean(),
			isConnected: fc.boolean(),
		});
		fc.assert(
			fc.property(ends, (any) => {
				expect(END_REASONS).toContain(endReason(any));
			}),
		);
	});

	test('the other side’s words are plain text', () => {
		expect(endDetail({ status_code: 603, reason_phrase: 'No\u202E\r\nway' })).toBe('603 No way');
		expect(endDetail(null)).toBe('');
	});
});
