import { expect, test } from 'vitest';
import { readVcard, vcardQuery } from '../../../../../src/background/xmpp/xeps/xep-0054-vcard.ts';
import { parsed } from '../attached.ts';

const vcard = (inside: string) => parsed(`<iq type="result"><vCard xmlns="vcard-temp">${inside}</vCard></iq>`);

test('asks', () => expect(String(vcardQuery())).toBe('<vCard xmlns="vcard-temp"/>'));

test('C16: §6: numbers with their types, the preferred one first', () => {
	const read = readVcard(
		vcard(`<FN>Peter</FN><URL>http://www.xmpp.org/</URL>
			<TEL><WORK/><VOICE/><NUMBER> 303-308-3282 </NUMBER></TEL>
			<TEL><WORK/><FAX/><NUMBER/></TEL>
			<TEL><HOME/><CELL/><MSG/><PREF/><NUMBER>+1 303 555 1212</NUMBER></TEL>
			<TEL><NUMBER>sip:stpeter@example.test</NUMBER></TEL>
			<URL>sip:peter@example.test</URL><EMAIL><NUMBER>7</NUMBER></EMAIL>`),
	);
	expect(read).toEqual([
		{ written: '+1 303 555 1212', types: ['cell', 'home'] },
		{ written: '303-308-3282', types: ['work', 'voice'] },
		{ written: 'sip:stpeter@example.test', types: [] },
		{ written: 'sip:peter@example.test', types: [] },
	]);
});

test.each([
	['an empty one', vcard('')],
	['none', parsed('<iq type="result"/>')],
	['another namespace', parsed('<iq><vCard xmlns="urn:other"><TEL><NUMBER>1</NUMBER></TEL></vCard></iq>')],
	['a number of a foreign namespace', vcard('<TEL><NUMBER xmlns="urn:other">1</NUMBER></TEL>')],
	['a number longer than any', vcard(`<TEL><NUMBER>${'1'.repeat(257)}</NUMBER></TEL>`)],
	['a number deep inside', vcard('<AGENT><vCard><TEL><NUMBER>1</NUMBER></TEL></vCard></AGENT>')],
])('nothing in %s', (_, result) => expect(readVcard(result)).toEqual([]));

test('no more than anybody has', () => {
	const many = Array.from({ length: 5_000 }, (_, n) => `<TEL><NUMBER>${n}</NUMBER></TEL>`).join('');
	expect(readVcard(vcard(many))).toHaveLength(16);
});
