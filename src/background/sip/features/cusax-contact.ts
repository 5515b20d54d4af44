/**
 * draft-ivov-xmpp-cusax-02 §3: an `xmpp:` URI beside the SIP one in the Contact of an INVITE. RFC 3261 §8.1.1.8 allows
 * only one there, and JsSIP drops such a message whole. So it is read as what RFC 7081 has in its place: `Call-Info`.
 */

const CONTACT = /^(?:contact|m)\s*:(.*)$/i;
/** Values of a header: a comma outside of quotes and angle brackets parts them. */
const VALUE = /(?:"(?:[^"\\]|\\.)*"|<[^<>]*>|[^",<])+/g;

/** A longer Contact is nobody's; reading it costs the square of its length at worst. */
const LONGEST = 2048;

/** An INVITE whose `xmpp:` contacts stand in `Call-Info`; any other message as it was. */
export function withoutChatContacts(message: string): string {
	if (!message.startsWith('INVITE ') || !/xmpp:/i.test(message)) return message;
	const end = message.indexOf('\r\n\r\n');
	if (end < 0) return message;
	const lines = message
		.slice(0, end)
		.replace(/\r\n[ \t]+/g, ' ')
		.split('\r\n');
	return lines.flatMap(moved).join('\r\n') + message.slice(end);
}

function moved(line: string): string[] {
	if (line.length > LONGEST) return [line];
	const values =
		CONTACT.exec(line)?.[1]
			?.match(VALUE)
			?.map((value) => value.trim()) ?? [];
	const chats = values.flatMap((value) => chatUriOf(value) ?? []);
	if (chats.length === 0) return [line];
	const rest = values.filter((value) => value !== '' && chatUriOf(value) === undefined);
	const contact = rest.length > 0 ? [`Contact: ${rest.join(', ')}`] : [];
	return [...contact, ...chats.map((uri) => `Call-Info: <${uri}>;purpose=impp`)];
}

function chatUriOf(contact: string): string | undefined {
	const [, bracketed, bare] = /^(?:(?:"[^"]*"|[^"<]*)\s*<\s*(xmpp:[^<>\s]+)\s*>|(xmpp:[^\s;<>]+))/i.exec(contact) ?? [];
	return bracketed ?? bare;
}
