import { expect, test } from 'vitest';
import { ping, pingQuery } from '../../../../../src/background/xmpp/xeps/xep-0199-ping.ts';
import { attached } from '../attached.ts';

test('§4.1: answers', async () => {
	const { receive, sent } = attached(ping);
	await receive(
		'<iq from="capulet.lit" to="romeo@montague.lit/x" id="s2c1" type="get"><ping xmlns="urn:xmpp:ping"/></iq>',
	);
	expect(sent).toEqual(['<iq xmlns="jabber:client" type="result" id="s2c1" to="capulet.lit"/>']);
});

test('asks', () => {
	expect(String(pingQuery())).toBe('<ping xmlns="urn:xmpp:ping"/>');
});
