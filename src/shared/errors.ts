/** Everything that can go wrong between a view and the sessions. Closed: each has a sentence `error_<code>` in `_locales`. */
export const ERROR_CODES = [
	'bad-request', // unknown command, or input of the wrong shape
	'forbidden', // a page asked for what only our own views may do
	'unexpected', // a programming error; its cause stays in the log
	'not-found', // the account, call, contact or message is gone
	'no-account', // nothing to call or chat with
	'not-connected', // this needs a connection that is not there
	'bad-address', // the text is no number and no address
	'bad-ice-server', // the text is no STUN or TURN server, or the name and password for it are not there
	'bad-site', // the text names no site
	'address-taken', // this account is already there
	'no-microphone', // none is plugged in
	'microphone-denied', // the person or the browser refused it
	'microphone-in-use', // another program holds it
	'storage-failed', // the browser could not keep it
	'refused', // the server refused it, its words are in the details
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number] | Reason;

/** Why a connection is not there. Closed: each has a sentence `error_<code>` in `_locales`. */
export const REASONS = [
	'wrong-password',
	'password-needed', // the stored keys fit no longer: new salt, new realm, or only PLAIN
	'no-safe-sign-in', // the server offers no mechanism that we accept here
	'weaker-sign-in', // the server once offered something stronger than now
	'server-not-genuine', // the server could not prove that it knows the password
	'account-disabled',
	'unknown-host',
	'certificate-refused',
	'no-websocket', // no WebSocket endpoint was found, or the host does not answer as one
	'insecure-address', // `ws:` to anything but loopback
	'unreachable',
	'lost', // it was there and broke
	'replaced', // another client took this resource
	'browser-offline',
	'server-error',
] as const;
export type Reason = (typeof REASONS)[number];

/** An error for a person: a code from the closed list, its cause for the log only. */
export class AppError extends Error {
	readonly code: ErrorCode;
	/** What the other side said, to be shown in details as text; never a secret. */
	readonly detail: string | undefined;

	constructor(code: ErrorCode, options: { cause?: unknown; detail?: string } = {}) {
		super(code, { cause: options.cause });
		this.name = 'AppError';
		this.code = code;
		this.detail = options.detail;
	}
}

/** The code of anything thrown; `unexpected` for what is not an AppError. */
export function codeOf(error: unknown): ErrorCode {
	return error instanceof AppError ? error.code : 'unexpected';
}
