import { useSignal } from '@preact/signals';
import type { SiteRule } from '../shared/state.ts';
import { Field } from '../ui/components/field.tsx';
import { Notice } from '../ui/components/notice.tsx';
import { run } from '../ui/components/problem.tsx';
import { countries } from '../ui/countries.ts';
import type { Wrong } from '../ui/dial-fields.ts';
import { siteFields } from '../ui/site-fields.ts';
import { text } from '../ui/text.ts';
import { Choice } from './choice.tsx';

/** What is set about a site, a new one if there is no rule yet. What is wrong is said, and stays typed. */
export function SiteForm({ rule, onDone }: { rule?: SiteRule; onDone: () => void }) {
	const wrong = useSignal<Wrong | undefined>(undefined);
	const save = async (event: SubmitEvent) => {
		event.preventDefault();
		const form = new FormData(event.currentTarget as HTMLFormElement);
		if (rule) form.set('site', rule.site);
		const typed = siteFields(form);
		wrong.value = 'field' in typed ? typed : undefined;
		if (!('field' in typed) && (await run('site.set', typed))) onDone();
	};
	const isWrong = (field: string) => wrong.value?.field === field;
	return (
		<form class="site-form" onSubmit={save} noValidate aria-label={rule?.site ?? text('site_rule_add')}>
			{rule ? (
				<b>
					<bdi>{rule.site}</bdi>
				</b>
			) : (
				<Field name="site" label={text('site')} placeholder="example.org" invalid={isWrong('site')} />
			)}
			<Choices rule={rule} />
			<Field
				name="internal"
				label={text('site_internal')}
				hint={text('site_internal_hint')}
				value={rule?.internal?.join(', ') ?? ''}
				invalid={isWrong('internal')}
			/>
			<Field
				name="notNumbers"
				label={text('site_not_numbers')}
				hint={text('site_not_numbers_hint')}
				value={rule?.notNumbers?.join(', ') ?? ''}
				invalid={isWrong('notNumbers')}
			/>
			{wrong.value && <Notice tone="bad">{text(wrong.value.sentence)}</Notice>}
			<div class="site-form-buttons">
				<button type="submit" class="button primary">
					{text('save')}
				</button>
				<button type="button" class="button" onClick={onDone}>
					{text('cancel')}
				</button>
			</div>
		</form>
	);
}

function Choices({ rule }: { rule: SiteRule | undefined }) {
	return (
		<>
			<Choice
				name="look"
				label={text('site_look')}
				value={rule?.off === undefined ? '' : rule.off ? 'off' : 'on'}
				options={[
					{ value: '', label: text('site_look_auto') },
					{ value: 'on', label: text('site_look_on') },
					{ value: 'off', label: text('site_look_off') },
				]}
			/>
			<Choice
				name="country"
				label={text('page_country')}
				value={rule?.country ?? ''}
				options={[{ value: '', label: text('page_country_auto') }, ...countries(text('language'))]}
			/>
			<Choice
				name="anyway"
				label={text('site_anyway')}
				value={rule?.evenIfOptedOut ? 'yes' : ''}
				options={[
					{ value: '', label: text('site_look_auto') },
					{ value: 'yes', label: text('page_anyway') },
				]}
			/>
		</>
	);
}
