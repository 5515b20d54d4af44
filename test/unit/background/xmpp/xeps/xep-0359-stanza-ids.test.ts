import { expect, test } from 'vitest';
import { originId, stanzaId, stanzaIds } from '../../../../../src/background/xmpp/xeps/xep-0359-stanza-ids.ts';
import { attached, parsed, ROMEO } from '../attached.ts';

test('an outgoing message carries its id twice', () => {
	expect(attached(stanzaIds).complete('message', '<message id="m1"/>')).toBe(
		'<message id="m1" xmlns="jabber:client"><origin-id xmlns="urn:xmpp:sid:0" id="m1"/></message>',
	);
});

test('the ids of a message', () => {
	const message = parsed(`<message id="a">
		<origin-id xmlns="urn:xmpp:sid:0" id="b"/>
		<stanza-id xmlns="urn:xmpp:sid:0" by="room@capulet.lit" id="c"/>
		<stanza-id xmlns="urn:xmpp:sid:0" by="Romeo@montague.lit" id="d"/>
	</message>`);
	expect(originId(message)).toBe('b');
	expect(stanzaId(message, ROMEO)).toBe('d');
});

test('§6: what others say about it proves nothing', () => {
	const message = parsed('<message><stanza-id xmlns="urn:xmpp:sid:0" by="juliet@capulet.lit" id="c"/></message>');
	expect(stanzaId(message, ROMEO)).toBeUndefined();
	expect(originId(message)).toBeUndefined();
});
