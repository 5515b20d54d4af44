/** XEP-0203: Delayed Delivery, https://xmpp.org/extensions/xep-0203.html */
import type { Element, XmppFeature } from '../feature.ts';

const NS = 'urn:xmpp:delay';
/** XEP-0082 §3.2: a DateTime always has its time zone. */
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

export const delayedDelivery: XmppFeature = { namespaces: [NS] };

/** When a delayed stanza was sent, in ms since 1970; never later than `now`. `now` for one that was not delayed. */
export function sentAt(stanza: Element, now: number): number {
	const stamps = stanza.getChildren('delay', NS).map((delay) => readStamp(delay.attrs.stamp));
	// Each who delays it may add one: the first of all is when it was sent.
	return Math.min(now, ...stamps.filter((stamp) => stamp !== null));
}

/** XEP-0082 §3.2; null for anything else, and for what lies before 1970. */
export function readStamp(stamp: unknown): number | null {
	if (typeof stamp !== 'string' || !DATE_TIME.test(stamp)) return null;
	const time = Date.parse(stamp);
	return time >= 0 ? time : null;
}
