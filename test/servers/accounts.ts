/** The people of the tests: each has an XMPP and a SIP account with one password. */

export const XMPP_DOMAIN = 'chat.example.test';
export const SIP_DOMAIN = 'example.test';

export interface Account {
	/** User part of both addresses. */
	readonly name: string;
	readonly password: string;
	readonly jid: string;
	/** `sip:` URI. */
	readonly aor: string;
	/** Digest user name; the user part unless the account was added with another. */
	readonly authUser: string;
	/** E.164; the SIP server routes it to this account. */
	readonly number: string;
}

export interface AccountOptions {
	readonly password?: string;
	readonly authUser?: string;
}

/** @param index which of the numbers (0–999) of +49 30 23125, reserved for fiction by the Bundesnetzagentur. */
export function accountOf(name: string, index: number, options: AccountOptions = {}): Account {
	const account = {
		name,
		password: options.password ?? `${name}-secret`,
		jid: `${name}@${XMPP_DOMAIN}`,
		aor: `sip:${name}@${SIP_DOMAIN}`,
		authUser: options.authUser ?? name,
		number: `+493023125${String(index).padStart(3, '0')}`,
	};
	for (const word of [account.name, account.password, account.authUser]) {
		if (!/^[\w-]+$/.test(word)) throw new Error(`"${word}" does not go into a configuration file unquoted`);
	}
	return account;
}
