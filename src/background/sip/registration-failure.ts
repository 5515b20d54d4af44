/** What a REGISTER that failed means for the account: pure. */
import type { Reason } from '../../shared/errors.ts';
import { plainText } from './plain-text.ts';

/** A final answer that is no 2xx. */
export interface RegisterAnswer {
	readonly status: number;
	readonly phrase: string;
	/** Values of a header. */
	readonly header: (name: string) => readonly string[];
	/** The request carried an answer to a challenge. */
	readonly hadCredentials: boolean;
}

/** What we sign in with. `realm` where it is a key for one realm only. */
export interface SignInWith {
	readonly kind: 'password' | 'ha1' | 'none';
	readonly realm: string | undefined;
}

export interface Failure {
	/** Trying again by itself makes no sense. */
	readonly isFinal: boolean;
	readonly reason: Reason;
	readonly detail: string;
}

/** RFC 3261 §10.2.7, §21.4–21.6, §22. */
export function registrationFailure(answer: RegisterAnswer, used: SignInWith): Failure {
	const detail = plainText(`${answer.status} ${answer.phrase}`);
	const isTemporary = answer.status === 408 || answer.status >= 500;
	const reason = isTemporary ? 'server-error' : refusal(answer, used);
	return { isFinal: !isTemporary, reason, detail };
}

function refusal({ status, header, hadCredentials }: RegisterAnswer, used: SignInWith): Reason {
	if (status === 403) return hadCredentials ? 'wrong-password' : 'server-error';
	if (status !== 401 && status !== 407) return 'server-error';
	const challenge = header(status === 401 ? 'www-authenticate' : 'proxy-authenticate')[0];
	if (challenge === undefined) return 'no-safe-sign-in';
	if (used.kind === 'none') return 'password-needed';
	if (used.kind === 'ha1' && realmOf(challenge) !== used.realm) return 'password-needed';
	return hadCredentials ? 'wrong-password' : 'no-safe-sign-in';
}

/** RFC 2617 §3.2.1: a quoted string. */
function realmOf(challenge: string): string | undefined {
	return /[\s,]realm\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(challenge)?.[1]?.replace(/\\(.)/g, '$1');
}
