/** Digest access authentication (RFC 7616, RFC 8760) with what JsSIP has not: SHA-256 and SHA-512/256. */
import { sha256, sha512_256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** RFC 8760 §2.1. MD5 is answered by JsSIP itself. */
export type StrongAlgorithm = 'SHA-512-256' | 'SHA-256';
export type DigestAlgorithm = StrongAlgorithm | 'MD5';

/** HA1 for each algorithm that is stronger than MD5, hex. */
export type DigestKeys = Readonly<Record<StrongAlgorithm, string>>;

/** Weakest first. */
const ORDER: readonly string[] = ['MD5', 'SHA-256', 'SHA-512-256'] satisfies DigestAlgorithm[];

/** How strong an algorithm is beside the others; -1 for one that is not known here. */
export function strengthOf(algorithm: string): number {
	return ORDER.indexOf(algorithm.toUpperCase());
}

/** What is kept instead of the password: good for this realm only (RFC 7616 §3.4.2). */
export function digestKeys(user: string, realm: string, password: string): DigestKeys {
	const secret = `${user}:${realm}:${password}`;
	return { 'SHA-512-256': hash('SHA-512-256', secret), 'SHA-256': hash('SHA-256', secret) };
}

/** What a response is made of; `qop` empty where the challenge had none (RFC 2069's way). */
export interface DigestInput {
	readonly ha1: string;
	readonly method: string;
	readonly uri: string;
	readonly nonce: string;
	readonly nc: string;
	readonly cnonce: string;
	readonly qop: '' | 'auth';
}

/** The `response` parameter, hex (RFC 7616 §3.4.1). */
export function digestResponse(algorithm: StrongAlgorithm, input: DigestInput): string {
	const { ha1, method, uri, nonce, nc, cnonce, qop } = input;
	const ha2 = hash(algorithm, `${method}:${uri}`);
	return hash(algorithm, [ha1, nonce, ...(qop ? [nc, cnonce, qop] : []), ha2].join(':'));
}

function hash(algorithm: StrongAlgorithm, text: string): string {
	const bytes = utf8ToBytes(text);
	return bytesToHex(algorithm === 'SHA-256' ? sha256(bytes) : sha512_256(bytes));
}
