/**
 * Scenarios for sipp, made of steps:
 *
 *     scenario([invites, receives(180), waits, ...cancels]);      // calls, and gives up when it is told to go on
 *     scenario([isInvited, rings, waits, ...refuses(486, 'Busy Here')]);
 *
 * The phone's address is `[phone]`, whom it calls `[service]`, both at `[domain]`. Its session descriptions are a browser's
 * in all but the media, which never comes: only the dialog is real.
 */

/** A piece of a scenario file. */
export type Step = string;

export function scenario(steps: readonly Step[]): string {
	return `<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="phone">\n${steps.join('\n')}\n</scenario>\n`;
}

/** Goes on when `SippRun.goOn` says so; until then it writes in its log, for us, that it waits, and in which call. */
export const waits: Step = '<nop><action><log message="waits in [call_id]"/></action></nop>\n<recvCmd></recvCmd>';

/** A final response (with what is provisional before it), or a request; anything else fails the scenario. */
export function receives(what: number | string): Step {
	if (typeof what === 'string') return `<recv request="${what}"></recv>`;
	const provisional = [100, 180].filter((status) => status !== what && what !== 401);
	const optional = provisional.map((status) => `<recv response="${status}" optional="true"></recv>`);
	// The routes of a dialog (RFC 3261 §12.1.2) are those of the response that makes it.
	return [...optional, `<recv response="${what}" rrs="true"${what === 401 ? ' auth="true"' : ''}></recv>`].join('\n');
}

/** RFC 3261 §10, twice: for the challenge, and with the answer to it. `seconds` 0 takes the contact away. */
export function registers(user: string, password: string, seconds: number): Step[] {
	const request = (cseq: number, authorization: readonly string[]) =>
		sends([
			'REGISTER sip:[domain] SIP/2.0',
			`Via: SIP/2.0/UDP [local_ip]:[local_port];branch=z9hG4bK[call_id]r${cseq}`,
			`From: <sip:[phone]@[domain]>;tag=[pid]r`,
			'To: <sip:[phone]@[domain]>',
			'Call-ID: [call_id]',
			`CSeq: ${cseq} REGISTER`,
			`Contact: <sip:[phone]@[local_ip]:[local_port]>;expires=${seconds}`,
			'Max-Forwards: 70',
			...authorization,
			'Content-Length: 0',
		]);
	const answer = `[authentication username=${user} password=${password}]`;
	return [request(1, []), receives(401), request(2, [answer]), receives(200)];
}

const CALLER = 'From: "Desk phone" <sip:[phone]@[domain]>;tag=[pid]c';
const CALLED = 'To: <sip:[service]@[domain]>';

/** Calls. */
export const invites: Step = sends(
	[
		'INVITE sip:[service]@[domain] SIP/2.0',
		'Via: SIP/2.0/UDP [local_ip]:[local_port];branch=z9hG4bK[call_id]i',
		CALLER,
		CALLED,
		'Call-ID: [call_id]',
		'CSeq: 1 INVITE',
		'Contact: <sip:[phone]@[local_ip]:[local_port]>',
		'Max-Forwards: 70',
		'Content-Type: application/sdp',
		'Content-Length: [len]',
	],
	session('actpass'),
);

/** Acknowledges a 200, as a request of its own (RFC 3261 §13.2.2.4). */
export const acknowledges: Step = inDialog('ACK', 'a', 1);

/** Acknowledges a refusal, as a part of the INVITE (RFC 3261 §17.1.1.3). */
export const acknowledgesRefusal: Step = ofInvite('ACK', '[peer_tag_param]');

/** Gives up (RFC 3261 §9.1), and hears that. */
export const cancels: readonly Step[] = [ofInvite('CANCEL', ''), receives(200), receives(487), acknowledgesRefusal];

/** Hangs up as the caller. */
export const hangsUp: readonly Step[] = [inDialog('BYE', 'b', 2), receives(200)];

/** Agrees to a BYE. */
export const isHungUpOn: readonly Step[] = [receives('BYE'), responds('200 OK', fromLast)];

/** Waits for a call, and keeps what its responses need when other requests have come after it. */
export const isInvited: Step = [
	'<recv request="INVITE" rrs="true"><action>',
	...[
		['Via:', '1', 'via1'],
		['Via:', '2', 'via2'],
		['From:', '1', 'from'],
		['To:', '1', 'to'],
		['CSeq:', '1', 'cseq'],
	].map(
		([header, occurrence, name]) =>
			`<ereg regexp=".*" search_in="hdr" header="${header}" occurrence="${occurrence}" assign_to="${name}"/>`,
	),
	'</action></recv>',
].join('\n');

