import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { chooseMechanism, type SignIn, signIn } from '../../../../src/background/xmpp/rfc-6120-sasl.ts';
import { deriveKeys } from '../../../../src/background/xmpp/sasl-scram.ts';
import type { ScramKeys } from '../../../../src/background/xmpp/session.ts';
import { codeOf } from '../../../../src/shared/errors.ts';
import { parsed } from './attached.ts';
import { talk } from './talk.ts';

const NS = 'urn:ietf:params:xml:ns:xmpp-sasl';
const SALT = 'QSXCR+Q6sek8bf92';
const PASSWORD = { kind: 'password', password: 'pencil' } as const;
const WHO: SignIn = { jid: 'user@example.com', credential: PASSWORD, strongest: '', allowPlain: false, isTls: true };
const keys: ScramKeys = {
	...{ kind: 'scram', mechanism: 'SCRAM-SHA-1', salt: SALT, iterations: 4096 },
	...{ clientKey: 'AAAA', serverKey: 'AAAA' },
};

describe('which mechanism', () => {
	const ALL = ['PLAIN', 'SCRAM-SHA-1', 'X-OAUTH2', 'SCRAM-SHA-256', 'SCRAM-SHA-256-PLUS'];
	const sha256 = { ...keys, mechanism: 'SCRAM-SHA-256' } as const;
	const none = { kind: 'none' } as const;
	test.each<[string, readonly string[], Partial<SignIn>, string]>([
		['the strongest', ALL, {}, 'SCRAM-SHA-256'],
		['the strongest there is', ['SCRAM-SHA-1', 'PLAIN'], {}, 'SCRAM-SHA-1'],
		['SCRAM without TLS too', ALL, { isTls: false }, 'SCRAM-SHA-256'],
		['that of the keys', ALL, { credential: keys }, 'SCRAM-SHA-1'],
		['PLAIN, over TLS, if allowed', ['PLAIN'], { allowPlain: true }, 'PLAIN'],
		['PLAIN again', ['PLAIN'], { allowPlain: true, strongest: 'PLAIN' }, 'PLAIN'],
		['not PLAIN if not allowed', ['PLAIN'], {}, 'no-safe-sign-in'],
		['not PLAIN without TLS', ['PLAIN'], { allowPlain: true, isTls: false }, 'no-safe-sign-in'],
		['not PLAIN where SCRAM was', ['PLAIN'], { allowPlain: true, strongest: 'SCRAM-SHA-1' }, 'weaker-sign-in'],
		['not SHA-1 where SHA-256 was', ['PLAIN', 'SCRAM-SHA-1'], { strongest: 'SCRAM-SHA-256' }, 'weaker-sign-in'],
		['not PLAIN where there are keys', ['PLAIN'], { credential: keys }, 'weaker-sign-in'],
		['not weaker than the keys', ['SCRAM-SHA-1'], { credential: sha256 }, 'weaker-sign-in'],
		['none that the keys are not for', ['SCRAM-SHA-256'], { credential: keys }, 'password-needed'],
		['none without a password', ALL, { credential: none }, 'password-needed'],
		['none that we do not know', ['DIGEST-MD5', 'ANONYMOUS', 'EXTERNAL'], { allowPlain: true }, 'no-safe-sign-in'],
		['none at all', [], {}, 'no-safe-sign-in'],
	])('%s', (_, offered, who, expected) => {
		let chosen: string;
		try {
			chosen = chooseMechanism(offered, { ...WHO, ...who }).mechanism;
		} catch (error) {
			chosen = codeOf(error);
		}
		expect(chosen).toBe(expected);
	});
});

