import { parseAddress, type TelAddress } from '../../shared/address.ts';
import type { Handlers } from '../../shared/commands.ts';
import { AppError } from '../../shared/errors.ts';
import { accountToCallWith } from '../calls/routing.ts';
import { countryOf } from '../numbers/country.ts';
import { toDial } from '../numbers/judge.ts';
import type { Service } from './service.ts';

type Names = Extract<keyof Handlers, `call.${string}` | `recents.${string}`>;

export function callCommands(service: Service): Pick<Handlers, Names> {
	const { store, calls, platform, recents } = service;
	return {
		'call.place'({ target, account }) {
			const uri = targetUri(service, target);
			const caller = accountToCallWith(store.accounts.values(), account, store.settings.get().callWith);
			return calls.place(caller, uri, '');
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

/** What was typed or clicked, as the URI that is called. Throws `bad-address` for what is neither number nor address. */
function targetUri({ store, language }: Service, target: string): string {
	const address = parseAddress(target);
	switch (address?.scheme) {
		case 'tel':
			return telUri(address, countryOf(store.settings.get().country, language));
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