export const rings: Step = toInvite('180 Ringing');

/** Answers, and waits for the acknowledgement. */
export const answers: readonly Step[] = [toInvite('200 OK', session('active')), receives('ACK')];

/** A final response other than 200, and its acknowledgement. */
export function refuses(status: number, phrase: string): readonly Step[] {
	return [toInvite(`${status} ${phrase}`), receives('ACK')];
}

/** Is given up on: answers the CANCEL, and by that the call (RFC 3261 §9.2). */
export const isCancelled: readonly Step[] = [
	receives('CANCEL'),
	responds('200 OK', fromLast),
	...refuses(487, 'Request Terminated'),
];

/** Hangs up as the one who was called. */
export const calledHangsUp: readonly Step[] = [
	sends([
		'BYE [next_url] SIP/2.0',
		'Via: SIP/2.0/UDP [local_ip]:[local_port];branch=z9hG4bK[pid]b',
		'[routes]',
		'From:[$to];tag=[pid]u',
		'To:[$from]',
		'Call-ID: [call_id]',
		'CSeq: 1 BYE',
		'Max-Forwards: 70',
		'Content-Length: 0',
	]),
	receives(200),
];

/** A request within a dialog that the phone began. */
function inDialog(method: string, branch: string, cseq: number): Step {
	const lines = [
		`${method} [next_url] SIP/2.0`,
		`Via: SIP/2.0/UDP [local_ip]:[local_port];branch=z9hG4bK[call_id]${branch}`,
		'[routes]',
		CALLER,
		`${CALLED}[peer_tag_param]`,
		'Call-ID: [call_id]',
		`CSeq: ${cseq} ${method}`,
		'Max-Forwards: 70',
		'Content-Length: 0',
	];
	return method === 'ACK' ? send(lines, '', '') : sends(lines);
}

/** CANCEL, or the ACK of a refusal: the same branch and CSeq as the INVITE has. */
function ofInvite(method: 'ACK' | 'CANCEL', toTag: string): Step {
	const lines = [
		`${method} sip:[service]@[domain] SIP/2.0`,
		'Via: SIP/2.0/UDP [local_ip]:[local_port];branch=z9hG4bK[call_id]i',
		CALLER,
		`${CALLED}${toTag}`,
		'Call-ID: [call_id]',
		`CSeq: 1 ${method}`,
		'Max-Forwards: 70',
		'Content-Length: 0',
	];
	return method === 'ACK' ? send(lines, '', '') : sends(lines);
}

function fromLast(): readonly string[] {
	return ['[last_Via:]', '[last_From:]', '[last_To:]', '[last_Call-ID:]', '[last_CSeq:]'];
}

function toInvite(status: string, body = ''): Step {
	const kept = () => ['Via:[$via1]', 'Via:[$via2]', '[last_Record-Route:]', 'From:[$from]', 'To:[$to];tag=[pid]u'];
	return responds(status, () => [...kept(), 'Call-ID: [call_id]', 'CSeq:[$cseq]'], body);
}

function responds(status: string, headers: () => readonly string[], body = ''): Step {
	const lines = [
		`SIP/2.0 ${status}`,
		...headers(),
		'Contact: <sip:[phone]@[local_ip]:[local_port]>',
		...(body ? ['Content-Type: application/sdp'] : []),
		'Content-Length: [len]',
	];
	return send(lines, body, '');
}

/** Sends a request again until it is answered (RFC 3261 §17.1.1.2, T1). */
function sends(lines: readonly string[], body = ''): Step {
	return send(lines, body, ' retrans="500"');
}

function send(lines: readonly string[], body: string, attributes: string): Step {
	return `<send${attributes}><![CDATA[\n${lines.join('\n')}\n\n${body}]]></send>`;
}

/** What a browser takes for a browser's offer or answer (RFC 8829). */
function session(setup: 'actpass' | 'active'): string {
	const lines = [
		'v=0',
		'o=- 1 1 IN IP4 [local_ip]',
		's=-',
		't=0 0',
		'a=group:BUNDLE 0',
		'a=ice-options:trickle',
		'm=audio 9 UDP/TLS/RTP/SAVPF 0',
		'c=IN IP4 [local_ip]',
		'a=mid:0',
		'a=sendrecv',
		'a=rtcp-mux',
		'a=rtpmap:0 PCMU/8000',
		'a=ice-ufrag:phone',
		'a=ice-pwd:0123456789012345678901',
		`a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'A5').join(':')}`,
		`a=setup:${setup}`,
	];
	return `${lines.join('\n')}\n`;
}
