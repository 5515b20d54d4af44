import { describe, expect, test } from 'vitest';
import { registrationFailure } from '../../../../src/background/sip/registration-failure.ts';

describe('registrationFailure', () => {
	const www = { 'www-authenticate': ['Digest realm="new", nonce="n"'] };
	const failure = (status: number, hadCredentials: boolean, used: 'password' | 'ha1' | 'none', headers = {}) => {
		const header = (name: string) => (headers as Record<string, string[]>)[name] ?? [];
		return registrationFailure({ status, phrase: 'No', header, hadCredentials }, { kind: used, realm: 'old' });
	};

	test.each([
		[401, true, 'password', www, 'wrong-password'],
		[401, true, 'ha1', { 'www-authenticate': ['Digest nonce="n",realm="old"'] }, 'wrong-password'],
		[401, false, 'ha1', www, 'password-needed'],
		[401, false, 'none', www, 'password-needed'],
		[401, false, 'password', {}, 'no-safe-sign-in'],
		[407, true, 'password', { 'proxy-authenticate': ['Digest realm="old"'] }, 'wrong-password'],
		[403, true, 'password', {}, 'wrong-password'],
		[403, false, 'password', {}, 'server-error'],
		[404, true, 'password', {}, 'server-error'],
		[420, false, 'password', {}, 'server-error'],
	] as const)('%i, answered a challenge: %j, with %s: %j is final', (status, had, used, headers, reason) => {
		expect(failure(status, had, used, headers)).toEqual({ isFinal: true, reason, detail: `${status} No` });
	});

	test.each([408, 500, 503, 504, 600])('%i is worth another try', (status) => {
		expect(failure(status, true, 'password')).toMatchObject({ isFinal: false, reason: 'server-error' });
	});
});
