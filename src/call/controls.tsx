import type { Call } from '../shared/state.ts';
import { Icon } from '../ui/components/icon.tsx';
import { keypad, microphone, microphoneOff, pause, phone, play } from '../ui/components/icons.ts';
import { run } from '../ui/components/problem.tsx';
import { closePage } from '../ui/pages.ts';
import { text } from '../ui/text.ts';
import './controls.css';

/** What can be done with the call that fills the window. */
export function Controls({ call, pad, onPad }: { call: Call; pad: boolean; onPad: () => void }) {
	switch (call.phase.is) {
		case 'ended':
			return <AfterCall call={call} />;
		case 'live':
		case 'held':
			return (
				<div class="controls">
					<div class="control-keys">
						<Mute call={call} />
						<Hold call={call} />
						<button type="button" class="control" aria-pressed={pad} onClick={onPad}>
							<Icon of={keypad} />
							{text('keypad')}
						</button>
					</div>
					<HangUp call={call} />
				</div>
			);
		case 'ringing':
			return call.direction === 'in' ? <Incoming call={call} /> : <OnlyHangUp call={call} />;
		default:
			return <OnlyHangUp call={call} />;
	}
}

function OnlyHangUp({ call }: { call: Call }) {
	return (
		<div class="controls">
			<HangUp call={call} />
		</div>
	);
}

function Mute({ call }: { call: Call }) {
	return (
		<button
			type="button"
			class="control"
			aria-pressed={call.muted}
			aria-keyshortcuts="Space"
			onClick={() => run('call.mute', { call: call.id, muted: !call.muted })}
		>
			<Icon of={call.muted ? microphoneOff : microphone} />
			{text('mute')}
		</button>
	);
}

function Hold({ call }: { call: Call }) {
	const held = call.phase.is === 'held';
	return (
		<button
			type="button"
			class="control"
			aria-pressed={held}
			onClick={() => run('call.hold', { call: call.id, held: !held })}
		>
			<Icon of={held ? play : pause} />
			{text('hold')}
		</button>
	);
}

function HangUp({ call }: { call: Call }) {
	const hangUp = ({ detail }: MouseEvent) => {
		// It appears where Answer was: the second click of a double click was not meant for it.
		if (detail < 2) void run('call.hangUp', { call: call.id });
	};
	return (
		<button type="button" class="button end wide" onClick={hangUp}>
			<Icon of={phone} turned />
			{text('hang_up')}
		</button>
	);
}

function Incoming({ call }: { call: Call }) {
	return (
		<div class="controls two">
			<button type="button" class="button end wide" onClick={() => run('call.decline', { call: call.id })}>
				<Icon of={phone} turned />
				{text('decline')}
			</button>
			<button type="button" class="button primary wide" onClick={() => run('call.answer', { call: call.id })}>
				<Icon of={phone} />
				{text('answer')}
			</button>
		</div>
	);
}

function AfterCall({ call }: { call: Call }) {
	return (
		<div class="controls two">
			<button type="button" class="button wide" onClick={closePage}>
				{text('close')}
			</button>
			<button
				type="button"
				class="button primary wide"
				onClick={() => run('call.place', { target: call.peer, account: call.account })}
			>
				<Icon of={phone} />
				{text('call_again')}
			</button>
		</div>
	);
}
