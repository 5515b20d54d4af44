/** JsSIP's user agent, one for each account. */
import { UA } from 'jssip';
import { parseAddress, type SipAddress } from '../../shared/address.ts';
import { AppError } from '../../shared/errors.ts';
import type { Flow } from './flow.ts';
import { plainText } from './plain-text.ts';
import type { SipAccount, SipCredential } from './session.ts';

/** Seconds that an incoming call may ring; the caller's server mostly gives up earlier. */
const RING_AT_MOST = 120;
/**
 * JsSIP starts a timer of its own when a flow is lost, and clears it when the flow is back. Reconnecting is ours, so it
 * gets the longest time that a timer takes: 24 days, in seconds.
 */
const NEVER = 2_147_483;

/** Throws `bad-address` when the account's address, user name or instance id are none. */
export function createUserAgent(account: SipAccount, flow: Flow): UA {
	const { user, host, port } = ownAddress(account.aor);
	try {
		return new UA({
			sockets: flow,
			uri: `sip:${user}@${host}${port === undefined ? '' : `:${port}`}`,
			display_name: plainText(account.displayName),
			authorization_user: digestUser(account),
			...credentials(account.credential),
			instance_id: account.instanceId.replace(/^urn:/i, ''),
			no_answer_timeout: RING_AT_MOST,
			connection_recovery_min_interval: NEVER,
			connection_recovery_max_interval: NEVER,
			// JsSIP's UPDATE is not understood everywhere.
			session_timers_refresh_method: 'invite',
			user_agent: 'Twinline',
		});
	} catch (cause) {
		throw new AppError('bad-address', { cause });
	}
}

/** The name to sign in with: the AOR's user part where there is no other. Throws `bad-address`. */
export function digestUser({ authUser, aor }: Pick<SipAccount, 'authUser' | 'aor'>): string {
	return authUser || decodeURIComponent(ownAddress(aor).user);
}

/** Throws `bad-address` when it is no SIP address with a user. */
export function ownAddress(aor: string): SipAddress {
	const address = parseAddress(aor);
	if ((address?.scheme !== 'sip' && address?.scheme !== 'sips') || address.user === '')
		throw new AppError('bad-address');
	return address;
}

function credentials(credential: SipCredential) {
	switch (credential.kind) {
		case 'password':
			return { password: credential.password };
		case 'ha1':
			return { ha1: credential.ha1, realm: credential.realm };
		case 'none':
			return {};
	}
}
