import { expect, test } from 'vitest';
import { fetchVcard } from '../../../../src/background/xmpp/vcards.ts';
import type { Element } from '../../../../src/background/xmpp/xml.ts';
import { AppError } from '../../../../src/shared/errors.ts';
import { parsed } from './attached.ts';

const JULIET = 'juliet@capulet.lit';

const VCARD4 = (inside: string) =>
	`<iq><pubsub xmlns="http://jabber.org/protocol/pubsub"><items node="urn:xmpp:vcard4"><item id="current"><vcard xmlns="urn:ietf:params:xml:ns:vcard-4.0">${inside}</vcard></item></items></pubsub></iq>`;
const TEMP = '<iq><vCard xmlns="vcard-temp"><TEL><NUMBER>1</NUMBER></TEL></vCard></iq>';
const NUMBER = '<tel><uri>tel:2</uri></tel>';

/** Answers in turn; `asked` is what each was for. */
function peer(...answers: (string | AppError)[]) {
	const asked: string[] = [];
	const ask = async (type: 'get' | 'set', child: Element, to?: string) => {
		asked.push(`${type} ${child.getName()} ${to}`);
		const answer = answers.shift();
		if (typeof answer === 'string') return parsed(answer);
		throw answer ?? new Error('nothing more to say');
	};
	return { ask, asked };
}
const REFUSED = new AppError('refused', { detail: 'item-not-found' });

test('C16: a vCard4 with numbers is enough', async () => {
	const { ask, asked } = peer(VCARD4(NUMBER));
	expect(await fetchVcard(ask, JULIET)).toEqual([{ written: 'tel:2', types: [] }]);
	expect(asked).toEqual([`get pubsub ${JULIET}`]);
});

test.each([
	['refused', REFUSED],
	['without numbers', VCARD4('<fn><text>Juliet</text></fn>')],
	['none', '<iq/>'],
])('C16: a vCard4 that is %s leads to vcard-temp', async (_, vcard4) => {
	const { ask, asked } = peer(vcard4, TEMP);
	expect(await fetchVcard(ask, JULIET)).toEqual([{ written: '1', types: [] }]);
	expect(asked).toEqual([`get pubsub ${JULIET}`, `get vCard ${JULIET}`]);
});

test('both refused is none; no answer at all is an error', async () => {
	expect(await fetchVcard(peer(REFUSED, REFUSED).ask, JULIET)).toEqual([]);
	const silent = fetchVcard(peer(REFUSED, new AppError('not-connected')).ask, JULIET);
	await expect(silent).rejects.toMatchObject({ code: 'not-connected' });
});
