import { parseAddress, showAddress } from '../../shared/address.ts';
import type { Handlers } from '../../shared/commands.ts';
import { dialledNumber } from '../numbers/dial-rules.ts';
import { formatNumber, toDial } from '../numbers/format.ts';
import { saveSettings } from '../storage/singletons.ts';
import { countryHere } from './countries.ts';
import type { Service } from './service.ts';

type Names = Extract<keyof Handlers, `dialling.${string}`>;

/** How an account's server wants numbers to be dialled. */
export function diallingCommands(service: Service): Pick<Handlers, Names> {
	const { store, db } = service;
	return {
		async 'dialling.set'({ account, rules }) {
			const settings = store.settings.get();
			const changed = { ...settings, dialling: { ...settings.dialling, [account]: rules } };
			store.settings.set(changed);
			await saveSettings(db, changed);
			return null;
		},
		'dialling.preview'({ number, rules }) {
			const address = parseAddress(number);
			if (address?.scheme !== 'tel') return null;
			const country = countryHere(service);
			const known = toDial(address.number, country);
			const { prefix, rest } = dialledNumber(known, rules, country);
			return { shown: showAddress(formatNumber(known, '')), dialled: `${prefix} ${rest}`.trim() };
		},
	};
}
