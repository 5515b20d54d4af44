/** From what somebody publishes, or a person wrote down, to what can be called. */
import { parseAddress } from '../../shared/address.ts';
import type { NumberType } from '../../shared/state.ts';
import { callUri } from '../numbers/format.ts';
import type { KnownNumber } from '../store.ts';
import type { AddressType, PublishedAddress } from '../xmpp/session.ts';

/**
 * The usable ones among published addresses, each once, as they are called: numbers in E.164 where that is certain by the
 * rules of `country`, else with the digits that stand there (C15). What leads to no phone is left out.
 */
export function callable(published: readonly PublishedAddress[], country: string): KnownNumber[] {
	const numbers = published.flatMap(({ written, types }) => {
		const type = typeOf(types);
		const uri = type === null ? null : callableUri(written, country);
		return type === null || uri === null ? [] : [{ uri, type, video: types.includes('video') }];
	});
	return numbers.filter(({ uri }, index) => numbers.findIndex((other) => other.uri === uri) === index);
}

/** The `tel:`, `sip:` or `sips:` URI in what somebody wrote as their number; null if there is none. */
export function callableUri(written: string, country: string): string | null {
	// Some servers make `tel:sip:…` of a SIP address when they turn one kind of vCard into the other.
	const address = parseAddress(written.replace(/^\s*tel:\s*(?=sips?:)/i, ''));
	if (address === null) return null;
	if (address.scheme === 'tel' ? !/\d/.test(address.number) : 'user' in address && !address.user) return null;
	return callUri(address, country);
}

/** Does a voice answer there? */
export function takesVoice({ type }: Pick<KnownNumber, 'type'>): boolean {
	return type !== 'fax' && type !== 'pager';
}

/** The one type that says most; null for what talks to machines only. */
function typeOf(types: readonly AddressType[]): NumberType | null {
	const speaks = types.includes('voice') || types.includes('video');
	if (!speaks && (types.includes('modem') || types.includes('textphone'))) return null;
	const machine = speaks ? undefined : (['fax', 'pager'] as const).find((type) => types.includes(type));
	return machine ?? (['cell', 'work', 'home'] as const).find((type) => types.includes(type)) ?? 'other';
}
