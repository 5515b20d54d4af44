/** Who is at the other side of a call, as far as its number tells. */
import type { CallContact, Contact } from '../../shared/state.ts';

/** The one person whom these contacts all are, perhaps of several accounts; undefined where it could be another (C28). */
export function onePerson(contacts: readonly Contact[]): CallContact | undefined {
	const [first, ...others] = contacts;
	if (!first || others.some(({ jid }) => jid !== first.jid)) return undefined;
	const { account, jid, name } = first;
	return { account, jid, name };
}

/** A caller in one line: a contact's name stands beside the number, never in its place; what a caller claims does not. */
export function callerLine(contact: CallContact | undefined, number: string, claimed: string): string {
	return contact ? `${contact.name} · ${number}` : claimed || number;
}
