import { type Address, bareJid, parseAddress, showAddress } from '../../shared/address.ts';
import type { Handlers, Input } from '../../shared/commands.ts';
import type { Cue, Description } from '../../shared/description.ts';
import { AppError } from '../../shared/errors.ts';
import type { Contact, Protocol } from '../../shared/state.ts';
import { onePerson } from '../cusax/caller.ts';
import { callUri, formatNumber } from '../numbers/format.ts';
import { judge } from '../numbers/judge.ts';
import { countryOfNumber, cueFor, kindOf } from '../numbers/kind.ts';
import { peerKey } from '../store.ts';
import { countryHere, countryThere } from './countries.ts';
import type { Service } from './service.ts';

/** What the chip shows of a number or address before it is called. */
export function describeCommands(service: Service): Pick<Handlers, 'numbers.describe'> {
	return {
		'numbers.describe': (input, from) => describe(service, input, from.site || (input.site ?? '')),
	};
}

function describe(service: Service, { target, raw, ...page }: Input<'numbers.describe'>, site: string): Description {
	const address = parseAddress(target);
	if (address === null) throw new AppError('bad-address');
	const siteCountry = countryThere(service, site, page.language);
	// Written to with the text that the link has for it.
	const uri = callUri(address, siteCountry) ?? target;
	const number = numberIn(uri);
	const country = number && countryOfNumber(number);
	const contact = contactAt(service, uri, address);
	return {
		target: uri,
		shown: shownAs(uri, number),
		country,
		kind: number && kindOf(number),
		canCall: address.scheme !== 'xmpp' && hasAccount(service, 'sip'),
		canChat: (address.scheme === 'xmpp' || contact !== undefined) && hasAccount(service, 'xmpp'),
		canVideo: false,
		...(contact ? { contact } : {}),
		cue: differs(page.text ?? '', number, siteCountry) ? 'differs' : costs(number, countryHere(service)),
		siteCountry: isNational(address, raw, page.text) && country === siteCountry ? siteCountry : '',
	};
}

/** The E.164 number in it; empty if there is none. */
function numberIn(uri: string): string {
	return /^(?:tel|sips?):(\+\d{7,15})(?:[@;]|$)/.exec(uri)?.[1] ?? '';
}

/** International, so that one sees where it leads; an address of a number as an address. */
function shownAs(uri: string, number: string): string {
	const ext = /^tel:.*;ext=(\d+)/.exec(uri)?.[1];
	if (!number || !uri.startsWith('tel:')) return showAddress(uri);
	return `${formatNumber(number, '')}${ext === undefined ? '' : ` x${ext}`}`;
}

/** A person whose number or address it exactly is, by their vCard, or because their chat address is the same. */
function contactAt({ store, phonebook }: Service, uri: string, address: Address): Description['contact'] | undefined {
	const jid = address.scheme === 'tel' ? null : bareJid(showAddress(uri));
	const byJid = (chat: string) =>
		store.accounts.values().flatMap(({ id }) => store.contacts.get(peerKey(id, chat)) ?? []);
	const found: readonly Contact[] = jid === null ? [] : byJid(jid);
	const person = onePerson(found.length > 0 ? found : phonebook.contactsByUri(uri));
	const contact = person && store.contacts.get(peerKey(person.account, person.jid));
	return contact && { name: contact.name, jid: contact.jid, account: contact.account, show: contact.show };
}

function hasAccount({ store }: Service, wanted: Protocol): boolean {
	return store.accounts.values().some(({ protocol, enabled }) => protocol === wanted && enabled);
}

function costs(number: string, home: string): Cue | null {
	return number ? cueFor(number, home) : null;
}

/** What looks like a number in a link's text, and what stands around it. */
const WRITTEN = /[+(]?\d[\d\s().\-/\u2010-\u2015\u2212]{4,60}\d/g;

/** Does the text show a number, and another than this one? */
function differs(text: string, number: string, country: string): boolean {
	const candidates = [...text.matchAll(WRITTEN)].map(({ 0: written, index }) => ({
		written,
		before: text.slice(Math.max(0, index - 32), index),
		after: text.slice(index + written.length, index + written.length + 16),
	}));
	const shown = judge(candidates, { country }).flatMap((found) => found.map(({ target }) => numberIn(target)));
	return shown.length > 0 && !shown.includes(number);
}

/** Was it written without its country? A link says that in what it leads to, a number in the text by its own words. */
function isNational(address: Address, raw: string, text: string | undefined): boolean {
	return address.scheme === 'tel' && !(text === undefined ? raw.includes('+') : address.isGlobal);
}
