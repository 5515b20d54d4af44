import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withAnswerableChallenge } from '../../../../../src/background/sip/features/rfc-8760-challenges.ts';

const response = (...headers: string[]) =>
	`SIP/2.0 401 Unauthorized\r\nVia: v\r\n${headers.map((h) => `${h}\r\n`).join('')}\r\n`;
const www = (rest: string) => `WWW-Authenticate: Digest realm="a", nonce="n"${rest}`;

describe('withAnswerableChallenge', () => {
	test.each([
		['RFC 8760 §4: SHA-256 first', [www(', algorithm=SHA-256'), www(', algorithm=MD5')], [www(', algorithm=MD5')]],
		['MD5 first', [www(', algorithm=MD5'), www(', algorithm=SHA-512-256')], [www(', algorithm=MD5')]],
		['none named is MD5', [www(''), www(', algorithm=SHA-256')], [www('')]],
		['quoted, and in small letters', [www(', algorithm="md5"')], [www(', algorithm="md5"')]],
		['the topmost of two that fit', [www(', qop="auth"'), www('')], [www(', qop="auth"')]],
		['what JsSIP cannot even read', [www(', algorithm=MD5-sess')], []],
		['no Digest', ['WWW-Authenticate: Basic realm="a"'], []],
		['a qop that nobody knows', [www(', qop="token"')], []],
		['an algorithm within a realm is none', ['WWW-Authenticate: Digest realm="x, algorithm=SHA-256", nonce="n"'], []],
		['proxies', ['Proxy-Authenticate: Digest realm="a", algorithm=SHA-256'], []],
	])('%s', (_, headers, kept) => {
		expect(withAnswerableChallenge(response(...headers))).toBe(response(...kept));
	});

	test('a folded header is one', () => {
		expect(withAnswerableChallenge(response(www(',\r\n algorithm=SHA-256'), 'To: t'))).toBe(response('To: t'));
	});

	test('any other message stays as it is', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				for (const other of [text, `SIP/2.0 200 OK\r\n${text}`, `INVITE x\r\n${www(', algorithm=SHA-256')}\r\n${text}`])
					expect(withAnswerableChallenge(other)).toBe(other);
				withAnswerableChallenge(`SIP/2.0 401 x\r\n${text}`);
			}),
		);
	});

	test('a body is not touched', () => {
		const text = `${response()}${www(', algorithm=SHA-256')}\r\n`;
		expect(withAnswerableChallenge(text)).toBe(text);
	});
});
