import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deriveKeys, parseServerFirst, scramExchange } from '../../../../src/background/xmpp/sasl-scram.ts';
import { codeOf } from '../../../../src/shared/errors.ts';

const VECTORS = [
	{
		rfc: 'RFC 5802 §5',
		mechanism: 'SCRAM-SHA-1',
		nonce: 'fyko+d2lbbFgONRv9qkxdawL',
		serverFirst: 'r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096',
		clientFinal: 'c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=',
		serverFinal: 'v=rmF9pqV8S7suAoZWja4dJRkFsKQ=',
	},
	{
		rfc: 'RFC 7677 §3',
		mechanism: 'SCRAM-SHA-256',
		nonce: 'rOprNGfwEbeRWgbNEkqO',
		serverFirst: 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
		clientFinal:
			'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
		serverFinal: 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
	},
] as const;
const PENCIL = { kind: 'password', password: 'pencil' } as const;

describe.each(VECTORS)('$rfc', ({ mechanism, nonce, serverFirst, clientFinal, serverFinal }) => {
	test('from the password', async () => {
		const exchange = scramExchange(mechanism, 'user', PENCIL, nonce);
		expect(exchange.first).toBe(`n,,n=user,r=${nonce}`);
		expect(await exchange.final(serverFirst)).toBe(clientFinal);
		expect(exchange.verified(serverFinal)).toMatchObject({ kind: 'scram', mechanism, iterations: 4096 });
	});

	test('from the keys that were learned by it', async () => {
		const first = scramExchange(mechanism, 'user', PENCIL, nonce);
		await first.final(serverFirst);
		const keys = first.verified(serverFinal);
		expect(JSON.stringify(keys)).not.toContain('pencil');

		const second = scramExchange(mechanism, 'user', keys, nonce);
		expect(await second.final(serverFirst)).toBe(clientFinal);
		expect(second.verified(serverFinal)).toEqual(keys);
	});

	test.each([
		'v=AAAAAAAAAAAAAAAAAAAAAAAAAAA=',
		serverFinal.slice(0, -1),
		`x=${serverFinal}`,
		'e=other-error',
		'v=',
		'',
	])('%j proves nothing', async (forged) => {
		const exchange = scramExchange(mechanism, 'user', PENCIL, nonce);
		await exchange.final(serverFirst);
		expect(code(() => exchange.verified(forged))).toBe('server-not-genuine');
	});

	test('extensions after the signature are nothing to us', async () => {
		const exchange = scramExchange(mechanism, 'user', PENCIL, nonce);
		await exchange.final(serverFirst);
		expect(exchange.verified(`${serverFinal},x=y`)).toMatchObject({ mechanism });
	});

	test('keys are good for their salt, their count and their mechanism only', async () => {
		const salt = /s=([^,]+)/.exec(serverFirst)?.[1] ?? '';
		const keys = await deriveKeys(mechanism, 'pencil', salt, 4096);
		const other = mechanism === 'SCRAM-SHA-1' ? 'SCRAM-SHA-256' : 'SCRAM-SHA-1';
		const useless = [
			{ ...keys, salt: 'AAAA' },
			{ ...keys, iterations: 4097 },
			{ ...keys, mechanism: other } as const,
			{ ...keys, clientKey: '' },
			{ ...keys, serverKey: 'not base64' },
		];
		for (const secret of useless) {
			await expect(scramExchange(mechanism, 'user', secret, nonce).final(serverFirst)).rejects.toMatchObject({
				code: 'password-needed',
			});
		}
	});
});

test.each(['v=', 'v=undefined', ''])('%j before anything was signed proves nothing', (forged) => {
	const exchange = scramExchange('SCRAM-SHA-1', 'user', PENCIL, 'abc');
	expect(code(() => exchange.verified(forged))).toBe('server-not-genuine');
});

test('RFC 5802 §5.1: the user name is prepared and escaped', () => {
	expect(scramExchange('SCRAM-SHA-1', 'I\u00ADX=,', PENCIL, 'abc').first).toBe('n,,n=IX=3D=2C,r=abc');
});

test.each(['', '\u0000'])('a user name or password %j is none', async (text) => {
	expect(code(() => scramExchange('SCRAM-SHA-1', text, PENCIL))).toBe('wrong-password');
	await expect(deriveKeys('SCRAM-SHA-1', text, 'AAAA', 4096)).rejects.toMatchObject({ code: 'wrong-password' });
});

test('each exchange has its own nonce', () => {
	const nonces = Array.from({ length: 20 }, () => scramExchange('SCRAM-SHA-1', 'user', PENCIL).first.split('r=')[1]);
	expect(new Set(nonces).size).toBe(20);
	for (const nonce of nonces) expect(nonce).toMatch(/^[\x21-\x2B\x2D-\x7E]{16,}$/);
});

describe('parseServerFirst', () => {
	test('extensions after the count are nothing to us', () => {
		expect(parseServerFirst('r=abcd,s=AAAA,i=4096,x=y', 'abc')).toEqual({
			nonce: 'abcd',
			salt: 'AAAA',
			iterations: 4096,
		});
	});

	test.each([
		['r=abc,s=AAAA,i=4096', 'server-not-genuine', 'nothing of its own in the nonce'],
		['r=xbcd,s=AAAA,i=4096', 'server-not-genuine', 'not our nonce'],
		['r=abcd,s=AAAA,i=4095', 'no-safe-sign-in', 'too few iterations'],
		['r=abcd,s=AAAA,i=2000001', 'no-safe-sign-in', 'too many'],
		['r=abcd,s=AAAA,i=99999999999', 'server-error', 'far too many'],
		['r=abcd,s=AAAA,i=-1', 'server-error', 'no count'],
		['r=abcd,s=A,i=4096', 'server-error', 'no base64'],
		['r=abcd,s=,i=4096', 'server-error', 'no salt'],
		['m=x,r=abcd,s=AAAA,i=4096', 'server-error', 'a mandatory extension'],
		['s=AAAA,r=abcd,i=4096', 'server-error', 'another order'],
		['e=unknown-user', 'server-error', 'an error'],
		['', 'server-error', 'nothing'],
	])('%s: %s, %s', (message, expected) => {
		expect(code(() => parseServerFirst(message, 'abc'))).toBe(expected);
	});

	test('takes anything or says why not', () => {
		const codes = ['server-error', 'server-not-genuine', 'no-safe-sign-in'];
		const part = fc.oneof(fc.constantFrom('r=abc', 's=', 'i=', ',', 'AAAA', '4096', '='), fc.string());
		fc.assert(
			fc.property(
				fc.array(part).map((parts) => parts.join('')),
				(message) => {
					try {
						const { nonce, iterations } = parseServerFirst(message, 'abc');
						expect(nonce.startsWith('abc') && iterations >= 4096).toBe(true);
					} catch (error) {
						expect(codes).toContain(codeOf(error));
					}
				},
			),
		);
	});
});

function code(run: () => unknown): string {
	try {
		run();
	} catch (error) {
		return codeOf(error);
	}
	return 'nothing thrown';
}
