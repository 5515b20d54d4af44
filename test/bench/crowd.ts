/** Contacts by the thousand, played by one XEP-0114 component: they are in a roster, and say when they come. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { type Element, Parser } from '@xmpp/xml';
import { CROWD } from '../servers/prosody-config.ts';
import type { Servers } from '../servers/servers.ts';
import { until } from '../support/until.ts';

export interface Crowd {
	/** An account whose roster is this many of the crowd, subscribed both ways; before it signs in. */
	addOwner(name: string, size: number): Promise<void>;
	/** Contacts of the owner become available, or change their status, in this order. */
	come(owner: string, contacts: readonly Coming[]): void;
	/** Resolves when the owner is signed in and the server has asked every contact for its presence. */
	isAsked(owner: string): Promise<void>;
	/** Resolves when the owner's client has handled all that came before. */
	isHeard(owner: string): Promise<void>;
	close(): void;
}

export interface Coming {
	readonly index: number;
	readonly status: string;
}

/** How long a server may take for ten thousand contacts, ms. */
const PATIENCE = 60_000;

/** What a component has heard of somebody. */
interface Heard {
	/** Full JID. */
	jid: string;
	probes: number;
	readonly answers: Set<string>;
}

export async function crowd(servers: Servers): Promise<Crowd> {
	const sizes = new Map<string, number>();
	const heard = new Map<string, Heard>();
	const stream = await component(servers.prosody.ports.component, (stanza) => hear(heard, stanza));
	const jid = (owner: string) => servers.account(owner).jid;
	return {
		async addOwner(name, size) {
			await servers.addAccount(name);
			sizes.set(name, size);
			servers.prosody.setRoster(
				name,
				Array.from({ length: size }, (_, index) => contact(index)),
			);
		},
		come(owner, contacts) {
			const to = jid(owner);
			stream.write(
				contacts
					.map(({ index, status }) => {
						const from = `${contact(index).jid}/phone`;
						return `<presence from="${from}" to="${to}"><status>${status}</status></presence>`;
					})
					.join(''),
			);
		},
		async isAsked(owner) {
			const all = () => (heard.get(jid(owner))?.probes ?? 0) >= (sizes.get(owner) ?? 0);
			await until(`${owner}'s contacts are asked for their presence`, all, PATIENCE);
		},
		async isHeard(owner) {
			// XEP-0199. Whatever is answered, it is answered in order.
			const id = crypto.randomUUID();
			const to = heard.get(jid(owner));
			const ping = '<ping xmlns="urn:xmpp:ping"/>';
			stream.write(`<iq type="get" id="${id}" from="${contact(0).jid}/phone" to="${to?.jid}">${ping}</iq>`);
			await until(`${owner} answers`, () => to?.answers.has(id), PATIENCE);
		},
		close: stream.close,
	};
}

/** Names sort as their numbers do. */
function contact(index: number): { readonly jid: string; readonly name: string } {
	const number = String(index).padStart(5, '0');
	return { jid: `contact${number}@${CROWD.domain}`, name: `Contact ${number}` };
}

function hear(heard: Map<string, Heard>, { name, attrs }: Element): void {
	const { from = '', type, id } = attrs;
	const [bare = ''] = from.split('/');
	const who = heard.get(bare) ?? { jid: '', probes: 0, answers: new Set() };
	heard.set(bare, who);
	if (from !== bare) who.jid = from;
	if (name === 'presence' && type === 'probe') who.probes++;
	if (name === 'iq' && (type === 'result' || type === 'error')) who.answers.add(id ?? '');
}

/** XEP-0114 §3: the stream, and the handshake with the secret. */
async function component(
	port: number,
	take: (stanza: Element) => void,
): Promise<{ write(xml: string): void; close(): void }> {
	const socket = connect(port, '127.0.0.1').setEncoding('utf8');
	const parser = new Parser();
	parser.on('element', take);
	socket.on('data', (text: string) => parser.write(text));
	await once(socket, 'connect');
	const started = once(parser, 'start') as Promise<[Element]>;
	socket.write(
		`<stream:stream xmlns="jabber:component:accept" xmlns:stream="http://etherx.jabber.org/streams" to="${CROWD.domain}">`,
	);
	const [{ attrs }] = await started;
	const accepted = once(parser, 'element') as Promise<[Element]>;
	socket.write(`<handshake>${createHash('sha1').update(`${attrs.id}${CROWD.secret}`).digest('hex')}</handshake>`);
	const [answer] = await accepted;
	if (answer.name !== 'handshake') throw new Error(`the component is refused: ${answer}`);
	return { write: (xml) => void socket.write(xml), close: () => void socket.destroy() };
}
