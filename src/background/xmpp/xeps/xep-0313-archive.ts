/** XEP-0313: Message Archive Management, https://xmpp.org/extensions/xep-0313.html, with pages of XEP-0059 */
import { type Element, el, parseJid } from '../feature.ts';

export const NS_MAM = 'urn:xmpp:mam:2';
const NS_DATA = 'jabber:x:data';
const NS_RSM = 'http://jabber.org/protocol/rsm';
const NS_FORWARD = 'urn:xmpp:forward:0';

export interface ArchiveQuery {
	readonly queryId: string;
	/** Only messages to or from this bare JID. */
	readonly with?: string;
	/** Only messages from then on, ms since 1970. */
	readonly start?: number;
	/** Only what comes after this archive id. */
	readonly after?: string;
	readonly max: number;
}

export interface ArchivedMessage {
	/** The archive's id of it. */
	readonly id: string;
	/** With the time it was archived as XEP-0203 has it. */
	readonly message: Element;
}

/** §4: one page, oldest first. */
export function archiveQuery({ queryId, with: peer, start, after, max }: ArchiveQuery): Element {
	const form = el(
		'x',
		{ xmlns: NS_DATA, type: 'submit' },
		el('field', { var: 'FORM_TYPE', type: 'hidden' }, el('value', {}, NS_MAM)),
		peer !== undefined && field('with', peer),
		start !== undefined && field('start', new Date(start).toISOString()),
	);
	const page = el('set', { xmlns: NS_RSM }, el('max', {}, `${max}`), after !== undefined && el('after', {}, after));
	return el('query', { xmlns: NS_MAM, queryid: queryId }, form, page);
}

/** What a message carries if it is a result of a query. Who sent it must be checked first: only our own account may. */
export function archivedMessage(message: Element): (ArchivedMessage & { readonly queryId: string }) | null {
	const result = message.getChild('result', NS_MAM);
	const forwarded = result?.getChild('forwarded', NS_FORWARD);
	const inner = forwarded?.getChild('message', 'jabber:client');
	const { id, queryid } = result?.attrs ?? {};
	if (!id || !queryid || !inner) return null;
	const delay = forwarded?.getChild('delay', 'urn:xmpp:delay');
	if (delay) inner.append(delay);
	return { id, queryId: queryid, message: inner };
}

/** §4.2: how a page ends. `last` is empty for an empty page. */
export function pageEnd(result: Element): { readonly isComplete: boolean; readonly last: string } {
	const fin = result.getChild('fin', NS_MAM);
	const last = fin?.getChild('set', NS_RSM)?.getChildText('last') ?? '';
	return { isComplete: fin?.attrs.complete === 'true' || last === '', last };
}

/** Whether an archived message went from one bare JID to the other. */
export function isBetween({ attrs }: Element, from: string, to: string): boolean {
	return parseJid(attrs.from)?.bare === from && parseJid(attrs.to)?.bare === to;
}

function field(name: string, value: string): Element {
	return el('field', { var: name }, el('value', {}, value));
}
