/** Who calls, or is called: what a From says, made safe to show and to call back. */
import { parseAddress } from '../../shared/address.ts';
import { plainText } from './plain-text.ts';

export interface Peer {
	/** `sip:` URI without parameters, or `tel:` with a global number. */
	readonly uri: string;
	/** Empty if it says none. */
	readonly name: string;
	/** Bare JIDs that it says are its own. */
	readonly claimedJids?: readonly string[];
}

/** What JsSIP makes of a From or To. */
export interface NameAddress {
	readonly uri: { toString(): string };
	readonly display_name?: string | null;
}

/**
 * The other side. A URI of a number (RFC 3261 §19.1.6) becomes the number: where it says `user=phone`, or where it is a
 * global number at our own domain, for many servers forget to say.
 */
export function peerOf({ uri, display_name }: NameAddress, ownDomain: string): Peer {
	const name = plainText(display_name ?? '');
	const address = parseAddress(uri.toString());
	if (address?.scheme === 'tel') return { uri: address.uri, name };
	if (address?.scheme !== 'sip' && address?.scheme !== 'sips') return { uri: ANONYMOUS, name };
	const { user, host, port } = address;
	const isNumber = address.uri.endsWith(';user=phone') || host === ownDomain;
	if (isNumber && /^\+\d{3,15}$/.test(user)) return { uri: `tel:${user}`, name };
	return { uri: `sip:${user && `${user}@`}${host}${port === undefined ? '' : `:${port}`}`, name };
}

/** RFC 3323 §4.1.1.3. */
const ANONYMOUS = 'sip:anonymous@anonymous.invalid';
