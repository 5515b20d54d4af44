import { expect, test } from 'vitest';
import { itemIn, itemTold, lastItemQuery } from '../../../../../src/background/xmpp/xeps/xep-0060-publish-subscribe.ts';
import { attached, parsed } from '../attached.ts';

const NODE = 'urn:example:node';
const answer = (items: string) =>
	parsed(`<iq type="result"><pubsub xmlns="http://jabber.org/protocol/pubsub">${items}</pubsub></iq>`);
const event = (inside: string, type = 'headline', from = 'juliet@capulet.lit') =>
	`<message from="${from}" type="${type}"><event xmlns="http://jabber.org/protocol/pubsub#event">${inside}</event></message>`;

test('§6.5.7: asks for the last item', () => {
	expect(String(lastItemQuery(NODE))).toBe(
		`<pubsub xmlns="http://jabber.org/protocol/pubsub"><items node="${NODE}" max_items="1"/></pubsub>`,
	);
});

test('gives what the last item holds', () => {
	const items = `<items node="${NODE}"><item id="1"><a xmlns="urn:a"/></item><item id="2"><b xmlns="urn:b"/></item></items>`;
	expect(String(itemIn(answer(items), NODE))).toBe('<b xmlns="urn:b"/>');
});

test.each([
	['', '<iq type="result"/>'],
	['an empty node', answer(`<items node="${NODE}"/>`).toString()],
	['an empty item', answer(`<items node="${NODE}"><item id="1"/></items>`).toString()],
	['another node', answer('<items node="urn:other"><item><a/></item></items>').toString()],
])('gives nothing for %s', (_, iq) => expect(itemIn(parsed(iq), NODE)).toBeUndefined());

test.each([
	['a new item', event(`<items node="${NODE}"><item id="1"><a xmlns="urn:a"/></item></items>`), '<a xmlns="urn:a"/>'],
	['a purge', event(`<purge node="${NODE}"/>`), 'null'],
	['a retraction', event(`<items node="${NODE}"><retract id="1"/></items>`), 'null'],
	['another node', event('<items node="urn:other"><item id="1"><a xmlns="urn:a"/></item></items>'), 'undefined'],
	['a notification without what is new', event(`<items node="${NODE}"><item id="1"/></items>`), 'undefined'],
	['an error', event(`<items node="${NODE}"><item id="1"><a/></item></items>`, 'error'), 'undefined'],
	['a message', '<message from="juliet@capulet.lit"><body>hi</body></message>', 'undefined'],
])('is told %s', (_, message, expected) => expect(String(itemTold(parsed(message), NODE))).toBe(expected));

test('XEP-0163 §4.3.1: only from the account itself', async () => {
	const told: string[] = [];
	const { receive } = attached((router) =>
		router.onItem(NODE, (payload, from) => told.push(`${from.bare} ${payload?.getName()}`)),
	);
	const items = `<items node="${NODE}"><item id="1"><a xmlns="urn:a"/></item></items>`;
	await receive(event(items));
	await receive(event(items, 'headline', 'juliet@capulet.lit/balcony'));
	expect(told).toEqual(['juliet@capulet.lit a']);
});
