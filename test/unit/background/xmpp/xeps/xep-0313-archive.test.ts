import { expect, test } from 'vitest';
import { sentAt } from '../../../../../src/background/xmpp/xeps/xep-0203-delayed-delivery.ts';
import {
	archivedMessage,
	archiveQuery,
	isBetween,
	pageEnd,
} from '../../../../../src/background/xmpp/xeps/xep-0313-archive.ts';
import { parsed } from '../attached.ts';

const FORM =
	'<x xmlns="jabber:x:data" type="submit"><field var="FORM_TYPE" type="hidden"><value>urn:xmpp:mam:2</value></field>';

test('asks for what was said with somebody since then', () => {
	const query = archiveQuery({ queryId: 'q1', with: 'juliet@capulet.lit', start: 1_276_128_000_000, max: 10 });
	expect(String(query)).toBe(
		`<query xmlns="urn:xmpp:mam:2" queryid="q1">${FORM}<field var="with"><value>juliet@capulet.lit</value></field><field var="start"><value>2010-06-10T00:00:00.000Z</value></field></x><set xmlns="http://jabber.org/protocol/rsm"><max>10</max></set></query>`,
	);
});

test('asks for what came after an id', () => {
	expect(String(archiveQuery({ queryId: 'q1', after: '09af3-cc343-b409f', max: 10 }))).toBe(
		`<query xmlns="urn:xmpp:mam:2" queryid="q1">${FORM}</x><set xmlns="http://jabber.org/protocol/rsm"><max>10</max><after>09af3-cc343-b409f</after></set></query>`,
	);
});

test('§4.2: reads a result, with its time', () => {
	const result = parsed(`<message id='aeb213' to='juliet@capulet.lit/chamber'>
		<result xmlns='urn:xmpp:mam:2' queryid='f27' id='28482-98726-73623'>
			<forwarded xmlns='urn:xmpp:forward:0'>
				<delay xmlns='urn:xmpp:delay' stamp='2010-07-10T23:08:25Z'/>
				<message xmlns='jabber:client' from="witch@shakespeare.lit" to="macbeth@shakespeare.lit"><body>Hail to thee</body></message>
			</forwarded>
		</result>
	</message>`);
	const archived = archivedMessage(result);
	expect(archived).toMatchObject({ id: '28482-98726-73623', queryId: 'f27' });
	const message = archived?.message ?? parsed('<nothing/>');
	expect(message.getChildText('body')).toBe('Hail to thee');
	expect(sentAt(message, Date.now())).toBe(Date.parse('2010-07-10T23:08:25Z'));
});

test.each([
	'<message/>',
	"<message><result xmlns='urn:xmpp:mam:2' queryid='f27' id='1'/></message>",
	"<message><result xmlns='urn:xmpp:mam:2' queryid='f27' id='1'><forwarded xmlns='urn:xmpp:forward:0'/></result></message>",
	"<message><result xmlns='urn:xmpp:mam:2' id='1'><forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client'/></forwarded></result></message>",
	"<message><result xmlns='urn:xmpp:mam:2' queryid='f27'><forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client'/></forwarded></result></message>",
])('%s is no result', (text) => {
	expect(archivedMessage(parsed(text))).toBeNull();
});

test('a page has an end, and the last one says so', () => {
	const page = (fin: string) => pageEnd(parsed(`<iq type="result" id="1">${fin}</iq>`));
	const set =
		'<set xmlns="http://jabber.org/protocol/rsm"><first index="0">1</first><last>9</last><count>20</count></set>';
	expect(page(`<fin xmlns="urn:xmpp:mam:2">${set}</fin>`)).toEqual({ isComplete: false, last: '9' });
	expect(page(`<fin xmlns="urn:xmpp:mam:2" complete="true">${set}</fin>`)).toEqual({ isComplete: true, last: '9' });
	expect(page('<fin xmlns="urn:xmpp:mam:2"/>')).toEqual({ isComplete: true, last: '' });
	expect(page('')).toEqual({ isComplete: true, last: '' });
});

test('who wrote to whom', () => {
	const message = parsed('<message from="a@b/c" to="d@e"/>');
	expect(isBetween(message, 'a@b', 'd@e')).toBe(true);
	expect(isBetween(message, 'd@e', 'a@b')).toBe(false);
	expect(isBetween(parsed('<message/>'), 'a@b', 'd@e')).toBe(false);
});
