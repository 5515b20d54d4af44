import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestKeys } from '../../../../../src/background/sip/digest.ts';
import { createDigest, type DigestSignIn } from '../../../../../src/background/sip/features/rfc-8760-digest.ts';

const response = (...headers: string[]) =>
	`SIP/2.0 401 Unauthorized\r\nVia: v\r\n${headers.map((h) => `${h}\r\n`).join('')}\r\n`;
const www = (rest: string) => `WWW-Authenticate: Digest realm="a", nonce="n"${rest}`;
const MD5 = 'WWW-Authenticate: Digest realm="a", nonce="n", algorithm=MD5';
const KEY = { kind: 'ha1', realm: 'a', ha1: 'f00' } as const;

function digest(over: Partial<DigestSignIn> = {}) {
	return createDigest({ user: 'alice', credential: { kind: 'password', password: 'secret' }, strongest: '', ...over });
}

describe('what JsSIP reads', () => {
	test.each([
		['RFC 8760 §4: SHA-256 first', [www(', algorithm=SHA-256'), www(', algorithm=MD5')], [MD5]],
		['MD5 first', [www(', algorithm=MD5'), www(', algorithm=SHA-512-256')], [MD5]],
		['none named is MD5', [www('')], [MD5]],
		['quoted, and in small letters', [www(', algorithm="md5"')], [MD5]],
		['one qop, the one that is answered', [www(', qop="auth-int,auth"')], [`${MD5}, qop="auth"`]],
		['what else is needed', [www(', opaque="o", stale=true')], [www(', opaque="o", stale=true, algorithm=MD5')]],
		['what nobody here can answer', [www(', algorithm=MD5-sess')], []],
		['no Digest', ['WWW-Authenticate: Basic realm="a"'], []],
		['a qop that nobody knows', [www(', qop="token"')], []],
		['a challenge without a nonce', ['WWW-Authenticate: Digest realm="a"'], []],
		['proxies', ['Proxy-Authenticate: Digest realm="a", nonce="n", algorithm=SHA-256'], [MD5.replace('WWW', 'Proxy')]],
		['a folded header is one', [www(',\r\n algorithm=SHA-256'), 'To: t'], [MD5, 'To: t']],
	])('%s', (_, headers, kept) => {
		expect(digest().reading(response(...headers))).toBe(response(...kept));
	});

	test('two that are alike: one is enough', () => {
		expect(digest().reading(response(www(''), www('')))).toBe(response(MD5));
	});

	test('any other message stays as it is', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				const any = digest();
				for (const other of [text, `SIP/2.0 200 OK\r\n${text}`, `INVITE x\r\n${www(', algorithm=SHA-256')}\r\n${text}`])
					expect(any.reading(other)).toBe(other);
				any.reading(`SIP/2.0 401 x\r\n${text}`);
				any.sending(`REGISTER x SIP/2.0\r\nAuthorization: ${text}`);
			}),
		);
	});

	test('a body is not touched', () => {
		const text = `${response()}${www(', algorithm=SHA-256')}\r\n`;
		expect(digest().reading(text)).toBe(text);
	});
});

describe('what goes out', () => {
	const sent = (nonce: string, algorithm = 'MD5') =>
		`INVITE sip:b SIP/2.0\r\nProxy-Authorization: Digest algorithm=${algorithm}, username="alice", realm="a", ` +
		`nonce="${nonce}", uri="sip:b", response="x", qop=auth, cnonce="c", nc=00000001\r\nTo: t\r\n\r\nAuthorization: body`;
	const hash = (name: string, text: string) => createHash(name).update(text).digest('hex');

	test.each([
		['SHA-256', 'sha256'],
		['SHA-512-256', 'sha512-256'],
	])('the answer to %s is made by it', (algorithm, name) => {
		const any = digest();
		any.reading(response(www(`, algorithm=${algorithm}, qop="auth"`)));
		const out = any.sending(sent('n'));
		const ha1 = hash(name, 'alice:a:secret');
		const wanted = hash(name, `${ha1}:n:00000001:c:auth:${hash(name, 'INVITE:sip:b')}`);
		expect(out).toContain(`algorithm=${algorithm}, username="alice"`);
		expect(out).toContain(`response="${wanted}"`);
		expect(out).toMatch(/\r\nTo: t\r\n\r\nAuthorization: body$/);
		expect(any.used).toBe(algorithm);
	});

	test('the answer to MD5, or to nobody, is JsSIP’s', () => {
		const any = digest();
		any.reading(response(www('')));
		for (const text of [sent('n'), sent('another'), sent('n').replace('Digest', 'Basic')])
			expect(any.sending(text)).toBe(text);
	});

	test('a nonce is answered as it was asked, also when the next one asks otherwise', () => {
		const any = digest();
		any.reading(response(www(', algorithm=SHA-256')));
		any.reading(response(www(', algorithm=SHA-512-256').replace('"n"', '"m"')));
		expect(any.sending(sent('n'))).toContain('algorithm=SHA-256,');
		expect(any.sending(sent('m'))).toContain('algorithm=SHA-512-256,');
	});
});

describe('keys', () => {
	test('are kept for the realm, and the password is not', () => {
		const any = digest();
		any.reading(response(www(', algorithm=SHA-256')));
		expect(any.keys()).toEqual(digestKeys('alice', 'a', 'secret'));
		expect(any.reading(response(www(', algorithm=SHA-256').replace('"a"', '"b"')))).toBe(response());
	});

	test('stand in for the password', () => {
		const stronger = digestKeys('alice', 'a', 'secret');
		const any = digest({ credential: { ...KEY, stronger } });
		expect(any.reading(response(www(', algorithm=SHA-256')))).toBe(response(MD5));
		expect(any.keys()).toBe(stronger);
	});

	test('an MD5 key alone answers MD5; for more the password is needed', () => {
		const any = digest({ credential: KEY });
		expect(any.reading(response(www(', algorithm=SHA-256'), www('')))).toBe(response(MD5));
		expect(any).toMatchObject({ used: 'MD5', strongest: 'SHA-256', unanswered: undefined });
		expect(any.reading(response(www(', algorithm=SHA-256')))).toBe(response());
		expect(any.unanswered).toMatchObject({ reason: 'password-needed', detail: 'SHA-256' });
	});
});

describe('never below what was offered once', () => {
	test('a weaker offer is not answered, and said', () => {
		const any = digest({ strongest: 'SHA-256' });
		expect(any.reading(response(www('')))).toBe(response());
		expect(any.unanswered).toMatchObject({ reason: 'weaker-sign-in', detail: 'MD5' });
		expect(any.reading(response(www(', algorithm=SHA-256'), www('')))).toBe(response(MD5));
		expect(any).toMatchObject({ strongest: 'SHA-256', unanswered: undefined, used: 'SHA-256' });
	});

	test('within one session too', () => {
		const any = digest();
		any.reading(response(www(', algorithm=SHA-512-256')));
		expect(any.reading(response(www(', algorithm=SHA-256')))).toBe(response());
	});

	test('another realm, a gateway’s say, has its own strength', () => {
		const any = digest({ credential: KEY, strongest: 'SHA-256' });
		const other = response(www('').replace('"a"', '"gateway"'));
		expect(any.reading(other)).toContain('realm="gateway", nonce="n", algorithm=MD5');
		expect(any.strongest).toBe('SHA-256');
	});
});
