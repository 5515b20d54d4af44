import { parseAddress, showAddress } from '../../shared/address.ts';
import type { Handlers } from '../../shared/commands.ts';
import { countryOf } from '../numbers/country.ts';
import { dialledNumber } from '../numbers/dial-rules.ts';
import { formatNumber, toDial } from '../numbers/format.ts';
import { saveSettings } from '../storage/singletons.ts';
import type { Service } from './service.ts';

type Names = Extract<keyof Handlers, `dialling.${string}`>;

/** How an account's server wants numbers to be dialled. */
export function diallingCommands({ store, db, language }: Service): Pick<Handlers, Names> {
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
			const country = countryOf(store.settings.get().country, language);
			const known = toDial(address.number, country);
			const { prefix, rest } = dialledNumber(known, rules, country);
			return { shown: showAddress(formatNumber(known, '')), dialled: `${prefix} ${rest}`.trim() };
		},
	};
}
