import type { Handlers } from '../../shared/commands.ts';
import { judge } from '../numbers/judge.ts';
import type { Service } from './service.ts';

/** What content scripts ask for their page. */
export function pageCommands({ store, region }: Service): Pick<Handlers, 'numbers.judge'> {
	return {
		'numbers.judge': ({ candidates }) => judge(candidates, store.settings.get().country || region),
	};
}
