import { expect, test } from 'vitest';
import { vcardAvatars } from '../../../../../src/background/xmpp/xeps/xep-0153-vcard-avatars.ts';
import { attached } from '../attached.ts';

const HASH = 'sha1-hash-of-image'.padEnd(40, '0').replace(/[^\da-f]/g, 'a');
const presence = (inside: string, attrs = '') =>
	`<presence from="Juliet@capulet.lit/balcony" ${attrs}>${inside}</presence>`;
const update = (photo: string) => presence(`<x xmlns="vcard-temp:x:update">${photo}</x>`);

test.each([
	['a picture', update(`<photo> ${HASH.toUpperCase()} </photo>`), HASH],
	['no picture', update('<photo/>'), ''],
])('§3.2: hears of %s', async (_, stanza, hash) => {
	const { receive, told } = attached(vcardAvatars);
	await receive(stanza);
	expect(told).toEqual([['photo', { from: 'juliet@capulet.lit', hash }]]);
});

test.each([
	['who is not ready to say', update('')],
	['who says nothing of it', presence('')],
	['what is no hash', update('<photo>../../etc/passwd</photo>')],
	['another namespace', presence(`<x xmlns="urn:other"><photo>${HASH}</photo></x>`)],
	['who is gone', presence(`<x xmlns="vcard-temp:x:update"><photo>${HASH}</photo></x>`, 'type="unavailable"')],
	['ourselves', `<presence><x xmlns="vcard-temp:x:update"><photo>${HASH}</photo></x></presence>`],
])('hears nothing of %s', async (_, stanza) => {
	const { receive, told } = attached(vcardAvatars);
	await receive(stanza);
	expect(told).toEqual([]);
});

test('§4.3: leaves the pictures of our other clients alone', () => {
	const { complete } = attached(vcardAvatars);
	expect(complete('presence', '<presence/>')).toContain('<x xmlns="vcard-temp:x:update"/>');
});
