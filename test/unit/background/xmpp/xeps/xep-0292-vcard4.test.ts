import { expect, test } from 'vitest';
import { readVcard4 } from '../../../../../src/background/xmpp/xeps/xep-0292-vcard4.ts';
import { parsed } from '../attached.ts';

const NS = 'urn:ietf:params:xml:ns:vcard-4.0';
const vcard = (inside: string) => parsed(`<vcard xmlns="${NS}">${inside}</vcard>`);
const tel = (value: string, ...types: string[]) =>
	`<tel><parameters><type>${types.map((type) => `<text>${type}</text>`).join('')}</type></parameters>${value}</tel>`;

test('C16: numbers as URIs and as text, with their types', () => {
	const read = readVcard4(
		vcard(
			tel('<uri>tel:+1-303-308-3282</uri>', 'work', 'voice') +
				tel('<uri>tel:+1-303-308-3219</uri>', 'work', 'fax') +
				tel('<text>+1 720 256 6756</text>', 'CELL', 'text', 'video') +
				'<tel><uri>sip:stpeter@example.test</uri></tel>',
		),
	);
	expect(read).toEqual([
		{ written: 'tel:+1-303-308-3282', types: ['work', 'voice'] },
		{ written: 'tel:+1-303-308-3219', types: ['work', 'fax'] },
		{ written: '+1 720 256 6756', types: ['cell', 'video'] },
		{ written: 'sip:stpeter@example.test', types: [] },
	]);
});

test('RFC 6350 §5.3: the preferred one comes first, a preference that is none counts as none', () => {
	const preferred = (value: string, pref: string) =>
		`<tel><parameters><pref><integer>${pref}</integer></pref></parameters><uri>${value}</uri></tel>`;
	const read = readVcard4(
		vcard(preferred('tel:1', '-5') + preferred('tel:2', '50') + preferred('tel:3', '1') + preferred('tel:4', 'x')),
	);
	expect(read.map(({ written }) => written)).toEqual(['tel:3', 'tel:2', 'tel:1', 'tel:4']);
});

test('SIP addresses of impp and url, and what stands in a group (RFC 6351 §5)', () => {
	const read = readVcard4(
		vcard(
			`<impp><uri>xmpp:romeo@montague.lit</uri></impp><impp><uri>SIPS:romeo@montague.lit</uri></impp>
			<url><uri>https://montague.lit/</uri></url><group name="a"><tel><uri>tel:+39045</uri></tel></group>`,
		),
	);
	expect(read.map(({ written }) => written)).toEqual(['tel:+39045', 'SIPS:romeo@montague.lit']);
});

test.each([
	['nothing', undefined],
	['another element', parsed(`<card xmlns="${NS}"><tel><uri>tel:1</uri></tel></card>`)],
	['another namespace', parsed('<vcard xmlns="urn:other"><tel><uri>tel:1</uri></tel></vcard>')],
	['a number without a value', vcard(tel('', 'work'))],
	['a number of a foreign namespace', vcard('<tel xmlns="urn:other"><uri>tel:1</uri></tel>')],
	['a number longer than any', vcard(`<tel><text>${'1'.repeat(257)}</text></tel>`)],
])('nothing in %s', (_, element) => expect(readVcard4(element)).toEqual([]));
