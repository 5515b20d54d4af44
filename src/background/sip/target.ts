/** Whom to call: a URI that a person or a page gave, as a Request-URI. */
import { URI } from 'jssip';
import { parseAddress } from '../../shared/address.ts';
import { AppError } from '../../shared/errors.ts';

/**
 * The Request-URI for `target`. A `tel:` URI is asked of the account's domain (RFC 3261 §19.1.6); parameters and headers
 * of a `sip:` URI are left out but for `user=phone`. A `sips:` URI is called as `sip:` through our server: JsSIP has no
 * SIPS contact. Throws `bad-address`.
 */
export function requestUri(target: string, domain: string): URI {
	const address = parseAddress(target);
	if (address?.scheme === 'tel') return uri(sipUser(address.uri), domain, undefined, true);
	if ((address?.scheme === 'sip' || address?.scheme === 'sips') && address.user !== '')
		return uri(address.user, address.host, address.port, address.uri.endsWith(';user=phone'));
	throw new AppError('bad-address');
}

function uri(user: string, host: string, port: number | undefined, isPhone: boolean): URI {
	return new PlainUri('sip', user, host, port, isPhone ? { user: 'phone' } : {});
}

/** A number with its parameters; of what may stand in it, SIP's user part has no `#` (RFC 3261 §25.1). */
function sipUser(tel: string): string {
	return tel.slice('tel:'.length).replaceAll('#', '%23');
}

/** JsSIP escapes `;` and `=` in a user part, but §19.1.6 puts the parameters of a number there as they are. */
class PlainUri extends URI {
	override toString(): string {
		const port = this.port ? `:${this.port}` : '';
		return `${this.scheme}:${this.user}@${this.host}${port}${this.hasParam('user') ? ';user=phone' : ''}`;
	}
}
