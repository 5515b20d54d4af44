import type { SiteRule } from '../../shared/state.ts';
import type { PagesPlan } from '../platform/platform.ts';
import type { Store } from '../store.ts';

/** In which pages our scripts are to run, by the settings and the sites' rules. */
export function pagesPlan({ settings, sites }: Store): PagesPlan {
	const { marks, evenIfOptedOut } = settings.get().pages;
	const having = (has: (rule: SiteRule) => boolean | undefined) =>
		sites
			.values()
			.filter(has)
			.map(({ site }) => site);
	return {
		marks,
		off: having((rule) => rule.off),
		on: having((rule) => rule.off === false),
		internal: having((rule) => rule.internal !== undefined),
		anyway: evenIfOptedOut ? 'all' : having((rule) => rule.evenIfOptedOut),
	};
}
