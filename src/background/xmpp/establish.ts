/** From an account to a stream that is signed in and bound. */
import { AppError } from '../../shared/errors.ts';
import type { Security } from '../../shared/state.ts';
import { connect } from './endpoint.ts';
import { domainOf } from './jid.ts';
import { type Bound, bind } from './rfc-6120-binding.ts';
import { type SignedIn, signIn } from './rfc-6120-sasl.ts';
import type { XmppAccount } from './session.ts';
import { type Stream, streamOver } from './stream.ts';
import type { Managed } from './xeps/xep-0198-stream-management.ts';
import type { Element } from './xml.ts';

/** How long everything from an open socket to a bound stream may take, in ms. */
const SIGN_IN_WITHIN = 30_000;

export interface EstablishOptions {
	readonly allowPlain: boolean;
	/** A stream to be resumed, if there is one. */
	readonly resumable: Managed | null;
	/** To be bound if none is resumed. */
	readonly resource: string;
	/** As soon as both sides proved who they are. */
	readonly signedIn: (signedIn: SignedIn) => void;
}

export interface Established {
	readonly stream: Stream;
	readonly bound: Bound;
	/** After signing in. */
	readonly features: Element;
	readonly security: Security;
	readonly endpoint: string;
}

/** Rejects with AppError, the reason why not. The stream ends with `signal`. */
export async function establish(
	account: XmppAccount,
	options: EstablishOptions,
	signal: AbortSignal,
): Promise<Established> {
	// Nothing to sign in with: the server need not be asked.
	if (account.credential.kind === 'none') throw new AppError('password-needed');
	const domain = domainOf(account.jid);
	const { socket, url } = await connect(domain, account.endpoint, signal);
	const isTls = url.protocol === 'wss:';
	const stream = streamOver(socket, { domain, from: isTls ? account.jid : '' });
	const end = () => stream.end(new AppError('lost'));
	signal.addEventListener('abort', end, { once: true });
	const patience = setTimeout(() => stream.end(new AppError('unreachable', { detail: url.host })), SIGN_IN_WITHIN);
	try {
		const { jid, credential, strongest } = account;
		const who = { jid, credential, strongest, allowPlain: options.allowPlain, isTls };
		const signedIn = await signIn(stream, await stream.open(), who);
		options.signedIn(signedIn);
		const features = await stream.open();
		const bound = await bind(stream, features, options.resumable, options.resource);
		const host = `${url.hostname}:${url.port || (isTls ? 443 : 80)}`;
		return {
			stream,
			bound,
			features,
			security: { tls: isTls, mechanism: signedIn.mechanism, host },
			endpoint: url.href,
		};
	} catch (cause) {
		end();
		throw cause;
	} finally {
		clearTimeout(patience);
	}
}