describe('SCRAM', () => {
	test('the server proves that it knows the password in its success', async () => {
		const stream = talk(challenge, (last) => `<success xmlns="${NS}">${serverFinal(last)}</success>`);
		const result = await signIn(stream, offering('SCRAM-SHA-1', 'PLAIN'), WHO);
		expect(result).toEqual({
			mechanism: 'SCRAM-SHA-1',
			strongest: 'SCRAM-SHA-1',
			keys: await deriveKeys('SCRAM-SHA-1', 'pencil', SALT, 4096),
		});
		expect(stream.sent).toHaveLength(2);
		expect(stream.sent[0]).toMatch(/^<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="SCRAM-SHA-1">/);
		expect(textOf(stream.sent[0])).toMatch(/^n,,n=user,r=/);
		expect(stream.sent.map(textOf).join()).not.toContain('pencil');
	});

	test('or in a challenge before it', async () => {
		const stream = talk(
			challenge,
			(last) => `<challenge xmlns="${NS}">${serverFinal(last)}</challenge>`,
			`<success xmlns="${NS}"/>`,
		);
		expect(await signIn(stream, offering('SCRAM-SHA-1'), WHO)).toMatchObject({ mechanism: 'SCRAM-SHA-1' });
		expect(stream.sent[2]).toBe(`<response xmlns="${NS}"></response>`.replace('></response>', '/>'));
	});

	test.each([
		['says nothing', `<success xmlns="${NS}"/>`],
		['says "="', `<success xmlns="${NS}">=</success>`],
		['says something else', `<success xmlns="${NS}">${encoded('v=AAAA')}</success>`],
		['says nonsense', `<success xmlns="${NS}">***</success>`],
		['says it in a challenge', `<challenge xmlns="${NS}">${encoded('v=AAAA')}</challenge>`],
	])('a server that %s does not know the password', async (_, last) => {
		await expect(signIn(talk(challenge, last), offering('SCRAM-SHA-1'), WHO)).rejects.toMatchObject({
			code: 'server-not-genuine',
		});
	});

	test('a success without any proof at all', async () => {
		await expect(signIn(talk(`<success xmlns="${NS}"/>`), offering('SCRAM-SHA-1'), WHO)).rejects.toMatchObject({
			code: 'server-not-genuine',
		});
	});

	test('a stronger one that is offered is remembered', async () => {
		const learned = await deriveKeys('SCRAM-SHA-1', 'pencil', SALT, 4096);
		const stream = talk(challenge, (last) => `<success xmlns="${NS}">${serverFinal(last)}</success>`);
		const result = await signIn(stream, offering('SCRAM-SHA-1', 'SCRAM-SHA-256'), { ...WHO, credential: learned });
		expect(result).toMatchObject({ mechanism: 'SCRAM-SHA-1', strongest: 'SCRAM-SHA-256' });
		expect(result.keys).toBe(learned);
	});

	test.each(['<message/>', `<challenge xmlns="${NS}">***</challenge>`, '<challenge/>', `<challenge xmlns="${NS}"/>`])(
		'%s is no challenge',
		async (answer) => {
			await expect(signIn(talk(answer), offering('SCRAM-SHA-1'), WHO)).rejects.toMatchObject({ code: 'server-error' });
		},
	);
});

test('a challenge of another namespace is none', async () => {
	const stream = talk((last) => challenge(last).replace(NS, 'urn:other'));
	await expect(signIn(stream, offering('SCRAM-SHA-1'), WHO)).rejects.toMatchObject({ code: 'server-error' });
});

describe('PLAIN', () => {
	const who = { ...WHO, allowPlain: true };

	test.each(['', '='])('RFC 4616 §2: no authorization identity, user, password; answered by %j', async (data) => {
		const stream = talk(`<success xmlns="${NS}">${data}</success>`);
		expect(await signIn(stream, offering('PLAIN'), who)).toEqual({
			mechanism: 'PLAIN',
			strongest: 'PLAIN',
			keys: null,
		});
		expect(textOf(stream.sent[0])).toBe('\0user\0pencil');
	});

	test('a password that cannot be one is not sent', async () => {
		const stream = talk();
		const credential = { kind: 'password', password: 'a\u0000b' } as const;
		await expect(signIn(stream, offering('PLAIN'), { ...who, credential })).rejects.toMatchObject({
			code: 'wrong-password',
		});
		expect(stream.sent).toEqual([]);
	});
});

