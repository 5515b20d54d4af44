/** After signing in: the old stream is resumed (XEP-0198 §5), or a resource bound (RFC 6120 §7) and a new one begun. */
import { AppError } from '../../shared/errors.ts';
import { parseJid } from './jid.ts';
import { readError } from './router.ts';
import type { Stream } from './stream.ts';
import { enable, type Managed, NS_SM, readCount, resume, startManaged } from './xeps/xep-0198-stream-management.ts';
import { type Element, el } from './xml.ts';

const NS_BIND = 'urn:ietf:params:xml:ns:xmpp-bind';

export type Bound =
	/** The server has `h` of our stanzas. */
	| { readonly is: 'resumed'; readonly h: number }
	| {
			readonly is: 'new';
			/** Our full JID. */
			readonly jid: string;
			/** Null: the server has no stream management. */
			readonly managed: Managed | null;
			/** Of the stream that could not be resumed, how much the server had of it; null if it does not say. */
			readonly h: number | null;
			/** Stanzas that came before stream management began: not counted. */
			readonly early: readonly Element[];
	  };

/**
 * @param old what to resume from, if there is something
 * @param resource to ask for; the server may give another. Throws AppError.
 */
export async function bind(
	stream: Pick<Stream, 'read' | 'send'>,
	features: Element,
	old: Managed | null,
	resource: string,
): Promise<Bound> {
	const hasManagement = features.getChild('sm', NS_SM) !== undefined;
	let h: number | null = null;
	if (old && hasManagement) {
		stream.send(resume(old));
		const answer = await stream.read();
		h = readCount(answer);
		if (answer.is('resumed', NS_SM) && h !== null) return { is: 'resumed', h };
		if (!answer.is('failed', NS_SM)) throw new AppError('server-error', { detail: answer.name });
	}
	const { jid, early } = await bindResource(stream, resource);
	if (!hasManagement) return { is: 'new', jid, managed: null, h, early };
	stream.send(enable());
	const enabled = await readUntil(stream, (element) => element.getNS() === NS_SM && element.name !== 'r', early);
	return { is: 'new', jid, managed: managedBy(enabled, jid), h, early };
}

/** Our full JID, and what came meanwhile. */
async function bindResource(
	stream: Pick<Stream, 'read' | 'send'>,
	resource: string,
): Promise<{ jid: string; early: Element[] }> {
	const id = crypto.randomUUID();
	const request = el('bind', { xmlns: NS_BIND }, el('resource', {}, resource));
	stream.send(el('iq', { xmlns: 'jabber:client', type: 'set', id }, request));
	const early: Element[] = [];
	const answer = await readUntil(stream, ({ name, attrs }) => name === 'iq' && attrs.id === id, early);
	const jid = answer.getChild('bind', NS_BIND)?.getChildText('jid') ?? '';
	if (answer.attrs.type === 'result' && parseJid(jid)?.resource) return { jid, early };
	const { text, condition } = readError(answer);
	throw new AppError('server-error', { detail: text || condition });
}

/** XEP-0198 §3; a refusal leaves us without. */
function managedBy(enabled: Element, jid: string): Managed | null {
	if (enabled.name !== 'enabled') return null;
	const { resume: resumable, id } = enabled.attrs;
	return startManaged((resumable === 'true' || resumable === '1') && id ? id : '', jid);
}

async function readUntil(
	stream: Pick<Stream, 'read'>,
	isIt: (element: Element) => boolean,
	others: Element[],
): Promise<Element> {
	for (;;) {
		const element = await stream.read();
		if (isIt(element)) return element;
		others.push(element);
	}
}
