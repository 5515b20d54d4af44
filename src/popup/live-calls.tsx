import type { Call } from '../shared/state.ts';
import { callWords, nameOf, peerOf } from '../ui/call-words.ts';
import { now } from '../ui/clock.ts';
import { Icon } from '../ui/components/icon.tsx';
import { microphone, microphoneOff, phone } from '../ui/components/icons.ts';
import { run } from '../ui/components/problem.tsx';
import { text } from '../ui/text.ts';
import './live-calls.css';

/** The calls that go on, as banners; a click opens the call window. */
export function LiveCalls({ calls }: { calls: readonly Call[] }) {
	return (
		<section class="live-calls" aria-label={text('calls_now')}>
			{calls.map((call) => (
				<LiveCall key={call.id} call={call} />
			))}
		</section>
	);
}

function LiveCall({ call }: { call: Call }) {
	const name = nameOf(call);
	const show = async () => {
		if (await run('call.show', { call: call.id })) window.close();
	};
	return (
		<div class={`live-call ${call.phase.is}`}>
			<button type="button" class="live-call-main" onClick={show} title={text('call_show')}>
				<b class="clip">
					<bdi>{name}</bdi>
				</b>
				<span class="clip">
					{call.contact && `${peerOf(call)} · `}
					{callWords(call, call.phase.is === 'ended' ? 0 : now.value)}
				</span>
			</button>
			<Controls call={call} name={name} />
		</div>
	);
}

function Controls({ call, name }: { call: Call; name: string }) {
	const one = { call: call.id };
	if (call.phase.is === 'ended') return null;
	if (call.phase.is === 'ringing' && call.direction === 'in') {
		return (
			<>
				<button
					type="button"
					class="icon-button answer"
					aria-label={text('answer_who', name)}
					onClick={() => run('call.answer', one)}
				>
					<Icon of={phone} />
				</button>
				<button
					type="button"
					class="icon-button end"
					aria-label={text('decline_who', name)}
					onClick={() => run('call.decline', one)}
				>
					<Icon of={phone} turned />
				</button>
			</>
		);
	}
	return (
		<>
			{call.phase.is === 'live' && (
				<button
					type="button"
					class="icon-button"
					aria-label={text('mute')}
					aria-pressed={call.muted}
					onClick={() => run('call.mute', { ...one, muted: !call.muted })}
				>
					<Icon of={call.muted ? microphoneOff : microphone} />
				</button>
			)}
			<button
				type="button"
				class="icon-button end"
				aria-label={text('hang_up')}
				onClick={() => run('call.hangUp', one)}
			>
				<Icon of={phone} turned />
			</button>
		</>
	);
}
