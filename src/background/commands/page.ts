import type { From, Handlers, Input, Judgement } from '../../shared/commands.ts';
import { ruleFor } from '../../shared/site.ts';
import { countryOf, countryOfPage } from '../numbers/country.ts';
import { judge } from '../numbers/judge.ts';
import type { Service } from './service.ts';

/** What content scripts ask for their page. */
export function pageCommands(service: Service): Pick<Handlers, 'numbers.judge'> {
	return { 'numbers.judge': (input, from) => judgeFor(service, input, from) };
}

function judgeFor(
	{ store, language }: Service,
	{ candidates, ...page }: Input<'numbers.judge'>,
	{ site }: From,
): Judgement {
	const { country: chosen, pages } = store.settings.get();
	const rule = ruleFor(store.sites.values(), site);
	// Our own views ask too, for what is typed.
	if (site !== '' && (rule.off || !pages.marks)) return { off: true };
	const country = countryOfPage({
		rule: rule.country,
		language: page.language,
		host: site,
		chosen,
		browserLanguage: language,
	});
	const rules = {
		country,
		home: countryOf(chosen, language),
		internal: rule.internal ?? [],
		notNumbers: rule.notNumbers ?? [],
	};
	return { off: false, judged: judge(candidates, rules) };
}
