/** XEP-0054: vcard-temp, https://xmpp.org/extensions/xep-0054.html */
import { type Element, el, isCallable, type PublishedAddress, publishedAddresses } from '../feature.ts';

const NS = 'vcard-temp';

/** §3.3: asks for somebody's. */
export function vcardQuery(): Element {
	return el('vCard', { xmlns: NS });
}

/** The ways to call in an answer to `vcardQuery`: each `TEL`, and a `URL` that is none of the web. */
export function readVcard(result: Element): PublishedAddress[] {
	const vcard = result.getChild('vCard', NS);
	const numbers = (vcard?.getChildren('TEL', NS) ?? []).map((tel) => {
		const types = tel.getChildElements().map((child) => child.getName().toLowerCase());
		return { written: tel.getChildText('NUMBER', NS), types, preference: types.includes('pref') ? 1 : 100 };
	});
	const urls = (vcard?.getChildren('URL', NS) ?? []).map((url) => url.getText()).filter(isCallable);
	return publishedAddresses([...numbers, ...urls.map((written) => ({ written, types: [], preference: 100 }))]);
}
