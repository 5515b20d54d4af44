/**
 * XEP-0198: Stream Management, https://xmpp.org/extensions/xep-0198.html
 * Counting and its elements; when something is sent or stored is decided in `delivery.ts`.
 */
import * as v from 'valibot';
import { type Element, el } from '../feature.ts';

export const NS_SM = 'urn:xmpp:sm:3';
/** §4: h is an unsigned 32-bit count, which starts again from zero. */
const WRAP = 2 ** 32;

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(WRAP - 1));
const sent = v.object({
	/** As it went over the wire. */
	xml: v.string(),
	/** What it is known by to who sent it. Empty: nothing waits for its acknowledgement. */
	id: v.string(),
	/** If the stream is lost for good, it is sent again on the next. */
	again: v.boolean(),
});
const managed = v.object({
	/** SM-ID; empty if the server cannot resume. */
	id: v.string(),
	/** Our full JID. */
	jid: v.string(),
	/** How many stanzas we handled. */
	handled: count,
	/** How many of ours the server handled. */
	acknowledged: count,
	/** Those of ours that it may not have handled, oldest first. */
	queue: v.array(sent),
});

export type Sent = Readonly<v.InferOutput<typeof sent>>;
/** A stream that outlives its connection: this is all there is to know of it. */
export type Managed = Readonly<Omit<v.InferOutput<typeof managed>, 'queue'>> & { readonly queue: readonly Sent[] };

export function startManaged(id: string, jid: string): Managed {
	return { id, jid, handled: 0, acknowledged: 0, queue: [] };
}

/** A stored state; null if it is none. */
export function readManaged(stored: unknown): Managed | null {
	const result = v.safeParse(managed, stored);
	return result.success ? result.output : null;
}

export function withSent(state: Managed, ...stanzas: readonly Sent[]): Managed {
	return { ...state, queue: [...state.queue, ...stanzas] };
}

/** §4: responsibility was accepted for one more stanza. */
export function withHandled(state: Managed): Managed {
	return { ...state, handled: (state.handled + 1) % WRAP };
}

/** The server handled `h` of ours: what is left, and what that acknowledged. Null: it handled more than we sent (§4). */
export function withAcknowledged(state: Managed, h: number): { state: Managed; stanzas: readonly Sent[] } | null {
	const news = (h - state.acknowledged + WRAP) % WRAP;
	if (news > state.queue.length) return null;
	return {
		state: { ...state, acknowledged: h, queue: state.queue.slice(news) },
		stanzas: state.queue.slice(0, news),
	};
}

/** The `h` of `<a/>`, `<resumed/>` or `<failed/>`; null if there is none. */
export function readCount({ attrs: { h } }: Element): number | null {
	const number = /^\d{1,10}$/.test(h ?? '') ? Number(h) : WRAP;
	return number < WRAP ? number : null;
}

/** §3. */
export function enable(): Element {
	return el('enable', { xmlns: NS_SM, resume: 'true' });
}

/** §5. */
export function resume({ handled, id }: Managed): Element {
	return el('resume', { xmlns: NS_SM, h: `${handled}`, previd: id });
}

/** §4. */
export function acknowledgement(handled: number): Element {
	return el('a', { xmlns: NS_SM, h: `${handled}` });
}

/** §4: asks for an acknowledgement. */
export function acknowledgementRequest(): Element {
	return el('r', { xmlns: NS_SM });
}
