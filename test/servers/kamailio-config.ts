/** Kamailio's configuration file (Kamailio 5.6): a registrar and proxy for WebSocket phones and for plain ones. */
import { join } from 'node:path';
import { type Account, SIP_DOMAIN } from './accounts.ts';
import type { Certificates } from './certificates.ts';

export interface KamailioPorts {
	readonly ws: number;
	readonly wss: number;
	/** UDP and TCP: phones that are not ours; their calls need no password, their registrations do. */
	readonly sip: number;
}

const MODULES = [
	...[
		'kex',
		'tm',
		'tmx',
		'sl',
		'rr',
		'pv',
		'maxfwd',
		'textops',
		'siputils',
		'xlog',
		'sanity',
		'usrloc',
		'outbound',
		'path',
	],
	...['registrar', 'htable', 'auth', 'xhttp', 'websocket', 'nathelper', 'tls', 'jsonrpcs'],
];

/** The one algorithm that it asks for. */
export type KamailioDigest = 'MD5' | 'SHA-256';

/** Tables: `pw` digest user → password; `of` digest user → user part; `nr` number → user part. */
export function accountEntries(account: Account): readonly (readonly [table: string, key: string, value: string])[] {
	return [
		['pw', account.authUser, account.password],
		['of', account.authUser, account.name],
		['nr', account.name, account.name],
		['nr', account.number, account.name],
	];
}

export function tlsConfig({ certificate, key }: Certificates): string {
	const common = `method = TLSv1.2+\nverify_certificate = no\nrequire_certificate = no\n`;
	return `[server:default]\n${common}private_key = ${key}\ncertificate = ${certificate}\n[client:default]\n${common}`;
}

export function kamailioConfig(
	folder: string,
	ports: KamailioPorts,
	accounts: Iterable<Account>,
	digest: KamailioDigest,
): string {
	const entries = [...accounts]
		.flatMap(accountEntries)
		.map(([table, key, value]) => `$sht(${table}=>${key}) = "${value}";`);
	return `#!KAMAILIO
debug=2
log_stderror=yes
children=2
tcp_children=2
tcp_accept_no_cl=yes   # a WebSocket's upgrade has no Content-Length
tcp_connection_lifetime=3605
auto_aliases=no
alias="${SIP_DOMAIN}"
alias="sip.${SIP_DOMAIN}"
enable_tls=yes
listen=udp:127.0.0.1:${ports.sip}
listen=tcp:127.0.0.1:${ports.sip}
listen=tcp:127.0.0.1:${ports.ws}
listen=tls:127.0.0.1:${ports.wss}
${MODULES.map((name) => `loadmodule "${name}.so"`).join('\n')}
modparam("tls", "config", "${join(folder, 'tls.cfg')}")
modparam("jsonrpcs", "transport", 1)
modparam("htable", "htable", "pw=>size=8;")
modparam("htable", "htable", "of=>size=8;")
modparam("htable", "htable", "nr=>size=8;")
modparam("auth", "algorithm", "${digest}")
modparam("rr", "enable_full_lr", 1)
modparam("usrloc", "db_mode", 0)
modparam("usrloc", "handle_lost_tcp", 1)   # dead contacts would fill max_contacts
modparam("usrloc", "timer_interval", 5)
modparam("registrar", "gruu_enabled", 1)
modparam("registrar", "max_expires", 600)
modparam("registrar", "max_contacts", 10)
modparam("registrar", "received_avp", "$avp(RECEIVED)")
modparam("nathelper", "received_avp", "$avp(RECEIVED)")
modparam("websocket", "keepalive_mechanism", 1)
modparam("websocket", "keepalive_timeout", 30)
modparam("tm", "fr_timer", 10000)

event_route[htable:mod-init] {
	${entries.join('\n\t')}
}

${ROUTES.replaceAll('WSS_PORT', String(ports.wss)).replaceAll('WS_PORT', String(ports.ws))}`;
}

const ROUTES = `request_route {
	if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
	if (!sanity_check()) exit;
	if (is_method("OPTIONS") && uri==myself && $rU==$null) { sl_send_reply("200", "OK"); exit; }
	if (is_method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
	if (nat_uac_test("64")) {   # it came over a WebSocket
		force_rport();
		if (is_method("REGISTER")) fix_nated_register();
		else if (!add_contact_alias()) { sl_reply_error(); exit; }
	}
	if (has_totag()) route(IN_DIALOG);
	if (is_method("REGISTER") || $Rp == WS_PORT || $Rp == WSS_PORT) route(AUTHENTICATE);
	if (is_method("REGISTER")) {
		if (!save("location")) sl_reply_error();
		exit;
	}
	if (is_method("INVITE|SUBSCRIBE|REFER")) record_route();
	if (uri != myself && !is_gruu()) { t_relay(); exit; }
	if (!is_gruu()) {
		if ($sht(nr=>$rU) == $null) { sl_send_reply("404", "Not Found"); exit; }
		$rU = $sht(nr=>$rU);
	}
	if (!lookup("location")) { sl_send_reply("480", "Temporarily Unavailable"); exit; }
	route(RELAY);
}

route[IN_DIALOG] {
	if (loose_route()) {
		if (is_gruu()) { if (!lookup("location")) { sl_send_reply("410", "Gone"); exit; } }
		else if ($du == "") handle_ruri_alias();
		route(RELAY);
	}
	if (is_method("ACK")) { if (t_check_trans()) t_relay(); exit; }
	if (is_gruu() && lookup("location")) route(RELAY);
	sl_send_reply("404", "Not here");
	exit;
}

route[AUTHENTICATE] {
	if (is_method("REGISTER")) {
		if ($au == $null || !pv_www_authenticate("$td", "$sht(pw=>$au)", "0")) { www_challenge("$td", "0"); exit; }
	} else {
		if ($au == $null || !pv_proxy_authenticate("$fd", "$sht(pw=>$au)", "0")) { proxy_challenge("$fd", "0"); exit; }
	}
	if ($sht(of=>$au) != $fU) { sl_send_reply("403", "Forbidden"); exit; }
	consume_credentials();
}

route[RELAY] {
	t_on_reply("FROM_PHONE");
	if (!t_relay()) sl_reply_error();
	exit;
}

onreply_route[FROM_PHONE] {
	if (nat_uac_test("64")) add_contact_alias();
}

event_route[xhttp:request] {
	set_reply_close();
	set_reply_no_connect();
	if ($hdr(Upgrade) =~ "websocket" && $hdr(Connection) =~ "Upgrade") {
		if (ws_handle_handshake()) exit;
		xhttp_reply("400", "Bad Request", "", "");
		exit;
	}
	if ($hu =~ "^/RPC") { jsonrpc_dispatch(); exit; }
	xhttp_reply("404", "Not Found", "text/plain", "no WebSocket asked for\\n");
}
`;
