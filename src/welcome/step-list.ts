import type { Overview, Protocol } from '../shared/state.ts';
import type { TextKey } from '../ui/text.ts';

/** The steps in their order; each can be skipped. */
export const STEPS = ['chat', 'calls', 'microphone', 'pages', 'done'] as const;
export type Step = (typeof STEPS)[number];

export const STEP_NAMES: Readonly<Record<Step, TextKey>> = {
	chat: 'chat',
	calls: 'calls',
	microphone: 'microphone',
	pages: 'pages',
	done: 'step_done',
};

/** The step after this one; the last stays. */
export function stepAfter(step: Step): Step {
	return STEPS[STEPS.indexOf(step) + 1] ?? step;
}

/** Is there nothing left to do in it? Unknown counts as not. `sites` are those that were chosen. */
export function isDone(step: Step, overview: Overview | undefined, sites: readonly string[]): boolean {
	const has = (protocol: Protocol) => overview?.accounts.some((account) => account.protocol === protocol) ?? false;
	if (step === 'microphone') return overview?.settings.microphone === 'granted';
	if (step === 'pages') return sites.length > 0;
	return (step === 'chat' && has('xmpp')) || (step === 'calls' && has('sip'));
}
