import { describe, expect, test } from 'vitest';
import { usableIceServers } from '../../../../src/background/sip/ice-servers.ts';

describe('usableIceServers', () => {
	test('leaves out what WebRTC throws on', () => {
		const user = { username: 'a', credential: 'b' };
		expect(
			usableIceServers([
				{ urls: 'stun:stun.example.test:3478' },
				{ urls: ['stuns:[2001:db8::1]:5349', 'stun:', 'stun:a b', 'http://x', 'stun:x?transport=udp'] },
				{ urls: ['turn:turn.example.test'] },
				{
					urls: ['turn:turn.example.test', 'turns:turn.example.test:443?transport=tcp', 'turn:x?transport=sctp'],
					...user,
				},
			]),
		).toEqual([
			{ urls: ['stun:stun.example.test:3478'] },
			{ urls: ['stuns:[2001:db8::1]:5349'] },
			{ urls: ['turn:turn.example.test', 'turns:turn.example.test:443?transport=tcp'], ...user },
		]);
	});
});
