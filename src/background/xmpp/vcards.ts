/** What somebody publishes of the ways to call them. */
import { AppError } from '../../shared/errors.ts';
import type { Requests } from './requests.ts';
import type { PublishedAddress } from './session.ts';
import { readVcard, vcardQuery } from './xeps/xep-0054-vcard.ts';
import { itemIn, lastItemQuery } from './xeps/xep-0060-publish-subscribe.ts';
import { readVcard4, VCARD4_NODE } from './xeps/xep-0292-vcard4.ts';
import type { Element } from './xml.ts';

/**
 * The addresses in somebody's vCard4, or where there are none in their vcard-temp, which knows fewer types and brings
 * their picture along. None where both are refused. Rejects with AppError `not-connected` if an answer stays away.
 * @param jid bare
 */
export async function fetchVcard(ask: Requests['ask'], jid: string): Promise<readonly PublishedAddress[]> {
	const vcard4 = await unlessRefused(ask('get', lastItemQuery(VCARD4_NODE), jid));
	const addresses = vcard4 ? readVcard4(itemIn(vcard4, VCARD4_NODE)) : [];
	if (addresses.length > 0) return addresses;
	const vcard = await unlessRefused(ask('get', vcardQuery(), jid));
	return vcard ? readVcard(vcard) : [];
}

async function unlessRefused(answer: Promise<Element>): Promise<Element | null> {
	try {
		return await answer;
	} catch (cause) {
		if (cause instanceof AppError && cause.code === 'refused') return null;
		throw cause;
	}
}
