import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { digestKeys, digestResponse, strengthOf } from '../../../../src/background/sip/digest.ts';

describe('RFC 7616 §3.9.1', () => {
	const keys = digestKeys('Mufasa', 'http-auth@example.org', 'Circle of Life');
	const input = {
		method: 'GET',
		uri: '/dir/index.html',
		nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
		nc: '00000001',
		cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
		qop: 'auth',
	} as const;

	test('SHA-256', () => {
		const response = digestResponse('SHA-256', { ...input, ha1: keys['SHA-256'] });
		expect(response).toBe('753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1');
	});
});

test('RFC 8760 §2.1: SHA-512/256 is a hash of its own, and no cut SHA-512; names are UTF-8', () => {
	const wanted = createHash('sha512-256').update('Jäsøn Doe:api@example.org:Secret, or not?').digest('hex');
	expect(digestKeys('Jäsøn Doe', 'api@example.org', 'Secret, or not?')['SHA-512-256']).toBe(wanted);
});

test('stronger is more; unknown is nothing', () => {
	expect(['', 'SHA-1', 'md5', 'MD5', 'SHA-256', 'sha-512-256'].map(strengthOf)).toEqual([-1, -1, 0, 0, 1, 2]);
});
