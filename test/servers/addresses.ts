/** Where the servers are reached, by the names in their certificate. */
import { SIP_DOMAIN, XMPP_DOMAIN } from './accounts.ts';
import type { Coturn } from './coturn.ts';
import type { KamailioPorts } from './kamailio-config.ts';
import type { ProsodyPorts } from './prosody-config.ts';
import { HOST_META } from './web.ts';

export interface XmppAddresses {
	readonly domain: string;
	readonly wssUrl: string;
	/** Plain, on `localhost`. */
	readonly wsUrl: string;
	/** Its certificate is signed by nobody. */
	readonly untrustedWssUrl: string;
	/** As clients ask for it: browsers and Node are told to find port 443 of the test names at the web server. */
	readonly hostMetaUrl: string;
	/** STARTTLS, on `127.0.0.1`, for clients that are not ours. */
	readonly c2sPort: number;
}

export interface SipAddresses {
	readonly domain: string;
	readonly wssUrl: string;
	/** Plain, on `localhost`. */
	readonly wsUrl: string;
	/** Its certificate is signed by nobody. */
	readonly untrustedWssUrl: string;
	/** UDP and TCP on `127.0.0.1`, for phones that are not ours. */
	readonly port: number;
}

export interface IceAddresses {
	readonly stun: string;
	readonly turn: { readonly urls: string; readonly username: string; readonly credential: string };
}

export function xmppAddresses(ports: ProsodyPorts, untrusted: number): XmppAddresses {
	const path = 'xmpp-websocket';
	return {
		domain: XMPP_DOMAIN,
		wssUrl: `wss://${XMPP_DOMAIN}:${ports.wss}/${path}`,
		wsUrl: `ws://localhost:${ports.ws}/${path}`,
		untrustedWssUrl: `wss://${XMPP_DOMAIN}:${untrusted}/${path}`,
		hostMetaUrl: `https://${XMPP_DOMAIN}${HOST_META}`,
		c2sPort: ports.c2s,
	};
}

export function sipAddresses(ports: KamailioPorts, untrusted: number): SipAddresses {
	return {
		domain: SIP_DOMAIN,
		wssUrl: `wss://sip.${SIP_DOMAIN}:${ports.wss}`,
		wsUrl: `ws://localhost:${ports.ws}`,
		untrustedWssUrl: `wss://sip.${SIP_DOMAIN}:${untrusted}`,
		port: ports.sip,
	};
}

export function iceAddresses({ port, username, credential }: Coturn): IceAddresses {
	return {
		stun: `stun:127.0.0.1:${port}`,
		turn: { urls: `turn:127.0.0.1:${port}?transport=udp`, username, credential },
	};
}
