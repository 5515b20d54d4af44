import { useSignal, useSignalEffect } from '@preact/signals';
import type { Call, CallId } from '../shared/state.ts';
import { Notice } from '../ui/components/notice.tsx';
import { Problem, run } from '../ui/components/problem.tsx';
import { shownCalls } from '../ui/shown-calls.ts';
import { text } from '../ui/text.ts';
import type { StateWindow } from '../ui/window.ts';
import { arrange, isPlainEnd } from './arrange.ts';
import { Controls } from './controls.tsx';
import { useCallKeys } from './keys.ts';
import { OtherCall } from './other-call.tsx';
import { TonePad } from './tone-pad.tsx';
import { Who } from './who.tsx';
import './call-window.css';

/** All calls that go on: one fills the window, the others lie above it as strips. `asked` is the one it was opened for. */
export function CallWindow({ view, asked }: { view: StateWindow; asked: CallId | undefined }) {
	const overview = view.slices.overview.value;
	const { main, others } = arrange(shownCalls(overview?.calls ?? []), asked);
	const last = useLastCall(view);
	const padOf = useSignal<CallId | undefined>(undefined);
	const shown = main ?? last;
	const tones = useCallKeys(shown);
	const pad = shown !== undefined && padOf.value === shown.id && isTalking(shown);
	return (
		<main class="call-window" aria-busy={view.starting.value}>
			<div class="call-strips">
				{others.map((call) => (
					<OtherCall key={call.id} call={call} main={main} />
				))}
				<Problem />
				{shown && <Warnings call={shown} />}
			</div>
			{shown ? (
				<>
					<Who call={shown} accounts={overview?.accounts ?? []} small={pad} />
					{pad && <TonePad typed={tones.typed} onKey={tones.send} />}
					<Controls
						call={shown}
						pad={pad}
						onPad={() => {
							padOf.value = pad ? undefined : shown.id;
						}}
					/>
				</>
			) : (
				<p class="call-none quiet">{text(view.starting.value ? 'state_starting' : 'call_none')}</p>
			)}
		</main>
	);
}

function Warnings({ call }: { call: Call }) {
	return (
		<>
			{isTalking(call) && !call.heard && (
				<Notice tone="bad">
					<b>{text('not_heard')}</b>
					<p>{text('not_heard_why')}</p>
					<button type="button" class="button" onClick={() => location.reload()}>
						{text('not_heard_restore')}
					</button>
				</Notice>
			)}
			{isTalking(call) && call.cutOff && <Notice tone="warn">{text('call_cut_off')}</Notice>}
		</>
	);
}

function isTalking({ phase }: Call): boolean {
	return phase.is === 'live' || phase.is === 'held';
}

/** The call that was shown last stays to be read when it is over; after an end that needs no reading the window closes. */
function useLastCall(view: StateWindow): Call | undefined {
	const last = useSignal<Call | undefined>(undefined);
	useSignalEffect(() => {
		const calls = view.slices.overview.value?.calls;
		if (!calls) return;
		const { main } = arrange(calls);
		if (main) last.value = main;
		else if (last.peek() && isPlainEnd(last.peek() as Call)) void run('call.close', {});
	});
	return last.value;
}
