import { expect, test } from 'vitest';
import {
	discoveredFeatures,
	infoQuery,
	serviceDiscovery,
} from '../../../../../src/background/xmpp/xeps/xep-0030-service-discovery.ts';
import { attached, parsed } from '../attached.ts';

const INFO = 'http://jabber.org/protocol/disco#info';
const ITEMS = 'http://jabber.org/protocol/disco#items';

test('says what we are and can', async () => {
	const { receive, sent } = attached(serviceDiscovery);
	await receive(`<iq type="get" id="1" from="juliet@capulet.lit/x"><query xmlns="${INFO}"/></iq>`);
	expect(sent).toEqual([
		`<iq xmlns="jabber:client" type="result" id="1" to="juliet@capulet.lit/x"><query xmlns="${INFO}"><identity category="client" type="web" name="Twinline"/><feature var="${INFO}"/><feature var="${ITEMS}"/></query></iq>`,
	]);
});

test('the node of our capabilities is the same; others do not exist', async () => {
	const { receive, sent } = attached(serviceDiscovery);
	await receive(
		`<iq type="get" id="1" from="a@b/c"><query xmlns="${INFO}" node="https://twinline.invalid#abc="/></iq>`,
	);
	await receive(`<iq type="get" id="2" from="a@b/c"><query xmlns="${INFO}" node="elsewhere"/></iq>`);
	expect(sent[0]).toContain('node="https://twinline.invalid#abc="><identity');
	expect(sent[1]).toBe(
		'<iq xmlns="jabber:client" type="error" id="2" to="a@b/c"><error type="cancel"><item-not-found xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></iq>',
	);
});

test('has no items', async () => {
	const { receive, sent } = attached(serviceDiscovery);
	await receive(`<iq type="get" id="1" from="a@b/c"><query xmlns="${ITEMS}" node="n"/></iq>`);
	expect(sent).toEqual([
		`<iq xmlns="jabber:client" type="result" id="1" to="a@b/c"><query xmlns="${ITEMS}" node="n"/></iq>`,
	]);
});

test('asks, and reads the answer', () => {
	expect(String(infoQuery())).toBe(`<query xmlns="${INFO}"/>`);
	const answer = `<iq type="result"><query xmlns="${INFO}"><identity/><feature var="a"/><feature/><feature var="b"/></query></iq>`;
	expect(discoveredFeatures(parsed(answer))).toEqual(['a', '', 'b']);
	expect(discoveredFeatures(parsed('<iq type="result"/>'))).toEqual([]);
});
