import type { ComponentChildren } from 'preact';
import { useEffect, useId, useMemo } from 'preact/hooks';
import { patternOf, ruleFor, typedSite } from '../shared/site.ts';
import type { Settings, SiteRule } from '../shared/state.ts';
import { extension } from '../ui/browser.ts';
import { Icon } from '../ui/components/icon.tsx';
import { warning } from '../ui/components/icons.ts';
import { run } from '../ui/components/problem.tsx';
import { Switch } from '../ui/components/switch.tsx';
import { countries } from '../ui/countries.ts';
import { lookOnce, type PageLook } from '../ui/page-numbers.ts';
import { ALL_SITES } from '../ui/sites.ts';
import { text } from '../ui/text.ts';
import type { PageState } from './page-state.ts';
import './this-page.css';

interface Props {
	readonly page: PageState;
	readonly settings: Settings;
	/** What is set for all sites. */
	readonly sites: readonly SiteRule[];
}

/** What is set for the page in front, and why there may be nothing to list. */
export function PageSwitches({ page, settings, sites }: Props) {
	useEffect(() => page.watch(), [page]);
	const look = page.look.value;
	if (!look) return null;
	const { pages } = settings;
	const { site } = look;
	const marks = (on: boolean) => run('settings.change', { pages: { ...pages, marks: on } });
	return (
		<div class="this-page">
			{look.isAllowed ? (
				<>
					<Switch
						labelled
						label={text('page_here', site)}
						on={page.rule.value.off !== true}
						onChange={(on) => run('site.set', { site, off: offValue(sites, site, on) })}
					/>
					<Switch labelled label={text('page_everywhere')} on={pages.marks} onChange={marks} />
					<Country site={site} country={page.rule.value.country} />
					{look.asksNot && page.isOn.value && <AsksNot page={page} pages={pages} site={site} />}
				</>
			) : (
				<NotAllowed look={look} />
			)}
		</div>
	);
}

/** Nothing need be said where a site is on by itself; within one that is off it has to be. */
function offValue(sites: readonly SiteRule[], host: string, on: boolean): boolean | null {
	if (!on) return true;
	const others = sites.filter(({ site }) => site !== typedSite(host));
	return ruleFor(others, host).off ? false : null;
}

function Country({ site, country = '' }: { site: string; country: string | undefined }) {
	const id = useId();
	const all = useMemo(() => countries(text('language')), []);
	return (
		<div class="this-page-country">
			<label for={id}>{text('page_country')}</label>
			<select
				id={id}
				class="field-input"
				value={country}
				onChange={(event) => run('site.set', { site, country: event.currentTarget.value || null })}
			>
				<option value="">{text('page_country_auto')}</option>
				{all.map(({ value, label }) => (
					<option key={value} value={value}>
						{label}
					</option>
				))}
			</select>
		</div>
	);
}

function AsksNot({ page, pages, site }: { page: PageState; pages: Settings['pages']; site: string }) {
	if (page.rule.value.evenIfOptedOut ?? pages.evenIfOptedOut) return null;
	return (
		<Says words={text('page_asks_not')}>
			<button type="button" class="button" onClick={() => run('site.set', { site, evenIfOptedOut: true })}>
				{text('page_anyway')}
			</button>
		</Says>
	);
}

/** The request has to be the first thing that a click does: browsers grant it to nothing else. */
function NotAllowed({ look: { site, tab } }: { look: PageLook }) {
	const allow = (pattern: string) => void extension().permissions.request({ origins: [pattern] });
	if (!site) return <Says words={text('page_none')} />;
	return (
		<Says words={text('page_not_allowed', site)}>
			<button type="button" class="button primary" onClick={() => allow(patternOf(typedSite(site) ?? site))}>
				{text('page_allow')}
			</button>
			<button type="button" class="button" onClick={() => allow(ALL_SITES)}>
				{text('sites_allow_all')}
			</button>
			<button type="button" class="button" onClick={() => void lookOnce(tab)}>
				{text('page_look_once')}
			</button>
		</Says>
	);
}

function Says({ words, children }: { words: string; children?: ComponentChildren }) {
	return (
		<div class="this-page-says">
			<Icon of={warning} />
			<p>{words}</p>
			{children && <div class="this-page-buttons">{children}</div>}
		</div>
	);
}

/** What stands where no number is listed. */
export function NoNumbers({ page }: { page: PageState }) {
	const look = page.look.value;
	if (look === undefined) return <p class="empty quiet">{text('state_starting')}</p>;
	if (!look?.isAllowed) return null;
	return <p class="empty quiet">{text(page.isOn.value ? 'page_no_numbers' : 'page_off')}</p>;
}
