/**
 * SIP phones that are not ours: sipp, over UDP, with the scenarios in `sipp/`. They speak plain SIP, and their session
 * descriptions are such as a browser accepts, though no sound ever comes.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnGuarded } from './guarded.ts';
import { root } from './root.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { until } from './until.ts';

/** What is called: a scenario that waits for an INVITE. */
export type Called = 'answers' | 'answers-and-hangs-up' | 'refuses' | 'rings';
/** What calls. */
export type Calling = 'calls' | 'calls-and-hangs-up' | 'is-refused' | 'gives-up';

export interface SippOptions {
	/** `486 Busy Here` for `refuses`, `486` for `is-refused`. */
	readonly status?: string;
	/** A header line of the CANCEL of `gives-up`. */
	readonly reason?: string;
	/** The session description of a calling phone; such as a browser accepts when not given. */
	readonly offer?: string;
}

interface Filling extends SippOptions {
	readonly domain?: string;
}

export interface Sipp {
	/** A phone that is called: where. */
	readonly uri: string;
	/** Resolves when the scenario went as it is written; rejects with what sipp says if not. */
	readonly done: Promise<void>;
}

/** A phone that waits to be called, once. Resolves when it listens. */
export async function sippPhone(scenario: Called, options: SippOptions = {}): Promise<Sipp> {
	const port = await freePort();
	const done = run(scenario, options, ['-p', String(port)]);
	const listens = new RegExp(`: 0100007F:${port.toString(16).toUpperCase().padStart(4, '0')} `);
	await Promise.race([done, until('sipp listens', () => listens.test(readFileSync('/proc/net/udp', 'latin1')))]);
	return { uri: `sip:phone@127.0.0.1:${port}`, done };
}

/** A phone that calls `user` of `domain` through the server on this UDP port. */
export function sippCall(
	scenario: Calling,
	sip: { port: number; domain: string },
	user: string,
	options: SippOptions = {},
): Sipp {
	const done = run(scenario, { ...options, domain: sip.domain }, ['-s', user, `127.0.0.1:${sip.port}`]);
	return { uri: '', done };
}

async function run(scenario: string, options: Filling, args: readonly string[]): Promise<void> {
	const folder = temporaryFolder(`sipp-${scenario}`);
	const [file, log, errors] = ['scenario.xml', 'log', 'errors'].map((name) => join(folder.path, name)) as [
		string,
		string,
		string,
	];
	writeFileSync(file, filled(readFileSync(join(root, 'test/support/sipp', `${scenario}.xml`), 'utf8'), options));
	const common = ['-sf', file, '-i', '127.0.0.1', '-m', '1', '-nostdin', '-timeout', '30', '-timeout_error'];
	const traces = ['-trace_err', '-error_file', errors];
	const phone = spawnGuarded(['sipp', ...common, ...traces, ...args], { log, cwd: folder.path });
	await until(`sipp ${scenario} ends`, () => phone.hasEnded(), 35_000);
	const status = phone.status();
	const said = `${readFileSync(log, 'utf8').slice(-1500)}\n${readErrors(errors)}`;
	folder.remove();
	if (status !== 0) throw new Error(`sipp ${scenario} ended with ${status}\n${said}`);
}

function readErrors(file: string): string {
	try {
		return readFileSync(file, 'utf8').slice(-3000);
	} catch {
		return ''; // there is none when nothing was wrong
	}
}

function filled(scenario: string, { status = '', reason = '', offer = sdp('actpass'), domain = '' }: Filling) {
	return scenario
		.replaceAll('@DOMAIN@', domain)
		.replaceAll('@STATUS@', status)
		.replaceAll('@OFFER@', offer)
		.replaceAll('@ANSWER@', sdp('active'))
		.replaceAll(/^@REASON@\n/gm, reason && `${reason}\n`);
}

/** One audio line as WebRTC wants it (RFC 8829), at an address where nobody is. */
function sdp(setup: 'actpass' | 'active'): string {
	return [
		'v=0',
		'o=phone 1 1 IN IP4 127.0.0.1',
		's=-',
		'c=IN IP4 127.0.0.1',
		't=0 0',
		'm=audio 9 UDP/TLS/RTP/SAVPF 0',
		'a=rtpmap:0 PCMU/8000',
		'a=mid:0',
		'a=sendrecv',
		'a=ice-ufrag:sipp',
		'a=ice-pwd:thereisnobodyatthisaddress',
		`a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`,
		`a=setup:${setup}`,
		'a=rtcp-mux',
		'a=candidate:1 1 udp 2130706431 127.0.0.1 9 typ host',
	].join('\n');
}

async function freePort(): Promise<number> {
	const socket = createSocket('udp4').bind(0, '127.0.0.1');
	await once(socket, 'listening');
	const { port } = socket.address();
	socket.close();
	await once(socket, 'close');
	return port;
}
