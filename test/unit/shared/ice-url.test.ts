import { expect, test } from 'vitest';
import { parseIceUrl } from '../../../src/shared/ice-url.ts';

test.each([
	['stun:stun.example.test:3478', 'stun.example.test', false],
	['STUNS:[2001:DB8::1]', '[2001:db8::1]', false],
	['turn:Turn.example.test', 'turn.example.test', true],
	['turns:turn.example.test:443?transport=tcp', 'turn.example.test', true],
])('%s', (url, host, isTurn) => {
	expect(parseIceUrl(url)).toEqual({ host, isTurn });
});

test.each([
	'',
	'stun:',
	'stun:a b',
	'stun:a?transport=udp',
	'turn:a?transport=sctp',
	'turn:a:port',
	'turn:user@a',
	'turn://a',
	'http://a',
	'javascript:alert(1)',
])('%j is none', (url) => {
	expect(parseIceUrl(url)).toBeUndefined();
});
