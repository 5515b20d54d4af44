import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Overview } from '../shared/state.ts';
import { Problem } from '../ui/components/problem.tsx';
import { text } from '../ui/text.ts';
import type { StateWindow } from '../ui/window.ts';
import { Done } from './done.tsx';
import { MicrophoneStep, PagesStep } from './permission-steps.tsx';
import { SignInStep } from './sign-in-step.tsx';
import { type Step, stepAfter } from './step-list.ts';
import { Steps } from './steps.tsx';
import './welcome-page.css';

/** What Twinline does, and the way to the first call and chat in steps that can all be skipped. */
export function Welcome({ view }: { view: StateWindow }) {
	const step = useSignal<Step>('chat');
	const overview = view.slices.overview.value;
	useFocus(step.value, overview?.accounts.length);
	return (
		<main class="welcome" aria-busy={view.starting.value}>
			<header class="welcome-head">
				<img src="icons/ready-128.png" alt="" width="64" height="64" />
				<h1>{text('welcome_title')}</h1>
				<p>{text('welcome_what')}</p>
				<p class="quiet">{text('welcome_how')}</p>
			</header>
			<Steps step={step} overview={overview} />
			{overview ? <CurrentStep step={step} overview={overview} /> : <p class="quiet">{text('state_starting')}</p>}
			<Problem />
		</main>
	);
}

/** Whoever came to a step by a button, or signed in, hears where they are now; at first the page begins at its top. */
function useFocus(step: Step, accounts: number | undefined): void {
	const isOpen = useRef(false);
	useEffect(() => {
		if (accounts === undefined) return;
		if (isOpen.current) document.getElementById('step')?.focus();
		isOpen.current = true;
	}, [step, accounts]);
}

function CurrentStep({ step, overview }: { step: Signal<Step>; overview: Overview }) {
	const next = () => {
		step.value = stepAfter(step.value);
	};
	switch (step.value) {
		case 'chat':
			return <SignInStep key="chat" protocol="xmpp" accounts={overview.accounts} onNext={next} />;
		case 'calls':
			return <SignInStep key="calls" protocol="sip" accounts={overview.accounts} onNext={next} />;
		case 'microphone':
			return <MicrophoneStep settings={overview.settings} onNext={next} />;
		case 'pages':
			return <PagesStep onNext={next} />;
		case 'done':
			return <Done overview={overview} />;
	}
}
