/** Prosody's configuration file (Prosody 0.12). */
import { join } from 'node:path';
import { XMPP_DOMAIN } from './accounts.ts';
import type { Certificates } from './certificates.ts';

/**
 * What the server knows of a password, and so offers:
 * `scram-sha-1` and `scram-sha-256`: stored keys of one hash, that SCRAM and PLAIN; `scram-both`: the password itself, both
 * SCRAMs with a new salt each time, and PLAIN; `plain`: only PLAIN.
 */
export type Authentication = 'scram-sha-1' | 'scram-sha-256' | 'scram-both' | 'plain';

export interface ProsodyOptions {
	/** `scram-sha-1`, as Prosody's own default, when not given. */
	readonly authentication?: Authentication;
	/** These modules are not loaded, as on a poor server, e.g. `['smacks', 'mam']`. */
	readonly without?: readonly string[];
	/** These are loaded beside or instead, e.g. `vcard`, which keeps vcard-temp and nothing else. */
	readonly also?: readonly string[];
}

export interface ProsodyPorts {
	readonly ws: number;
	readonly wss: number;
	/** STARTTLS. */
	readonly c2s: number;
	/** XEP-0114 components, see `CROWD`. */
	readonly component: number;
}

/** A domain whose users are played by a test: a XEP-0114 component connects with this name and secret. */
export const CROWD = { domain: `crowd.${XMPP_DOMAIN}`, secret: 'crowd-secret' } as const;

const MODULES = [
	...[
		'roster',
		'saslauth',
		'tls',
		'disco',
		'ping',
		'time',
		'version',
		'uptime',
		'websocket',
		'smacks',
		'mam',
		'carbons',
	],
	...['csi_simple', 'pep', 'vcard4', 'vcard_legacy', 'bookmarks', 'blocklist', 'private', 'offline', 'http', 'posix'],
];

const AUTHENTICATION: Record<Authentication, readonly string[]> = {
	'scram-sha-1': ['authentication = "internal_hashed"', 'password_hash = "SHA-1"'],
	'scram-sha-256': ['authentication = "internal_hashed"', 'password_hash = "SHA-256"'],
	'scram-both': ['authentication = "internal_plain"'],
	plain: [
		'authentication = "internal_plain"',
		'disable_sasl_mechanisms = { "SCRAM-SHA-1", "SCRAM-SHA-256", "DIGEST-MD5", "LOGIN" }',
	],
};

export function prosodyConfig(
	folder: string,
	ports: ProsodyPorts,
	certificates: Certificates,
	options: ProsodyOptions,
): string {
	const modules = [...MODULES.filter((name) => !options.without?.includes(name)), ...(options.also ?? [])];
	return `
run_as_root = true; daemonize = false
pidfile = "${join(folder, 'prosody.pid')}"; data_path = "${join(folder, 'prosody-data')}"
interfaces = { "127.0.0.1" }; local_interfaces = { "127.0.0.1" }
c2s_ports = { ${ports.c2s} }; s2s_ports = {}; c2s_direct_tls_ports = {}; s2s_direct_tls_ports = {}
component_interfaces = { "127.0.0.1" }; component_ports = { ${ports.component} }
http_interfaces = { "127.0.0.1" }; http_ports = { ${ports.ws} }
https_interfaces = { "127.0.0.1" }; https_ports = { ${ports.wss} }
http_default_host = "${XMPP_DOMAIN}" -- ws://localhost and ws://127.0.0.1 too
http_external_url = "https://${XMPP_DOMAIN}:${ports.wss}/"
ssl = { certificate = "${certificates.certificate}", key = "${certificates.key}" }
c2s_require_encryption = true
consider_websocket_secure = true -- so that ws: offers what wss: offers, PLAIN included
cross_domain_websocket = true
storage = "internal"
log = { { levels = { min = "info" }, to = "console" } }
plugin_paths = {}
modules_disabled = { "s2s" }
modules_enabled = { ${modules.map((name) => `"${name}"`).join(', ')} }
${AUTHENTICATION[options.authentication ?? 'scram-sha-1'].join('\n')}
VirtualHost "${XMPP_DOMAIN}"
Component "conference.${XMPP_DOMAIN}" "muc"
	modules_enabled = { "muc_mam", "vcard_muc" }
	restrict_room_creation = false; muc_room_locking = false
Component "upload.${XMPP_DOMAIN}" "http_file_share"
	http_host = "${XMPP_DOMAIN}"
Component "${CROWD.domain}"
	component_secret = "${CROWD.secret}"
`;
}
