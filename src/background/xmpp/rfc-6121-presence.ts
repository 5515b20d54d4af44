/** RFC 6121 §3 and §4: presence of others and our own, and who may see whose. */
import type { OwnPresence, Show } from '../../shared/state.ts';
import type { Sender, XmppEvents, XmppStream } from './feature.ts';
import { childText, type Element, el } from './xml.ts';

const NS_CLIENT = 'jabber:client';
/** XEP-0172. */
const NS_NICK = 'http://jabber.org/protocol/nick';
const LONGEST_STATUS = 1024;

type Presence = Parameters<XmppEvents['presence']>[0];
export type Subscribing = 'subscribe' | 'subscribed' | 'unsubscribe' | 'unsubscribed';

/** The presence of every resource of others, as the server last said. */
export class Presences {
	readonly #events: Pick<XmppEvents, 'presence' | 'subscriptionRequest'>;
	readonly #known = new Map<string, Presence>();

	constructor(events: Pick<XmppEvents, 'presence' | 'subscriptionRequest'>) {
		this.#events = events;
	}

	attach(stream: XmppStream): void {
		stream.onPresence((presence, from) => {
			if (from.bare === stream.self) return; // our own resources
			if (presence.attrs.type === 'subscribe') this.#request(presence, from);
			else this.#take(readPresence(presence, from));
		});
	}

	/** Tells everything again, to whoever thinks that a broken connection forgets it. */
	tellAgain(): void {
		for (const presence of this.#known.values()) this.#events.presence(presence);
	}

	/** The stream is lost for good: nobody is there until the server says so again. */
	forget(): void {
		const known = [...this.#known.values()];
		this.#known.clear();
		for (const presence of known) this.#events.presence({ ...presence, show: 'offline', status: '', priority: 0 });
	}

	#request(presence: Element, { bare }: Sender): void {
		const nick = childText(presence, 'nick', NS_NICK) ?? '';
		this.#events.subscriptionRequest({ from: bare, nick: nick.slice(0, LONGEST_STATUS) });
	}

	#take(presence: Presence | null): void {
		if (!presence) return;
		const { from, resource, show } = presence;
		const key = `${from}/${resource}`;
		// §4.5.2: unavailable from a bare JID speaks for all its resources.
		if (show === 'offline' && resource === '') {
			for (const other of [...this.#known.values()].filter((known) => known.from === from)) {
				this.#known.delete(`${from}/${other.resource}`);
			}
		}
		if (show === 'offline') this.#known.delete(key);
		else this.#known.set(key, presence);
		this.#events.presence(presence);
	}
}

/** Our own (§4.2, §4.4, §4.5), for everybody who may see it. */
export function ownPresence({ show, status }: OwnPresence): Element {
	const words = status !== '' && el('status', {}, status);
	if (show === 'offline') return el('presence', { xmlns: NS_CLIENT, type: 'unavailable' }, words);
	return el('presence', { xmlns: NS_CLIENT }, show !== 'available' && el('show', {}, show), words);
}

/** §3. */
export function subscribing(type: Subscribing, to: string): Element {
	return el('presence', { xmlns: NS_CLIENT, type, to });
}

function readPresence(presence: Element, { bare, resource }: Sender): Presence | null {
	const { type } = presence.attrs;
	if (type !== undefined && type !== 'unavailable') return null; // an error, or what the roster tells anyway
	const isThere = type === undefined;
	return {
		from: bare,
		resource,
		show: isThere ? showOf(childText(presence, 'show', NS_CLIENT)) : 'offline',
		status: (childText(presence, 'status', NS_CLIENT) ?? '').slice(0, LONGEST_STATUS),
		priority: isThere ? priorityOf(childText(presence, 'priority', NS_CLIENT)) : 0,
	};
}

/** §4.7.2.1: away, chat, dnd, xa; and anything else is as if it were not there. */
function showOf(show: string | undefined): Show {
	if (show === 'away' || show === 'xa') return 'away';
	return show === 'dnd' ? 'dnd' : 'available';
}

/** §4.7.2.3: from -128 to 127; 0 where there is none. */
function priorityOf(text: string | undefined): number {
	const priority = /^[+-]?\d{1,3}$/.test(text ?? '') ? Number(text) : 0;
	return priority >= -128 && priority <= 127 ? priority : 0;
}
