/**
 * RFC 8760: the strongest challenge that can be answered is, and never one below the strongest that this server ever
 * offered. JsSIP knows MD5 only, reads the last challenge, and drops a message with an algorithm that it has not heard
 * of. So each message with challenges reaches it with one that it believes to be MD5, and what it answers is made anew.
 */
import { digestHeader, digestParameters } from '../auth-header.ts';
import { type DigestAlgorithm, type DigestKeys, digestKeys, digestResponse, strengthOf } from '../digest.ts';
import type { SipCredential } from '../session.ts';

export interface DigestSignIn {
	/** Digest user name. */
	readonly user: string;
	readonly credential: SipCredential;
	/** The strongest algorithm that the server ever offered; empty at first. */
	readonly strongest: string;
}

/** Trying again by itself makes no sense. `detail`: the strongest algorithm that is offered. */
interface Unanswered {
	readonly isFinal: true;
	readonly reason: 'weaker-sign-in' | 'password-needed';
	readonly detail: string;
}

/** Answers to challenges remembered; each request asks for one of its own. */
const MEMORY = 64;
const CHALLENGE = /^((?:www|proxy)-authenticate)\s*:(.*)$/i;

export type Digest = ReturnType<typeof createDigest>;

/** The sign-in of one account, for as long as its user agent lives. */
export function createDigest({ user, credential, strongest: before }: DigestSignIn) {
	const algorithms = new Map<string, DigestAlgorithm>();
	let secret = credential;
	let realm = credential.kind === 'ha1' ? credential.realm : undefined;
	let strongest = before;
	let used: DigestAlgorithm = 'MD5';
	let unanswered: Unanswered | undefined;

	function keysFor(asked: string): DigestKeys | undefined {
		if (secret.kind === 'password') return digestKeys(user, asked, secret.password);
		return secret.kind === 'ha1' && secret.realm === asked ? secret.stronger : undefined;
	}
	function canAnswer({ algorithm, qop, realm: asked, nonce }: Challenge): boolean {
		if (nonce === '' || !/\bauth\b/i.test(qop)) return false;
		return algorithm === 'MD5' || (strengthOf(algorithm) > 0 && keysFor(asked) !== undefined);
	}
	function choose(offered: readonly Challenge[]): Challenge | undefined {
		const best = strongestOf(offered);
		const isOurs = realm === undefined || offered.some((each) => each.realm === realm);
		unanswered = undefined;
		// RFC 8760 §5: who can take the stronger challenge away would get an answer to the weaker one.
		if (isOurs && strengthOf(best) >= 0 && strengthOf(best) < strengthOf(strongest)) {
			unanswered = { isFinal: true, reason: 'weaker-sign-in', detail: best };
			return undefined;
		}
		if (isOurs && strengthOf(best) > strengthOf(strongest)) strongest = best;
		const [chosen] = offered.filter(canAnswer).sort((a, b) => strengthOf(b.algorithm) - strengthOf(a.algorithm));
		if (!chosen && isOurs && strengthOf(best) > 0 && secret.kind !== 'password')
			unanswered = { isFinal: true, reason: 'password-needed', detail: best };
		return chosen;
	}
	function take({ algorithm, nonce, realm: asked }: Challenge): void {
		realm ??= asked;
		// As JsSIP does: the password is forgotten once there is a key.
		const stronger = keysFor(realm);
		if (secret.kind === 'password' && stronger) secret = { kind: 'ha1', realm, ha1: '', stronger };
		used = algorithm as DigestAlgorithm;
		algorithms.delete(nonce);
		algorithms.set(nonce, used);
		const [oldest] = algorithms.keys();
		if (algorithms.size > MEMORY && oldest !== undefined) algorithms.delete(oldest);
	}

	return {
		/** A 401 or 407 with the one challenge to answer, as JsSIP can, or with none; any other message as it was. */
		reading(message: string): string {
			if (!/^SIP\/2\.0 40[17] /.test(message)) return message;
			const [lines, body] = split(message);
			const offered = lines.map(challengeOf);
			const chosen = choose(offered.filter((each) => each !== undefined));
			if (chosen) take(chosen);
			const kept = lines.flatMap((line, i) => {
				if (!CHALLENGE.test(line)) return line;
				return chosen && offered[i] === chosen ? asMd5(chosen) : [];
			});
			return kept.join('\r\n') + body;
		},
		/** A request with JsSIP's answer in it made anew by the algorithm that was asked for. */
		sending(message: string): string {
			if (!/\r\n(?:proxy-)?authorization:/i.test(message)) return message;
			const [lines, body] = split(message);
			const method = message.slice(0, message.indexOf(' '));
			return lines.map((line) => answered(line, method)).join('\r\n') + body;
		},
		/** Of the last challenge that was answered. */
		get used(): DigestAlgorithm {
			return used;
		},
		/** The strongest algorithm offered, now or ever before. */
		get strongest(): string {
			return strongest;
		},
		/** Why the last challenges got no answer, where that is for the person to know. */
		get unanswered(): Unanswered | undefined {
			return unanswered;
		},
		/** What to keep for the realm beside JsSIP's MD5 key; undefined where there is no password to make it of. */
		keys(): DigestKeys | undefined {
			return realm === undefined ? undefined : keysFor(realm);
		},
	};

	function answered(line: string, method: string): string {
		const [, name = '', value = ''] = /^((?:proxy-)?authorization)\s*:(.*)$/i.exec(line) ?? [];
		const parameters = digestParameters(value);
		const algorithm = algorithms.get(parameters?.get('nonce') ?? '') ?? 'MD5';
		const keys = keysFor(parameters?.get('realm') ?? '');
		if (!parameters || algorithm === 'MD5' || !keys) return line;
		const of = (parameter: string) => parameters.get(parameter) ?? '';
		const response = digestResponse(algorithm, {
			ha1: keys[algorithm],
			method,
			uri: of('uri'),
			nonce: of('nonce'),
			nc: of('nc'),
			cnonce: of('cnonce'),
			qop: parameters.has('qop') ? 'auth' : '',
		});
		return `${name}: ${digestHeader(new Map([...parameters, ['algorithm', algorithm], ['response', response]]))}`;
	}
}

