import { describe, expect, test } from 'vitest';
import { accountToCallWith } from '../../../../src/background/calls/routing.ts';
import type { AccountView } from '../../../../src/shared/state.ts';

describe('which account places the call', () => {
	test('C22: with one account there is nothing to choose', () => {
		expect(accountToCallWith([sip('a')], undefined, '')).toBe('a');
	});

	test('one that is not ready is better than none: the person learns why', () => {
		expect(accountToCallWith([sip('a', 'waiting')], undefined, '')).toBe('a');
	});

	test('the one that was named, even when another is preferred', () => {
		expect(accountToCallWith([sip('a'), sip('b')], 'b', 'a')).toBe('b');
	});

	test('the preferred one when it is ready, else the first that is', () => {
		expect(accountToCallWith([sip('a'), sip('b')], undefined, 'b')).toBe('b');
		expect(accountToCallWith([sip('a', 'waiting'), sip('b'), sip('c')], undefined, 'a')).toBe('b');
	});

	test('an account for chat, or one that is switched off, places no call', () => {
		const off = { ...sip('a'), enabled: false };
		const chat = { ...sip('c'), protocol: 'xmpp' as const };
		expect(() => accountToCallWith([off, chat], undefined, '')).toThrow(
			expect.objectContaining({ code: 'no-account' }),
		);
		expect(() => accountToCallWith([off, sip('b')], 'a', '')).toThrow(expect.objectContaining({ code: 'no-account' }));
	});
});

function sip(id: string, is: 'online' | 'waiting' = 'online'): AccountView {
	const security = { tls: true, mechanism: 'Digest MD5', host: 'x' };
	return {
		id,
		protocol: 'sip',
		address: `sip:${id}@x`,
		displayName: '',
		endpoint: '',
		authUser: '',
		iceServers: [],
		enabled: true,
		connection: is === 'online' ? { is, since: 0, security } : { is, since: 0, retryAt: 1, reason: 'lost' },
	};
}
