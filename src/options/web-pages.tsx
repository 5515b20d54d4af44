import { useSignal } from '@preact/signals';
import type { Settings, SiteRule } from '../shared/state.ts';
import { Icon } from '../ui/components/icon.tsx';
import { bin, pencil } from '../ui/components/icons.ts';
import { run } from '../ui/components/problem.tsx';
import { SiteChoice } from '../ui/components/site-choice.tsx';
import { Switch } from '../ui/components/switch.tsx';
import { text } from '../ui/text.ts';
import { SiteForm } from './site-form.tsx';
import './web-pages.css';

/** Where numbers are looked for, and what is set about single sites. */
export function WebPages({ pages, sites }: { pages: Settings['pages']; sites: readonly SiteRule[] }) {
	const change = (changes: Partial<Settings['pages']>) =>
		void run('settings.change', { pages: { ...pages, ...changes } });
	return (
		<>
			<SiteChoice />
			<Switch labelled label={text('pages_marks')} on={pages.marks} onChange={(marks) => change({ marks })} />
			<Switch
				labelled
				label={text('pages_anyway')}
				on={pages.evenIfOptedOut}
				onChange={(evenIfOptedOut) => change({ evenIfOptedOut })}
			/>
			<SiteRules sites={sites} />
		</>
	);
}

function SiteRules({ sites }: { sites: readonly SiteRule[] }) {
	/** The site that is being edited; empty: a new one. */
	const editing = useSignal<string | undefined>(undefined);
	const stop = () => {
		editing.value = undefined;
	};
	return (
		<div class="site-rules">
			<h3>{text('site_rules')}</h3>
			<p class="quiet">{text('site_rules_about')}</p>
			<ul aria-label={text('site_rules')}>
				{sites.map((rule) => (
					<li key={rule.site}>
						{editing.value === rule.site ? (
							<SiteForm rule={rule} onDone={stop} />
						) : (
							<RuleLine
								rule={rule}
								onEdit={() => {
									editing.value = rule.site;
								}}
							/>
						)}
					</li>
				))}
			</ul>
			{editing.value === '' ? (
				<SiteForm onDone={stop} />
			) : (
				<button
					type="button"
					class="button"
					onClick={() => {
						editing.value = '';
					}}
				>
					{text('site_rule_add')}
				</button>
			)}
		</div>
	);
}

function RuleLine({ rule, onEdit }: { rule: SiteRule; onEdit: () => void }) {
	const { site } = rule;
	return (
		<div class="site-rule">
			<span>
				<bdi>{site}</bdi>
				<span class="quiet">{ruleWords(rule).join(' · ')}</span>
			</span>
			<button type="button" class="icon-button" aria-label={text('edit_who', site)} onClick={onEdit}>
				<Icon of={pencil} />
			</button>
			<button
				type="button"
				class="icon-button"
				aria-label={text('site_rule_remove', site)}
				onClick={() => run('site.forget', { site })}
			>
				<Icon of={bin} />
			</button>
		</div>
	);
}

/** What a rule says, in a few words for each thing. */
function ruleWords({ off, country, evenIfOptedOut, notNumbers, internal }: SiteRule): string[] {
	const names = new Intl.DisplayNames(text('language'), { type: 'region' });
	return [
		off === true ? text('site_is_off') : off === false ? text('site_is_on') : '',
		country ? text('site_numbers_from', names.of(country) ?? country) : '',
		evenIfOptedOut ? text('site_is_anyway') : '',
		internal ? text('site_has_internal', internal.join(', ')) : '',
		notNumbers ? text('site_has_not_numbers', String(notNumbers.length)) : '',
	].filter(Boolean);
}
