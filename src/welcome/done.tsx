import type { Overview } from '../shared/state.ts';
import { openOptions } from '../ui/pages.ts';
import { text } from '../ui/text.ts';
import { StepCard } from './step-card.tsx';

/** What to do first, and where everything is found again. */
export function Done({ overview }: { overview: Overview }) {
	const nothing = overview.accounts.length === 0;
	return (
		<StepCard
			title={text(nothing ? 'welcome_later' : 'welcome_done')}
			about={text(nothing ? 'welcome_later_what' : 'welcome_done_what')}
		>
			<div>
				<button type="button" class="button" onClick={openOptions}>
					{text('options')}
				</button>
			</div>
		</StepCard>
	);
}
