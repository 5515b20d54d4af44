/** Addresses of STUN (RFC 7064) and TURN servers (RFC 7065), which find a way for the sound of a call. */
export interface IceUrl {
	/** Without the port. */
	readonly host: string;
	/** TURN: sound is relayed there, which takes a name and a password. */
	readonly isTurn: boolean;
}

/** Undefined for what a peer connection would throw on. */
export function parseIceUrl(url: string): IceUrl | undefined {
	const [, scheme = '', host, transport] = PATTERN.exec(url) ?? [];
	const isTurn = /^turn/i.test(scheme);
	if (host === undefined || (transport !== undefined && !isTurn)) return undefined;
	return { host: host.toLowerCase(), isTurn };
}

const PATTERN = /^(stuns?|turns?):(\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?(\?transport=(?:udp|tcp))?$/i;
