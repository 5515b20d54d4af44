/** RFC 6120 §6: signing in. Which mechanism is used is decided here, and nowhere else. */
import { AppError, type Reason } from '../../shared/errors.ts';
import { bytesOf, textFromBase64, toBase64 } from './base64.ts';
import { localOf } from './jid.ts';
import { saslPrep } from './sasl-prep.ts';
import { scramExchange } from './sasl-scram.ts';
import type { ScramKeys, ScramMechanism, XmppCredential } from './session.ts';
import type { Stream } from './stream.ts';
import { childText, type Element, el, firstChild } from './xml.ts';

const NS = 'urn:ietf:params:xml:ns:xmpp-sasl';

export interface SignIn {
	/** Bare. */
	readonly jid: string;
	readonly credential: XmppCredential;
	/** The strongest mechanism that this server ever offered; empty at first. */
	readonly strongest: string;
	readonly allowPlain: boolean;
	readonly isTls: boolean;
}

export interface SignedIn {
	readonly mechanism: Mechanism;
	/** Null after PLAIN. */
	readonly keys: ScramKeys | null;
	/** The strongest mechanism of those offered now and ever before. */
	readonly strongest: string;
}

/** Weakest first. */
const MECHANISMS = ['PLAIN', 'SCRAM-SHA-1', 'SCRAM-SHA-256'] as const;
type Mechanism = (typeof MECHANISMS)[number];
interface Choice {
	readonly mechanism: Mechanism;
	readonly secret: Exclude<XmppCredential, { kind: 'none' }>;
}

/**
 * Signs in on a stream whose features were just read; afterwards the stream must be restarted. Throws AppError with the
 * reason, and whatever ends the stream.
 */
export async function signIn(stream: Pick<Stream, 'read' | 'send'>, features: Element, who: SignIn): Promise<SignedIn> {
	const offered = offeredMechanisms(features);
	const { mechanism, secret } = chooseMechanism(offered, who);
	const keys =
		mechanism === 'PLAIN'
			? await withPlain(stream, who, secret)
			: await withScram(stream, mechanism, localOf(who.jid), secret);
	return { mechanism, keys, strongest: strongestOf([...offered, who.strongest]) };
}

/** The mechanism to use and what with. Throws AppError with the reason why none will do. */
export function chooseMechanism(
	offered: readonly string[],
	{ credential, strongest, allowPlain, isTls }: SignIn,
): Choice {
	const best = strongestOf(offered);
	if (best === '') throw new AppError('no-safe-sign-in', { detail: offered.join(' ') });
	const known = credential.kind === 'scram' ? [strongest, credential.mechanism] : [strongest];
	// RFC 6120 §13.8.3 and §13.9.4: an attacker who can strip the list leaves the weakest.
	if (rank(best) < rank(strongestOf(known))) throw new AppError('weaker-sign-in', { detail: best });
	if (credential.kind === 'none') throw new AppError('password-needed');
	if (credential.kind === 'scram') {
		if (!offered.includes(credential.mechanism)) throw new AppError('password-needed');
		return { mechanism: credential.mechanism, secret: credential };
	}
	// §6.3.4, RFC 4616 §4: PLAIN is nothing without a confidential channel.
	if (best === 'PLAIN' && !(isTls && allowPlain)) throw new AppError('no-safe-sign-in', { detail: best });
	return { mechanism: best, secret: credential };
}

function offeredMechanisms(features: Element): string[] {
	const list = features.getChild('mechanisms', NS)?.getChildren('mechanism') ?? [];
	return list.map((mechanism) => mechanism.getText().trim());
}

function strongestOf(mechanisms: readonly string[]): Mechanism | '' {
	return MECHANISMS.findLast((mechanism) => mechanisms.includes(mechanism)) ?? '';
}

function rank(mechanism: Mechanism | ''): number {
	return mechanism === '' ? -1 : MECHANISMS.indexOf(mechanism);
}

async function withPlain(
	stream: Pick<Stream, 'read' | 'send'>,
	{ jid }: SignIn,
	secret: Choice['secret'],
): Promise<null> {
	const password = secret.kind === 'password' ? saslPrep(secret.password) : null;
	if (!password) throw new AppError('wrong-password');
	stream.send(auth('PLAIN', `\0${localOf(jid)}\0${password}`));
	await answerTo(stream, ['success']);
	return null;
}

async function withScram(
	stream: Pick<Stream, 'read' | 'send'>,
	mechanism: ScramMechanism,
	user: string,
	secret: Choice['secret'],
): Promise<ScramKeys> {
	const exchange = scramExchange(mechanism, user, secret);
	stream.send(auth(mechanism, exchange.first));
	const challenge = await answerTo(stream, ['challenge']);
	stream.send(response(await exchange.final(challenge.text)));
	const last = await answerTo(stream, ['success', 'challenge']);
	// RFC 5802 §3: the ServerSignature is verified whatever carries it; a success without one is no success.
	const keys = exchange.verified(last.text);
	if (last.name === 'challenge') {
		stream.send(response(''));
		await answerTo(stream, ['success']);
	}
	return keys;
}

/** The next SASL element, if it is one of these. Throws AppError: the failure's reason, or `server-error`. */
async function answerTo(
	stream: Pick<Stream, 'read'>,
	expected: readonly string[],
): Promise<{ readonly name: string; readonly text: string }> {
	const answer = await stream.read();
	if (answer.is('failure', NS)) throw failureOf(answer);
	const encoded = answer.getText().trim();
	// §6.4.6: additional data of zero length is sent as "=".
	const text = encoded === '=' ? '' : textFromBase64(encoded);
	const name = answer.getName();
	if (answer.getNS() !== NS || !expected.includes(name) || text === null) {
		throw new AppError(name === 'success' ? 'server-not-genuine' : 'server-error', { detail: 'SASL' });
	}
	return { name, text };
}

/** §6.5. Those that a person can do nothing about are `server-error`: they pass, or not. */
const FAILURES: Readonly<Record<string, Reason>> = {
	'not-authorized': 'wrong-password',
	'account-disabled': 'account-disabled',
	'credentials-expired': 'account-disabled',
	'encryption-required': 'no-safe-sign-in',
	'invalid-mechanism': 'no-safe-sign-in',
	'mechanism-too-weak': 'no-safe-sign-in',
};

function failureOf(failure: Element): AppError {
	const condition = firstChild(failure)?.getName() ?? '';
	const detail = childText(failure, 'text', NS) || condition;
	return new AppError(Object.hasOwn(FAILURES, condition) ? (FAILURES[condition] ?? 'server-error') : 'server-error', {
		detail,
	});
}

function auth(mechanism: string, initial: string): Element {
	return el('auth', { xmlns: NS, mechanism }, toBase64(bytesOf(initial)));
}

function response(text: string): Element {
	return el('response', { xmlns: NS }, toBase64(bytesOf(text)));
}
