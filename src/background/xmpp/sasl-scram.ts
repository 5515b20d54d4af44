/** SCRAM without channel binding (RFC 5802, RFC 7677) on WebCrypto, from a password or from kept keys. */
import { AppError } from '../../shared/errors.ts';
import { type Bytes, bytesOf, fromBase64, toBase64 } from './base64.ts';
import { saslPrep } from './sasl-prep.ts';
import type { ScramKeys, ScramMechanism } from './session.ts';

/** One exchange, client first. */
export interface ScramExchange {
	/** client-first-message. */
	readonly first: string;
	/**
	 * client-final-message for a server-first-message. Throws AppError: `password-needed` when the kept keys are not for
	 * this salt and count, `no-safe-sign-in` when the server asks for too little work, `server-error` for nonsense.
	 */
	final(serverFirst: string): Promise<string>;
	/** The keys, if this server-final-message proves that the server knows them too. Throws AppError `server-not-genuine`. */
	verified(serverFinal: string): ScramKeys;
}

export interface ServerFirst {
	readonly nonce: string;
	readonly salt: string;
	readonly iterations: number;
}

type Secret = { readonly kind: 'password'; readonly password: string } | ScramKeys;

// RFC 7677 §4: servers SHOULD announce at least 4096. The most is what a slow computer does in some seconds.
const FEWEST_ITERATIONS = 4_096;
const MOST_ITERATIONS = 2_000_000;
const HASHES: Record<ScramMechanism, { readonly name: string; readonly bits: number }> = {
	'SCRAM-SHA-1': { name: 'SHA-1', bits: 160 },
	'SCRAM-SHA-256': { name: 'SHA-256', bits: 256 },
};
/** RFC 5802 §7: gs2-header of a client that does not support channel binding, no authzid. */
const GS2_HEADER = 'n,,';

/** Throws AppError `wrong-password` for a user name that cannot be one. */
export function scramExchange(
	mechanism: ScramMechanism,
	user: string,
	secret: Secret,
	nonce = randomNonce(),
): ScramExchange {
	const firstBare = `n=${saslName(user)},r=${nonce}`;
	let expected: { readonly signature: string; readonly keys: ScramKeys } | null = null;
	return {
		first: GS2_HEADER + firstBare,
		async final(serverFirst) {
			const asked = parseServerFirst(serverFirst, nonce);
			const keys = await keysFor(mechanism, secret, asked);
			const withoutProof = `c=${toBase64(bytesOf(GS2_HEADER))},r=${asked.nonce}`;
			const signed = await sign(keys, `${firstBare},${serverFirst},${withoutProof}`);
			expected = { signature: signed.serverSignature, keys };
			return `${withoutProof},p=${signed.proof}`;
		},
		verified(serverFinal) {
			// §5.1: "v=", then whatever extensions; "e=" instead of it is an error, and proves nothing.
			const signature = /^v=([^,]*)(,|$)/.exec(serverFinal)?.[1];
			if (!expected || signature !== expected.signature) throw new AppError('server-not-genuine');
			return expected.keys;
		},
	};
}

/** RFC 5802 §3: what is kept in place of the password. Throws AppError `wrong-password` for one that cannot be one. */
export async function deriveKeys(
	mechanism: ScramMechanism,
	password: string,
	salt: string,
	iterations: number,
): Promise<ScramKeys> {
	const { name, bits } = HASHES[mechanism];
	const base = await crypto.subtle.importKey('raw', bytesOf(prepared(password)), 'PBKDF2', false, ['deriveBits']);
	const work = { name: 'PBKDF2', hash: name, salt: fromBase64(salt) ?? new Uint8Array(), iterations };
	const salted = new Uint8Array(await crypto.subtle.deriveBits(work, base, bits));
	const clientKey = toBase64(await hmac(name, salted, 'Client Key'));
	const serverKey = toBase64(await hmac(name, salted, 'Server Key'));
	return { kind: 'scram', mechanism, salt, iterations, clientKey, serverKey };
}

/** Reads a server-first-message. Throws AppError as `ScramExchange.final` does. */
export function parseServerFirst(message: string, clientNonce: string): ServerFirst {
	// §5.1: r, s and i in this order; a mandatory extension (m=) first is one that we do not know.
	const [, nonce = '', salt = '', count = ''] =
		/^r=([\x21-\x2B\x2D-\x7E]+),s=([^,]+),i=(\d{1,9})(,|$)/.exec(message) ?? [];
	if (!nonce) throw new AppError('server-error', { detail: 'SCRAM' });
	// §5.1: the client MUST verify that the nonce begins with its own; the server adds to it.
	if (!nonce.startsWith(clientNonce) || nonce === clientNonce) throw new AppError('server-not-genuine');
	if (!fromBase64(salt)?.length) throw new AppError('server-error', { detail: 'SCRAM' });
	const iterations = Number(count);
	if (iterations < FEWEST_ITERATIONS || iterations > MOST_ITERATIONS) {
		throw new AppError('no-safe-sign-in', { detail: `${iterations}` });
	}
	return { nonce, salt, iterations };
}

async function keysFor(mechanism: ScramMechanism, secret: Secret, asked: ServerFirst): Promise<ScramKeys> {
	if (secret.kind === 'password') return deriveKeys(mechanism, secret.password, asked.salt, asked.iterations);
	const isFor = secret.mechanism === mechanism && secret.salt === asked.salt && secret.iterations === asked.iterations;
	const isWhole = [secret.clientKey, secret.serverKey].every(
		(key) => (fromBase64(key)?.length ?? 0) * 8 === HASHES[mechanism].bits,
	);
	if (!isFor || !isWhole) throw new AppError('password-needed');
	return secret;
}

/** RFC 5802 §3: ClientProof and ServerSignature over AuthMessage. */
async function sign(keys: ScramKeys, authMessage: string): Promise<{ proof: string; serverSignature: string }> {
	const { name } = HASHES[keys.mechanism];
	const clientKey = fromBase64(keys.clientKey) ?? new Uint8Array();
	const storedKey = new Uint8Array(await crypto.subtle.digest(name, clientKey));
	const signature = await hmac(name, storedKey, authMessage);
	const proof = clientKey.map((byte, index) => byte ^ (signature[index] ?? 0));
	const serverSignature = await hmac(name, fromBase64(keys.serverKey) ?? new Uint8Array(), authMessage);
	return { proof: toBase64(proof), serverSignature: toBase64(serverSignature) };
}

async function hmac(hash: string, key: Bytes, text: string): Promise<Bytes> {
	const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash }, false, ['sign']);
	return new Uint8Array(await crypto.subtle.sign('HMAC', imported, bytesOf(text)));
}

/** §5.1: saslname, with "=" and "," escaped. */
function saslName(user: string): string {
	return prepared(user).replace(/=/g, '=3D').replace(/,/g, '=2C');
}

function prepared(text: string): string {
	const result = saslPrep(text);
	if (result === null || result === '') throw new AppError('wrong-password');
	return result;
}

function randomNonce(): string {
	return toBase64(crypto.getRandomValues(new Uint8Array(18)));
}
