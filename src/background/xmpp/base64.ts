/** Base64 of bytes and of UTF-8 text, as SASL has them (RFC 4648 §4). */

export type Bytes = Uint8Array<ArrayBuffer>;

export function bytesOf(text: string): Bytes {
	return new TextEncoder().encode(text);
}

export function toBase64(bytes: Bytes): string {
	return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** Null if it is none. */
export function fromBase64(text: string): Bytes | null {
	if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null;
	return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** Null if it is no base64, or not of UTF-8. */
export function textFromBase64(text: string): string | null {
	const bytes = fromBase64(text);
	if (!bytes) return null;
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
}