describe('§6.5: failures', () => {
	test.each([
		['not-authorized', 'wrong-password'],
		['account-disabled', 'account-disabled'],
		['credentials-expired', 'account-disabled'],
		['encryption-required', 'no-safe-sign-in'],
		['invalid-mechanism', 'no-safe-sign-in'],
		['mechanism-too-weak', 'no-safe-sign-in'],
		['temporary-auth-failure', 'server-error'],
		['malformed-request', 'server-error'],
		['constructor', 'server-error'],
	])('%s is %s', async (condition, code) => {
		const failure = `<failure xmlns="${NS}"><${condition}/></failure>`;
		for (const answers of [[failure], [challenge, failure]]) {
			await expect(signIn(talk(...answers), offering('SCRAM-SHA-1'), WHO)).rejects.toMatchObject({
				code,
				detail: condition,
			});
		}
	});

	test('words are kept; nothing is not authorized either', async () => {
		const wordy = `<failure xmlns="${NS}"><account-disabled/><text xml:lang="en">Call us.</text></failure>`;
		await expect(signIn(talk(wordy), offering('SCRAM-SHA-1'), WHO)).rejects.toMatchObject({ detail: 'Call us.' });
		await expect(signIn(talk(`<failure xmlns="${NS}"/>`), offering('SCRAM-SHA-1'), WHO)).rejects.toMatchObject({
			code: 'server-error',
		});
	});
});

function offering(...mechanisms: string[]) {
	const list = mechanisms.map((name) => `<mechanism>${name}</mechanism>`).join('');
	return parsed(`<features><mechanisms xmlns="${NS}">${list}</mechanisms></features>`);
}

/** The server's first message, for the client's. */
function challenge(auth: string): string {
	const nonce = textOf(auth).split('r=')[1];
	return `<challenge xmlns="${NS}">${encoded(`r=${nonce}3rfc,s=${SALT},i=4096`)}</challenge>`;
}

/** What a server that knows the password says at last (RFC 5802 §3), made with Node's own functions. */
function serverFinal(response: string): string {
	const text = textOf(response);
	const withoutProof = text.slice(0, text.indexOf(',p='));
	const nonce = /r=([^,]*)/.exec(text)?.[1] ?? '';
	const messages = [`n=user,r=${nonce.slice(0, -4)}`, `r=${nonce},s=${SALT},i=4096`, withoutProof];
	const hmac = (key: Buffer, data: string | Buffer) => createHmac('sha1', key).update(data).digest();
	let block = hmac(Buffer.from('pencil'), Buffer.concat([Buffer.from(SALT, 'base64'), Buffer.from([0, 0, 0, 1])]));
	const salted = Buffer.from(block);
	for (let round = 1; round < 4096; round++) {
		block = hmac(Buffer.from('pencil'), block);
		for (const [index, byte] of block.entries()) salted[index] = (salted[index] ?? 0) ^ byte;
	}
	const storedKey = createHash('sha1').update(hmac(salted, 'Client Key')).digest();
	const proof = Buffer.from(text.slice(text.indexOf(',p=') + 3), 'base64');
	const clientKey = hmac(storedKey, messages.join()).map((byte, index) => byte ^ (proof[index] ?? 0));
	if (!createHash('sha1').update(clientKey).digest().equals(storedKey)) throw new Error('the proof is wrong');
	return encoded(`v=${hmac(hmac(salted, 'Server Key'), messages.join()).toString('base64')}`);
}

function encoded(text: string): string {
	return Buffer.from(text).toString('base64');
}

function textOf(element = ''): string {
	return Buffer.from(parsed(element).getText(), 'base64').toString();
}
