/** A feature as a session has it: stanzas in as text, stanzas out as text, and what it told. */
import type { XmppFeature } from '../../../../src/background/xmpp/feature.ts';
import { createRouter, type Router } from '../../../../src/background/xmpp/router.ts';
import type { XmppEvents } from '../../../../src/background/xmpp/session.ts';
import { type Element, parseElement } from '../../../../src/background/xmpp/xml.ts';

export const ROMEO = 'romeo@montague.lit';
const JULIET = 'juliet@capulet.lit';

export type Told = [keyof XmppEvents, unknown][];

export interface Attached {
	/** Resolves when the stanza was handled. */
	receive(stanza: string): Promise<void>;
	/** An outgoing message or presence, with what the feature adds. */
	complete(kind: 'message' | 'presence', stanza: string): string;
	readonly sent: string[];
	/** Events, as [name, value]. */
	readonly told: Told;
	/** Results and errors, as text. */
	readonly answered: string[];
	readonly router: Router;
}

/** Romeo's session, which may be seen by Juliet only. */
export function attached(attach: XmppFeature | ((router: Router, events: XmppEvents) => void)): Attached {
	const sent: string[] = [];
	const answered: string[] = [];
	const { events, told } = listener();
	const router = createRouter({
		self: ROMEO,
		namespaces: typeof attach === 'function' ? [] : attach.namespaces,
		send: (stanza) => sent.push(String(stanza)),
		answered: (iq) => answered.push(String(iq)),
		isTrusted: (bare) => bare === JULIET,
	});
	if (typeof attach === 'function') attach(router, events);
	else attach.attach?.(router, events);
	return {
		receive: (stanza) => router.take(parsed(stanza)),
		complete: (kind, stanza) => String(router.complete(kind, parsed(stanza))),
		sent,
		told,
		answered,
		router,
	};
}

/** Events that are kept as [name, value]. */
export function listener(): { events: XmppEvents; told: Told } {
	const told: Told = [];
	const events = new Proxy({} as XmppEvents, {
		get: (_, name: keyof XmppEvents) => (value: unknown) => told.push([name, value]),
	});
	return { events, told };
}

/** Throws if it is no XML. */
export function parsed(text: string): Element {
	const element = parseElement(text);
	if (!element) throw new Error(`no element: ${text}`);
	return element;
}
