import { expect, test } from 'vitest';
import { isAnswerTo, isRequestOf } from '../../bench/sip-text.ts';
import { type Passed, roundTrips } from '../../bench/wire.ts';

test('a round trip is a flight of the client and the flight that answers it', () => {
	expect(count('c s', 's')).toBe(1);
	expect(count('c c s s s', 's')).toBe(1);
	expect(count('c s c s c s', 's')).toBe(3);
	expect(count('c s c c s s! c s', '!')).toBe(2);
	expect(() => count('c s', '!')).toThrow('did not pass');
});

test('SIP messages are told apart by their method, their status and whose they are', () => {
	const invite =
		'INVITE sip:bob@x SIP/2.0\r\nVia: SIP/2.0/WSS y\r\nFrom: "A" <sip:alice@x>;tag=1\r\nTo: <sip:bob@x>\r\n\r\n';
	expect(isRequestOf(invite, 'INVITE', 'sip:alice@x')).toBe(true);
	expect(isRequestOf(invite, 'INVITE', 'sip:bob@x')).toBe(false);
	expect(isRequestOf(invite, 'ACK', 'sip:alice@x')).toBe(false);
	const ok = 'SIP/2.0 200 OK\r\nVia: SIP/2.0/WSS y\r\nCSeq: 7 REGISTER\r\nContent-Length: 0\r\n\r\n';
	expect(isAnswerTo(ok, 200, 'REGISTER')).toBe(true);
	expect(isAnswerTo(ok, 200, 'INVITE')).toBe(false);
	expect(isAnswerTo(ok, 180, 'REGISTER')).toBe(false);
});

/** `c` is a message of the client, anything else one of the server. */
function count(messages: string, last: string): number {
	const passed = messages.split(' ').map((text): Passed => ({ by: text === 'c' ? 'client' : 'server', text, at: 0 }));
	const line = { passed, cut: () => {}, hold: () => ({ count: 0, release: async () => {} }) };
	return roundTrips(line, ({ text }) => text.endsWith(last));
}
