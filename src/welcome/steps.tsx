import type { Signal } from '@preact/signals';
import type { Overview } from '../shared/state.ts';
import { Icon } from '../ui/components/icon.tsx';
import { check } from '../ui/components/icons.ts';
import { useOrigins } from '../ui/components/site-choice.tsx';
import { text } from '../ui/text.ts';
import { isDone, STEP_NAMES, STEPS, type Step } from './step-list.ts';
import './steps.css';

/** The steps by name, the present one marked; each can be gone to at any time. */
export function Steps({ step, overview }: { step: Signal<Step>; overview: Overview | undefined }) {
	const sites = useOrigins().value;
	const isFinished = (each: Step) => isDone(each, overview, sites);
	return (
		<nav aria-label={text('steps')}>
			<ol class="steps">
				{STEPS.map((each, index) => (
					<li key={each}>
						<button
							type="button"
							aria-current={each === step.value ? 'step' : undefined}
							onClick={() => {
								step.value = each;
							}}
						>
							<span class="step-number" aria-hidden="true">
								{isFinished(each) ? <Icon of={check} /> : index + 1}
							</span>
							{text(STEP_NAMES[each])}
							{isFinished(each) && <span class="unseen">{text('step_is_done')}</span>}
						</button>
					</li>
				))}
			</ol>
		</nav>
	);
}
