import type { Handlers } from '../../shared/commands.ts';
import { countryOf } from '../numbers/country.ts';
import { judge } from '../numbers/judge.ts';
import type { Service } from './service.ts';

/** What content scripts ask for their page. */
export function pageCommands({ store, language }: Service): Pick<Handlers, 'numbers.judge'> {
	return {
		'numbers.judge': ({ candidates }) => ({
			off: false,
			judged: judge(candidates, countryOf(store.settings.get().country, language)),
		}),
	};
}
