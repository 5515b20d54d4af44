import type { Handlers, Input } from '../../shared/commands.ts';
import { AppError } from '../../shared/errors.ts';
import { typedSite } from '../../shared/site.ts';
import type { SiteRule } from '../../shared/state.ts';
import { deleteSite, saveSite } from '../storage/sites.ts';
import { pagesPlan } from './pages-plan.ts';
import type { Service } from './service.ts';

type Names = Extract<keyof Handlers, `site.${string}`>;

/** What is set about the pages of a site. It is in force at once, also on pages that are open. */
export function siteCommands({ store, db, platform }: Service): Pick<Handlers, Names> {
	const change = async (site: string, changes: Changes) => {
		const rule = withChanges(store.sites.get(site) ?? { site }, changes);
		const isEmpty = Object.keys(rule).length === 1;
		if (isEmpty) store.sites.delete(site);
		else store.sites.set(site, rule);
		platform.pages(pagesPlan(store), [site]);
		await (isEmpty ? deleteSite(db, site) : saveSite(db, rule));
		return null;
	};
	return {
		'site.change': ({ notNumber, ...changes }, { site }) => {
			const key = siteFrom(site);
			const known = store.sites.get(key)?.notNumbers ?? [];
			if (notNumber === undefined || known.includes(notNumber)) return change(key, changes);
			return change(key, { ...changes, notNumbers: [...known, notNumber].slice(-MOST_NOT_NUMBERS) });
		},
		'site.set': ({ site, ...changes }) => change(siteFrom(site), changes),
		'site.forget': ({ site }) => change(siteFrom(site), NOTHING),
	};
}

type Changes = Omit<Input<'site.set'>, 'site'>;

const MOST_NOT_NUMBERS = 1000;
const NOTHING: Changes = { off: null, country: null, evenIfOptedOut: null, notNumbers: [], internal: [] };

/** The rule with these things changed; null and an empty list take a thing away. */
function withChanges(rule: SiteRule, changes: Changes): SiteRule {
	const all = Object.entries({ ...rule, ...changes });
	return Object.fromEntries(all.filter(([, value]) => !isNothing(value))) as unknown as SiteRule;
}

function isNothing(value: unknown): boolean {
	return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function siteFrom(text: string): string {
	const site = typedSite(text);
	if (site === null) throw new AppError('bad-site');
	return site;
}
