/** A server for one person: signs in by PLAIN, counts stanzas, resumes. What it does wrong, a test says. */
import { vi } from 'vitest';
import { type Element, el } from '../../../../src/background/xmpp/xml.ts';
import { parsed } from './attached.ts';
import { FakeSocket } from './fake-socket.ts';

const NS_SM = 'urn:xmpp:sm:3';
const NS_BIND = 'urn:ietf:params:xml:ns:xmpp-bind';

export class FakeServer {
	readonly sockets: FakeSocket[] = [];
	/** Stanzas that it handled, of all streams, without those of signing in. */
	readonly handled: string[] = [];
	/** All frames that came in on the last connection. */
	frames: string[] = [];
	/** Resources that were asked for. */
	readonly resources: string[] = [];
	readonly resumed: number[] = [];
	/** Given instead of what was asked for. */
	resource = '';
	/** No connection is accepted. */
	isDown = false;
	/** Takes what comes and never says anything. */
	isMute = false;
	/** Says nothing more once a stream is resumed, as Prosody does on one that was cut within a frame. */
	isMuteWhenResumed = false;
	/** The same from the beginning of a stream. */
	isMuteWhenBegun = false;
	/** Called when a stream is to be resumed. */
	onResume = () => {};
	/** Queries are not answered. */
	isIgnoringQueries = false;
	#streams = 0;
	#count = 0;
	/** What was sent and not acknowledged, with the number of the first. */
	#unacknowledged: string[] = [];
	#acknowledged = 0;
	#isSignedIn = false;

	install(): this {
		const connect = () => this.#connect();
		vi.stubGlobal(
			'WebSocket',
			class {
				constructor() {
					// biome-ignore lint/correctness/noConstructorReturn: each is made and kept by the server
					return connect();
				}
			},
		);
		return this;
	}

	get socket(): FakeSocket {
		const last = this.sockets.at(-1);
		if (!last) throw new Error('nobody connected');
		return last;
	}

	/** A stanza for the person. */
	deliver(stanza: string): void {
		this.#unacknowledged.push(stanza);
		this.#say(stanza);
	}

	/** The stream cannot be resumed any more. */
	forget(): void {
		this.#streams++;
		this.#unacknowledged = [];
		this.#acknowledged = 0;
	}

	#connect(): FakeSocket {
		const socket = new FakeSocket();
		socket.readyState = 0;
		this.sockets.push(socket);
		this.frames = [];
		this.#isSignedIn = false;
		socket.send = (text) => {
			this.frames.push(text);
			if (!this.isMute) queueMicrotask(() => this.#take(parsed(text)));
		};
		queueMicrotask(() => (this.isDown ? socket.lose() : socket.open()));
		return socket;
	}

	#say(...frames: string[]): void {
		if (!this.isMute) this.socket.receive(...frames);
	}

	#take(element: Element): void {
		const { name, attrs } = element;
		const takes: Record<string, () => void> = {
			open: () => this.#open(),
			auth: () => this.#signIn(),
			resume: () => this.#resume(Number(attrs.h), attrs.previd),
			enable: () => this.#enable(),
			r: () => this.#say(`<a xmlns="${NS_SM}" h="${this.#count}"/>`),
			a: () => this.#acknowledge(Number(attrs.h)),
			close: () => this.socket.lose(1000),
		};
		(takes[name] ?? (() => this.#takeStanza(element)))();
	}

	#signIn(): void {
		this.#isSignedIn = true;
		this.#say('<success xmlns="urn:ietf:params:xml:ns:xmpp-sasl"/>');
	}

	#enable(): void {
		this.forget();
		this.#count = 0;
		this.#say(`<enabled xmlns="${NS_SM}" id="sm${this.#streams}" resume="true"/>`);
		if (this.isMuteWhenBegun) this.isMute = true;
	}

	#open(): void {
		const inside = this.#isSignedIn
			? `<bind xmlns="${NS_BIND}"/><sm xmlns="${NS_SM}"/>`
			: '<mechanisms xmlns="urn:ietf:params:xml:ns:xmpp-sasl"><mechanism>PLAIN</mechanism></mechanisms>';
		this.#say(
			'<open xmlns="urn:ietf:params:xml:ns:xmpp-framing"/>',
			`<stream:features xmlns:stream="http://etherx.jabber.org/streams">${inside}</stream:features>`,
		);
	}

	#resume(h: number, id: string): void {
		if (id !== `sm${this.#streams}`) {
			this.#say(`<failed xmlns="${NS_SM}"><item-not-found/></failed>`);
			return;
		}
		this.onResume();
		this.resumed.push(h);
		this.#acknowledge(h);
		this.#say(`<resumed xmlns="${NS_SM}" h="${this.#count}" previd="${id}"/>`, ...this.#unacknowledged);
		if (this.isMuteWhenResumed) this.isMute = true;
	}

	#acknowledge(h: number): void {
		this.#unacknowledged.splice(0, h - this.#acknowledged);
		this.#acknowledged = h;
	}

	#takeStanza(stanza: Element): void {
		const { id, type } = stanza.attrs;
		const bind = stanza.getChild('bind', NS_BIND);
		if (bind) this.#bind(id, bind.getChildText('resource') ?? '');
		else {
			this.#count++;
			this.handled.push(String(stanza));
			if (type === 'get' && !this.isIgnoringQueries) this.deliver(`<iq type="result" id="${id}"/>`);
		}
	}

	#bind(id: string, resource: string): void {
		this.resources.push(resource);
		const jid = el('jid', {}, `romeo@montague.lit/${this.resource || resource}`);
		this.#say(String(el('iq', { type: 'result', id }, el('bind', { xmlns: NS_BIND }, jid))));
	}
}
