import { parseAddress, type TelAddress } from '../../shared/address.ts';
import type { Handlers } from '../../shared/commands.ts';
import { AppError } from '../../shared/errors.ts';
import { ruleFor } from '../../shared/site.ts';
import type { DialRules } from '../../shared/state.ts';
import { accountToCallWith } from '../calls/routing.ts';
import { countryOf, countryOfPage } from '../numbers/country.ts';
import { type Dial, dial, NO_RULES } from '../numbers/dial-rules.ts';
import { toDial } from '../numbers/format.ts';
import type { Service } from './service.ts';

type Names = Extract<keyof Handlers, `call.${string}` | `recents.${string}`>;

export function callCommands(service: Service): Pick<Handlers, Names> {
	const { store, calls, platform, recents } = service;
	return {
		'call.place'({ target, account, site }, from) {
			const { callWith, dialling } = store.settings.get();
			const peer = peerUri(service, target, from.site || (site ?? ''));
			const caller = accountToCallWith(store.accounts.values(), account, callWith);
			return calls.place(caller, peer, '', dialOf(service, peer, dialling[caller] ?? NO_RULES));
		},
		async 'call.answer'({ call }) {
			await calls.answer(call);
			return null;
		},
		'call.decline'({ call }) {
			calls.decline(call);
			return null;
		},
		'call.hangUp'({ call }) {
			calls.hangUp(call);
			return null;
		},
		'call.mute'({ call, muted }) {
			calls.mute(call, muted);
			return null;
		},
		async 'call.hold'({ call, held }) {
			await calls.hold(call, held);
			return null;
		},
		'call.tones'({ call, tones }) {
			calls.tones(call, tones);
			return null;
		},
		'call.show'({ call }) {
			platform.open('call', call === undefined ? {} : { call });
			return null;
		},
		'call.close'() {
			if (store.calls.size === 0) platform.close('call');
			return null;
		},
		async 'recents.seen'() {
			await recents.seen();
			return null;
		},
	};
}

/**
 * What was typed or clicked, as the URI of whom it reaches: national numbers are read by the country of the site that they
 * stand on. Throws `bad-address` for what is neither number nor address.
 */
function peerUri({ store, language }: Service, target: string, site: string): string {
	const address = parseAddress(target);
	const { country: rule } = ruleFor(store.sites.values(), site);
	const { country: chosen } = store.settings.get();
	switch (address?.scheme) {
		case 'tel':
			return telUri(address, countryOfPage({ rule, language: '', host: site, chosen, browserLanguage: language }));
		case 'sip':
		case 'sips':
			return address.uri;
		case 'bare':
			return `sip:${address.address}`;
		default:
			throw new AppError('bad-address');
	}
}

function telUri({ number, ext }: TelAddress, country: string): string {
	return `tel:${toDial(number, country)}${ext === undefined ? '' : `;ext=${ext}`}`;
}

/** How the peer is dialled: a number by the account's rules, from the person's own country; an address as it is. */
function dialOf({ store, language }: Service, peer: string, rules: DialRules): Dial {
	const address = parseAddress(peer);
	if (address?.scheme !== 'tel') return { target: peer, tones: '' };
	return dial(address.number, address.ext, rules, countryOf(store.settings.get().country, language));
}
