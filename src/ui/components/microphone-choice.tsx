import { useSignal } from '@preact/signals';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Settings } from '../../shared/state.ts';
import { tryMicrophone } from '../capture.ts';
import { errorSentence } from '../sentences.ts';
import { text } from '../text.ts';
import { Icon } from './icon.tsx';
import { check } from './icons.ts';
import { Notice } from './notice.tsx';
import { run } from './problem.tsx';
import './microphone-choice.css';

/** Lets the browser ask for the microphone, from a page that it may ask on, and says what came of it. */
export function MicrophoneChoice({ known }: { known: Settings['microphone'] }) {
	const found = useSignal<ErrorCode | 'granted' | undefined>(undefined);
	const busy = useSignal(false);
	const result =
		found.value ?? (known === 'denied' ? 'microphone-denied' : known === 'granted' ? 'granted' : undefined);
	const ask = async () => {
		busy.value = true;
		const code = await tryMicrophone();
		busy.value = false;
		found.value = code ?? 'granted';
		// Only what the person or the browser decided is remembered, not what is plugged in at the moment.
		if (!code) void run('settings.change', { microphone: 'granted' });
		else if (code === 'microphone-denied') void run('settings.change', { microphone: 'denied' });
	};
	return (
		<div class="microphone-choice">
			{result === 'granted' && (
				<p class="microphone-choice-good" role="status">
					<Icon of={check} />
					{text('microphone_granted')}
				</p>
			)}
			{result && result !== 'granted' && (
				<Notice tone="bad">
					{result === 'microphone-denied' ? text('microphone_blocked') : errorSentence(result)}
				</Notice>
			)}
			<button
				type="button"
				class={result === 'granted' ? 'button' : 'button primary'}
				aria-disabled={busy.value}
				onClick={ask}
			>
				{text(busy.value ? 'microphone_asking' : result ? 'microphone_check' : 'microphone_allow')}
			</button>
		</div>
	);
}
