import type { Settings } from '../shared/state.ts';
import { MicrophoneChoice } from '../ui/components/microphone-choice.tsx';
import { SiteChoice, useOrigins } from '../ui/components/site-choice.tsx';
import { text } from '../ui/text.ts';
import { StepCard } from './step-card.tsx';

/** Has the browser ask for the microphone. */
export function MicrophoneStep({ settings, onNext }: { settings: Settings; onNext: () => void }) {
	const next = { isDone: settings.microphone === 'granted', go: onNext };
	return (
		<StepCard title={text('welcome_microphone')} about={text('microphone_about')} next={next}>
			<MicrophoneChoice known={settings.microphone} />
		</StepCard>
	);
}

/** Has the person choose where numbers are made clickable. */
export function PagesStep({ onNext }: { onNext: () => void }) {
	const next = { isDone: useOrigins().value.length > 0, go: onNext };
	return (
		<StepCard title={text('welcome_pages')} about={text('pages_about')} next={next}>
			<SiteChoice />
		</StepCard>
	);
}
