/** Keeps a session connected: one try after another, with back-off, and its state in words. */
import { AppError, type ErrorCode, REASONS, type Reason } from '../../shared/errors.ts';
import type { Connection, Security } from '../../shared/state.ts';
import { type Clock, type Reconnector, reconnector, systemClock } from '../reconnect.ts';

/** Trying again by itself would change nothing: a person has to do something. */
const FINAL: ReadonlySet<Reason> = new Set([
	'wrong-password',
	'password-needed',
	'no-safe-sign-in',
	'weaker-sign-in',
	'server-not-genuine',
	'account-disabled',
	'insecure-address',
	'replaced',
]);

/** What became of a request without which a stream is of no use. */
const REQUESTS: Partial<Record<ErrorCode, Reason>> = { refused: 'server-error', 'not-connected': 'lost' };

export interface KeptConnectionDeps {
	/** One try and the connection that comes of it, until that ends: rejects with why. Calls `online` when it is usable. */
	readonly connect: (online: (security: Security) => void) => Promise<never>;
	readonly tell: (connection: Connection) => void;
	/** An end that is no problem of the connection but one of ours, storage above all: tried again, but not hidden. */
	readonly unforeseen: (cause: unknown) => void;
	readonly clock?: Clock;
}

export class KeptConnection {
	readonly #deps: KeptConnectionDeps;
	readonly #clock: Clock;
	readonly #tries: Reconnector;
	readonly #signal: AbortSignal;
	#isTrying = false;

	/** The first try begins when whoever made this has finished doing so. */
	constructor(deps: KeptConnectionDeps, signal: AbortSignal) {
		this.#deps = deps;
		this.#signal = signal;
		this.#clock = deps.clock ?? systemClock;
		const network = browserWindow();
		const options = { signal, clock: this.#clock, ...(network ? { network } : {}) };
		this.#tries = reconnector(() => void this.#try(), options);
		queueMicrotask(() => this.retry());
	}

	/** Tries now, unless a try or what came of it is there. */
	retry(): void {
		if (!this.#isTrying) this.#tries.now();
	}

	async #try(): Promise<void> {
		this.#isTrying = true;
		this.#deps.tell({ is: 'connecting', since: this.#clock.now() });
		try {
			await this.#deps.connect((security) => {
				this.#tries.succeeded();
				this.#deps.tell({ is: 'online', since: this.#clock.now(), security });
			});
		} catch (cause) {
			this.#isTrying = false;
			if (!this.#signal.aborted) this.#ended(cause);
		}
	}

	#ended(cause: unknown): void {
		const since = this.#clock.now();
		const explanation = explained(cause);
		if (!explanation) this.#deps.unforeseen(cause);
		const { reason, detail } = explanation ?? { reason: 'lost' };
		const told = { since, reason, ...(detail === undefined ? {} : { detail }) };
		if (FINAL.has(reason)) this.#deps.tell({ is: 'refused', ...told });
		else this.#deps.tell({ is: 'waiting', ...told, retryAt: this.#tries.failed() });
	}
}

/** The window of a document, where `online` and `offline` are told; elsewhere there is none. */
export function browserWindow(): EventTarget | undefined {
	return typeof globalThis.addEventListener === 'function' ? globalThis : undefined;
}

/** Null for what is no problem of the connection. */
function explained(cause: unknown): { readonly reason: Reason; readonly detail: string | undefined } | null {
	if (!(cause instanceof AppError)) return null;
	const reason = REASONS.find((known) => known === cause.code) ?? REQUESTS[cause.code];
	return reason ? { reason, detail: cause.detail } : null;
}
