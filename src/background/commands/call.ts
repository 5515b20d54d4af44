import { parseAddress } from '../../shared/address.ts';
import type { Handlers } from '../../shared/commands.ts';
import { AppError } from '../../shared/errors.ts';
import { type DialRules, NO_DIAL_RULES } from '../../shared/state.ts';
import { accountToCallWith } from '../calls/routing.ts';
import { type Dial, dial } from '../numbers/dial-rules.ts';
import { callUri } from '../numbers/format.ts';
import { countryHere, countryThere } from './countries.ts';
import type { Service } from './service.ts';

type Names = Extract<keyof Handlers, `call.${string}` | `recents.${string}`>;

export function callCommands(service: Service): Pick<Handlers, Names> {
	const { store, calls, platform, recents } = service;
	return {
		'call.place'({ target, account, site }, from) {
			const { callWith, dialling } = store.settings.get();
			const peer = peerUri(service, target, from.site || (site ?? ''));
			const caller = accountToCallWith(store.accounts.values(), account, callWith);
			return calls.place(caller, peer, '', dialOf(service, peer, dialling[caller] ?? NO_DIAL_RULES));
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
function peerUri(service: Service, target: string, site: string): string {
	const address = parseAddress(target);
	const uri = address && callUri(address, countryThere(service, site, ''));
	if (!uri) throw new AppError('bad-address');
	return uri;
}

/** How the peer is dialled: a number by the account's rules, from the person's own country; an address as it is. */
function dialOf(service: Service, peer: string, rules: DialRules): Dial {
	const address = parseAddress(peer);
	if (address?.scheme !== 'tel') return { target: peer, tones: '' };
	return dial(address.number, address.ext, rules, countryHere(service));
}
