/** An XMPP client without any wit, over a WebSocket (RFC 7395): tests the servers, and can be somebody's contact. */
import xml, { type Element, Parser } from '@xmpp/xml';
import type { Account } from '../servers/accounts.ts';
import { nextEvent } from './next-event.ts';
import { until } from './until.ts';

export interface BareXmpp {
	/** Full JID. */
	readonly jid: string;
	/** All that came in, oldest first. */
	readonly received: readonly Element[];
	send(stanza: Element): void;
	message(to: string, body: string): void;
	/** The JIDs in the roster. What was sent before has been handled when this is answered. */
	roster(): Promise<string[]>;
	/** Resolves when the connection is broken. It does not come back. */
	lost(): Promise<void>;
	close(): Promise<void>;
}

const DOMAIN = 'chat.example.test';

/**
 * Signs in over `url` with PLAIN, and sends presence unless told not to. Uses `globalThis.WebSocket` (see `node-web.ts`).
 */
export async function bareXmpp(url: string, { name, password }: Account, isAvailable = true): Promise<BareXmpp> {
	const stream = await openStream(url);
	await stream.open();
	const plain = Buffer.from(`\0${name}\0${password}`).toString('base64');
	stream.send(xml('auth', { xmlns: 'urn:ietf:params:xml:ns:xmpp-sasl', mechanism: 'PLAIN' }, plain));
	await stream.find('signed in', (element) => element.is('success'));
	await stream.open();
	const ask = async (type: 'get' | 'set', child: Element) => {
		const id = crypto.randomUUID();
		stream.send(xml('iq', { type, id }, child));
		return await stream.find(
			`the answer to ${child}`,
			(element) => element.attrs.id === id && element.attrs.type === 'result',
		);
	};
	const bound = await ask('set', xml('bind', { xmlns: 'urn:ietf:params:xml:ns:xmpp-bind' }));
	if (isAvailable) stream.send(xml('presence'));
	return {
		jid: bound.getChild('bind')?.getChildText('jid') ?? '',
		received: stream.received,
		send: stream.send,
		message: (to, body) =>
			stream.send(xml('message', { to, type: 'chat', id: crypto.randomUUID() }, xml('body', {}, body))),
		async roster() {
			const items = (await ask('get', xml('query', { xmlns: 'jabber:iq:roster' })))
				.getChild('query')
				?.getChildren('item');
			return (items ?? []).map((item) => String(item.attrs.jid));
		},
		lost: stream.lost,
		close: stream.close,
	};
}

/** The SASL mechanisms that the server offers, sorted. */
export async function mechanismsAt(url: string): Promise<string[]> {
	const stream = await openStream(url);
	const features = await stream.open();
	await stream.close();
	return (features.getChild('mechanisms')?.getChildren('mechanism') ?? []).map((one) => one.text()).sort();
}

async function openStream(url: string) {
	const socket = new WebSocket(url, 'xmpp');
	const received: Element[] = [];
	const parser = new Parser();
	parser.on('element', (element) => received.push(element));
	parser.write('<stream>'); // each frame is an element of its own; the parser wants them in one
	socket.addEventListener('message', ({ data }) => parser.write(String(data)));
	const lost = nextEvent(socket, 'close').then(() => undefined);
	await nextEvent(socket, 'open');

	const send = (element: Element) => {
		element.attrs.xmlns ??= 'jabber:client'; // RFC 7395 §3.3.3: no default namespace comes from the stream
		socket.send(element.toString());
	};
	const find = (what: string, isIt: (element: Element) => boolean) => until(what, () => received.find(isIt));
	return {
		received,
		send,
		find,
		lost: () => lost,
		/** Gives the stream's features. */
		async open(): Promise<Element> {
			received.length = 0;
			send(xml('open', { xmlns: 'urn:ietf:params:xml:ns:xmpp-framing', to: DOMAIN, version: '1.0' }));
			return await find('stream features', (element) => element.is('features') || element.is('stream:features'));
		},
		async close() {
			socket.close();
			await lost;
		},
	};
}
