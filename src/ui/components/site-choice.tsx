import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { patternOf, typedSite } from '../../shared/site.ts';
import { extension } from '../browser.ts';
import { ALL_SITES, isEverywhere, siteName } from '../sites.ts';
import { text } from '../text.ts';
import { Field } from './field.tsx';
import { Icon } from './icon.tsx';
import { bin, check } from './icons.ts';
import { Notice } from './notice.tsx';
import './site-choice.css';

/** Where numbers are made clickable: everywhere, or on a list of sites; nowhere as long as nothing is chosen. */
export function SiteChoice() {
	const origins = useOrigins();
	const wrong = useSignal<'site_refused' | 'site_bad' | undefined>(undefined);
	const everywhere = isEverywhere(origins.value);
	// The request has to be the first thing that a click does: browsers grant it to nothing else.
	const allow = async (pattern: string) => {
		const granted = await extension().permissions.request({ origins: [pattern] });
		wrong.value = granted ? undefined : 'site_refused';
	};
	const remove = (patterns: readonly string[]) => void extension().permissions.remove({ origins: [...patterns] });
	return (
		<div class="site-choice">
			{everywhere ? (
				<p class="site-choice-all">
					<Icon of={check} />
					<span>{text('sites_all')}</span>
					<button type="button" class="button" onClick={() => remove(origins.value)}>
						{text('sites_stop')}
					</button>
				</p>
			) : (
				<>
					<button type="button" class="button primary" onClick={() => allow(ALL_SITES)}>
						{text('sites_allow_all')}
					</button>
					<OneByOne origins={origins.value} onAdd={allow} onRemove={(pattern) => remove([pattern])} wrong={wrong} />
				</>
			)}
			{wrong.value && <Notice tone="bad">{text(wrong.value)}</Notice>}
		</div>
	);
}

interface OneByOneProps {
	readonly origins: readonly string[];
	readonly onAdd: (pattern: string) => Promise<void>;
	readonly onRemove: (pattern: string) => void;
	readonly wrong: Signal<'site_refused' | 'site_bad' | undefined>;
}

function OneByOne({ origins, onAdd, onRemove, wrong }: OneByOneProps) {
	const add = async (event: SubmitEvent) => {
		event.preventDefault();
		const form = event.currentTarget as HTMLFormElement;
		const site = typedSite(String(new FormData(form).get('site')));
		if (!site) {
			wrong.value = 'site_bad';
			return;
		}
		await onAdd(patternOf(site));
		if (!wrong.value) form.reset();
	};
	return (
		<>
			<form class="site-choice-add" onSubmit={add}>
				<Field
					name="site"
					label={text('sites_one')}
					placeholder="example.org"
					required
					invalid={wrong.value === 'site_bad'}
				/>
				<button type="submit" class="button">
					{text('add')}
				</button>
			</form>
			<ul class="site-choice-list" aria-label={text('sites')}>
				{origins.map((origin) => (
					<li key={origin}>
						<span>{siteName(origin)}</span>
						<button
							type="button"
							class="icon-button"
							aria-label={text('sites_remove', siteName(origin))}
							onClick={() => onRemove(origin)}
						>
							<Icon of={bin} />
						</button>
					</li>
				))}
			</ul>
		</>
	);
}

/** The host permissions that the person granted, as they change. */
export function useOrigins(): Signal<readonly string[]> {
	const origins = useSignal<readonly string[]>([]);
	useEffect(() => {
		const { permissions } = extension();
		const read = async () => {
			origins.value = (await permissions.getAll()).origins ?? [];
		};
		void read();
		permissions.onAdded.addListener(read);
		permissions.onRemoved.addListener(read);
		return () => {
			permissions.onAdded.removeListener(read);
			permissions.onRemoved.removeListener(read);
		};
	}, [origins]);
	return origins;
}
