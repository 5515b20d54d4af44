import { describe, expect, test } from 'vitest';
import { canTalk } from '../../../../src/background/sip/offer.ts';
import { sdp } from '../../../support/sip/fake-rtc.ts';

describe('canTalk', () => {
	test.each([
		['', true],
		[sdp(), true],
		['v=0\r\nm=audio 5004 RTP/AVP 0\r\n', false],
		['v=0\r\nm=audio 0 UDP/TLS/RTP/SAVPF 0\r\na=fingerprint:x\r\n', false],
		['v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=fingerprint:x\r\n', false],
		['garbage', false],
	])('%j: %j', (body, can) => {
		expect(canTalk(body)).toBe(can);
	});
});
