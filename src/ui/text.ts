import type messages from '../../_locales/en/messages.json';
import { extension } from './browser.ts';

/** The keys of `_locales/en/messages.json`: a key that is not there does not compile. */
export type TextKey = keyof typeof messages;

/** A code of ours as a part of a key: Chrome allows no hyphen in message names. */
export type KeyPart<Code extends string> = Code extends `${infer Head}-${infer Tail}`
	? `${Head}_${KeyPart<Tail>}`
	: Code;

/** The sentence of a key in the browser's language, `$1`, `$2` … replaced. */
export function text(key: TextKey, ...substitutions: string[]): string {
	return extension().i18n.getMessage(key, substitutions);
}

/** `no-websocket` as it stands in a key: `no_websocket`. */
export function keyPart<Code extends string>(code: Code): KeyPart<Code> {
	return code.replaceAll('-', '_') as KeyPart<Code>;
}