interface Challenge {
	readonly header: string;
	readonly parameters: ReadonlyMap<string, string>;
	readonly algorithm: string;
	readonly realm: string;
	readonly nonce: string;
	/** `auth` where it names none: the answer has the same form for us. */
	readonly qop: string;
}

function challengeOf(line: string): Challenge | undefined {
	const [, header = '', value = ''] = CHALLENGE.exec(line) ?? [];
	const parameters = digestParameters(value);
	if (!parameters) return undefined;
	return {
		header,
		parameters,
		// RFC 7616 §3.3: "If this is not present, it is assumed to be "MD5"."
		algorithm: (parameters.get('algorithm') ?? 'MD5').toUpperCase(),
		realm: parameters.get('realm') ?? '',
		nonce: parameters.get('nonce') ?? '',
		qop: parameters.get('qop') ?? 'auth',
	};
}

/** What JsSIP reads of it: it would rather protect the body too (`auth-int`), which nothing else here does. */
function asMd5({ header, parameters }: Challenge): string {
	const kept = ['realm', 'nonce', 'opaque', 'stale'].flatMap((name) => {
		const value = parameters.get(name);
		return value === undefined ? [] : [[name, value] as const];
	});
	const qop = parameters.has('qop') ? [['qop', 'auth'] as const] : [];
	return `${header}: ${digestHeader([...kept, ['algorithm', 'MD5'], ...qop])}`;
}

function strongestOf(offered: readonly Challenge[]): string {
	const known = offered.map(({ algorithm }) => algorithm).filter((algorithm) => strengthOf(algorithm) >= 0);
	return known.sort((a, b) => strengthOf(b) - strengthOf(a))[0] ?? '';
}

/** The header lines, unfolded (RFC 3261 §7.3.1), and the rest from the empty line on. */
function split(message: string): [lines: string[], rest: string] {
	const end = message.indexOf('\r\n\r\n');
	const head = (end < 0 ? message : message.slice(0, end)).replace(/\r\n[ \t]+/g, ' ');
	return [head.split('\r\n'), end < 0 ? '' : message.slice(end)];
}
