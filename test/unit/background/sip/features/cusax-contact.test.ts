import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutChatContacts } from '../../../../../src/background/sip/features/cusax-contact.ts';

const invite = (...headers: string[]) =>
	`INVITE sip:romeo@example.net SIP/2.0\r\n${headers.map((header) => `${header}\r\n`).join('')}\r\nv=0 xmpp:`;
const INFO = 'Call-Info: <xmpp:juliet@example.com>;purpose=impp';

describe('C29: an xmpp: URI in the Contact of an INVITE', () => {
	test.each([
		[
			'draft-ivov-xmpp-cusax-02 §3',
			['Contact: <sip:juliet@192.0.2.1:5060>, <xmpp:juliet@example.com>'],
			['Contact: <sip:juliet@192.0.2.1:5060>', INFO],
		],
		['first', ['Contact: <xmpp:juliet@example.com>, <sip:j@a>;expires=1'], ['Contact: <sip:j@a>;expires=1', INFO]],
		['bare', ['m: <sip:j@a>,xmpp:juliet@example.com;q=1'], ['Contact: <sip:j@a>', INFO]],
		['with a name', ['Contact: "J, <x>" <xmpp:juliet@example.com>, <sip:j@a>'], ['Contact: <sip:j@a>', INFO]],
		[
			'in a header of its own',
			['Contact: <sip:j@a>', 'Contact: <xmpp:juliet@example.com>'],
			['Contact: <sip:j@a>', INFO],
		],
		['folded', ['Contact: <sip:j@a>,\r\n <xmpp:juliet@example.com>', 'To: t'], ['Contact: <sip:j@a>', INFO, 'To: t']],
		['in a name only', ['Contact: "xmpp:a@b" <sip:j@a;x="xmpp:a@b">'], ['Contact: "xmpp:a@b" <sip:j@a;x="xmpp:a@b">']],
		['in another header', ['Subject: <xmpp:a@b>'], ['Subject: <xmpp:a@b>']],
	])('%s', (_, headers, read) => {
		expect(withoutChatContacts(invite(...headers))).toBe(invite(...read));
	});

	test('any other message stays as it is', () => {
		const contact = 'Contact: <xmpp:juliet@example.com>\r\n\r\n';
		fc.assert(
			fc.property(fc.string(), (text) => {
				for (const other of [`SIP/2.0 200 OK\r\n${text}${contact}`, `BYE x\r\n${contact}`, `INVITE x\r\n${text}`])
					expect(withoutChatContacts(other)).toBe(other);
				withoutChatContacts(`INVITE x\r\nContact: xmpp:${text}\r\n\r\n`);
			}),
		);
	});

	test('one that is too long for an address is not looked at', () => {
		const long = invite(`Contact: <xmpp:a@b.example>, <sip:${'\\"'.repeat(5000)}>`);
		expect(withoutChatContacts(long)).toBe(long);
	});
});
