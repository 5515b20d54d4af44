/** A stream that is signed in: it is resumed or begun, read until it ends, and watched meanwhile. */
import { AppError } from '../../shared/errors.ts';
import type { Established } from './establish.ts';
import { type LinkWatch, PATIENCE, watchLink } from './link-watch.ts';
import type { Parts } from './parts.ts';
import { isStanza } from './router.ts';
import type { Stream } from './stream.ts';
import { NS_SM } from './xeps/xep-0198-stream-management.ts';
import type { Element } from './xml.ts';

/**
 * How long a resumed stream may be silent at first, in ms. Prosody 0.12 never says anything again on one that was cut in
 * the middle of a WebSocket frame: it takes what comes for the rest of that frame.
 */
export const RESUMED_PATIENCE = 5_000;

export interface Begun {
	readonly is: 'new' | 'resumed';
	readonly features: Element;
	/** Was on the stream before, and has to be sent on this one. */
	readonly left: readonly string[];
}

export class RunningStream {
	readonly #stream: Stream;
	readonly #parts: Parts;
	readonly #life = new AbortController();
	readonly #watch: LinkWatch;
	readonly #established: Established;
	#isAnswered = false;
	#isDead = false;

	constructor(established: Established, parts: Parts) {
		this.#established = established;
		this.#stream = established.stream;
		this.#parts = parts;
		const ask = () => parts.delivery.check();
		const dead = () => {
			this.#isDead = true;
			this.fail(new AppError('lost', { detail: 'no answer' }));
		};
		const patience = established.bound.is === 'resumed' ? RESUMED_PATIENCE : PATIENCE;
		this.#watch = watchLink({ ask, dead }, this.#life.signal, { patience });
		this.#stream.onArrival((element) => this.#heard(element));
	}

	/**
	 * Settles only when the stream ends, by rejecting with why.
	 * @param begun is called when stanzas can be sent; it may wait for answers, and rejects when the stream is no good
	 */
	async run(begun: (begun: Begun) => Promise<void>): Promise<never> {
		const { bound, features } = this.#established;
		const { delivery } = this.#parts;
		const start = (how: Begun) => void begun(how).catch((cause: unknown) => this.fail(cause));
		try {
			if (bound.is === 'resumed') {
				await delivery.resume(this.#stream, bound.h);
				start({ is: 'resumed', features, left: [] });
			} else {
				this.#parts.newStream(bound.jid);
				const left = await delivery.start(this.#stream, bound.managed, bound.h);
				start({ is: 'new', features, left: left.map(({ xml }) => xml) });
				for (const stanza of bound.early) await this.#parts.take(stanza, false);
			}
			for (;;) await this.#take(await this.#stream.read());
		} finally {
			this.#life.abort();
			delivery.pause();
			if (bound.is === 'resumed' && !this.#isAnswered) delivery.doubt(this.#isDead);
			this.fail(new AppError('lost'));
		}
	}

	/** Something was sent that has to be answered. */
	expectAnswer(): void {
		this.#watch.expectAnswer();
	}

	/** The stream cannot go on. */
	fail(cause: unknown): void {
		this.#stream.end(cause);
	}

	/** To be called at most once. */
	close(): Promise<void> {
		return this.#stream.close();
	}

	#heard(element: Element): void {
		const { type } = element.attrs;
		const isAnswer = element.is('a', NS_SM) || (element.name === 'iq' && (type === 'result' || type === 'error'));
		if (isAnswer) this.#isAnswered = true;
		this.#watch.heard(isAnswer);
	}

	async #take(element: Element): Promise<void> {
		if (isStanza(element)) await this.#parts.take(element, true);
		else if (element.getNS() === NS_SM) this.#parts.delivery.take(element);
	}
}
