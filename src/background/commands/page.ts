import type { From, Handlers, Input, Judgement } from '../../shared/commands.ts';
import { ruleFor } from '../../shared/site.ts';
import { judge } from '../numbers/judge.ts';
import { countryHere, countryThere } from './countries.ts';
import type { Service } from './service.ts';

/** What content scripts ask for their page. */
export function pageCommands(service: Service): Pick<Handlers, 'numbers.judge'> {
	return { 'numbers.judge': (input, from) => judgeFor(service, input, from) };
}

function judgeFor(service: Service, { candidates, language }: Input<'numbers.judge'>, { site }: From): Judgement {
	const { store } = service;
	const { pages } = store.settings.get();
	const rule = ruleFor(store.sites.values(), site);
	// Our own views ask too, for what is typed.
	if (site !== '' && (rule.off || !pages.marks)) return { off: true };
	const rules = {
		country: countryThere(service, site, language),
		home: countryHere(service),
		internal: rule.internal ?? [],
		notNumbers: rule.notNumbers ?? [],
	};
	return { off: false, judged: judge(candidates, rules) };
}
