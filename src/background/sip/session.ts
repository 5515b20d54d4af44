/** What a SIP session is to the rest of the session document: the contract of this folder. */
import type { CallPhase, Connection, EndReason } from '../../shared/state.ts';
import type { DigestKeys } from './digest.ts';

/** Kept instead of the password, usable only for this realm: HA1 of RFC 2617 §3.2.2.2, and of RFC 8760 where it is known. */
interface SipKey {
	readonly realm: string;
	readonly ha1: string;
	readonly stronger?: DigestKeys | undefined;
}
export type SipCredential =
	| { readonly kind: 'password'; readonly password: string }
	| (SipKey & { readonly kind: 'ha1' })
	| { readonly kind: 'none' };

export interface SipAccount {
	/** AOR with scheme: `sip:alice@example.test`. */
	readonly aor: string;
	/** `wss:` address. */
	readonly endpoint: string;
	/** Digest user name; empty: the AOR's user part. */
	readonly authUser: string;
	readonly displayName: string;
	readonly credential: SipCredential;
	/** The strongest digest algorithm that the server ever offered; empty at first. Never below it silently. */
	readonly strongest: string;
	readonly iceServers: readonly RTCIceServer[];
	/** RFC 5626 instance id (`urn:uuid:…`), the same for the life of the account. */
	readonly instanceId: string;
}

export interface SipEvents {
	connection(connection: Connection): void;
	/** Learned at a registration, to be kept: the key in place of the password, and the strongest algorithm offered so far. */
	credential(learned: { readonly key: SipKey; readonly strongest: string }): void;
	/** An INVITE that rings: 180 is sent. */
	incoming(call: SipCall): void;
}

export interface SipSession {
	/** Registers now, whatever the back-off says; also out of `refused`. */
	retry(): void;
	/**
	 * An outgoing call; `target` is a SIP URI, or a `tel:` URI which is sent through the account's domain (RFC 3261 §19.1.6).
	 * The INVITE goes out at once when connected; `not-connected` is thrown when not. `ownJid`: bare, told to the other side
	 * as where to write to (RFC 6993); empty: nothing is told.
	 */
	call(target: string, stream: MediaStream, ownJid?: string): SipCall;
	/** Unregisters, hangs up what is live, closes the socket. */
	close(): Promise<void>;
}

export type SipCallChange =
	| { readonly phase: CallPhase }
	| { readonly heldByPeer: boolean }
	| { readonly cutOff: boolean }
	/** Audio of the other side: play it. */
	| { readonly remote: MediaStream };

/** One dialog. */
export interface SipCall {
	readonly id: string;
	readonly direction: 'in' | 'out';
	/** URI without parameters. */
	readonly peer: string;
	readonly peerName: string;
	/** Bare JIDs that an incoming call names as its caller's own (RFC 6993): claims, and nothing more. */
	readonly claimedJids: readonly string[];
	/** One listener; it is told every change from now on, `ended` last. */
	onChange(listener: (change: SipCallChange) => void): void;
	answer(stream: MediaStream): void;
	/** 603 Decline, or 486 Busy Here. */
	decline(reason: Extract<EndReason, 'declined' | 'busy'>): void;
	/** CANCEL or BYE; works, and ends the call locally, without a connection too. */
	hangUp(): void;
	/** Stops what is sent; signalling stays as it is. */
	mute(muted: boolean): void;
	hold(held: boolean): Promise<void>;
	/** RFC 4733. */
	sendTones(tones: string): void;
	/** Another microphone or a restored one, without a new offer; null lets go of the one that is there. */
	replaceMicrophone(stream: MediaStream | null): Promise<void>;
	/** For the tests and the quality bar. */
	stats(): Promise<RTCStatsReport>;
}

/** `startSipSession` in `account.ts` is of this type. */
export type StartSipSession = (account: SipAccount, events: SipEvents) => SipSession;
