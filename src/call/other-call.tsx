import type { Call } from '../shared/state.ts';
import { callWords, nameOf } from '../ui/call-words.ts';
import { now } from '../ui/clock.ts';
import { Icon } from '../ui/components/icon.tsx';
import { phone, swap } from '../ui/components/icons.ts';
import { run } from '../ui/components/problem.tsx';
import { text } from '../ui/text.ts';
import './other-call.css';

/** A call beside the main one: rings, waits on hold, or is just over. */
export function OtherCall({ call, main }: { call: Call; main: Call | undefined }) {
	const name = nameOf(call);
	const rings = call.phase.is === 'ringing' && call.direction === 'in';
	return (
		<section class={rings ? 'other-call rings' : 'other-call'} aria-label={name} role={rings ? 'alert' : undefined}>
			<p class="other-call-words">
				<b class="clip">
					<bdi>{name}</bdi>
				</b>
				<span class="clip">{callWords(call, call.phase.is === 'ended' ? 0 : now.value)}</span>
			</p>
			{rings && <Ringing call={call} name={name} main={main} />}
			{call.phase.is === 'held' && <Held call={call} name={name} isSwap={main?.phase.is === 'live'} />}
		</section>
	);
}

function Ringing({ call, name, main }: { call: Call; name: string; main: Call | undefined }) {
	const holds = main?.phase.is === 'live';
	return (
		<div class="other-call-buttons">
			<button
				type="button"
				class="button end"
				aria-label={text('decline_who', name)}
				onClick={() => run('call.decline', { call: call.id })}
			>
				{text('decline')}
			</button>
			<button type="button" class="button primary" onClick={() => run('call.answer', { call: call.id })}>
				{text(holds ? 'answer_and_hold' : 'answer')}
			</button>
		</div>
	);
}

function Held({ call, name, isSwap }: { call: Call; name: string; isSwap: boolean }) {
	return (
		<>
			<button type="button" class="other-call-swap" onClick={() => run('call.hold', { call: call.id, held: false })}>
				{isSwap && <Icon of={swap} />}
				{text(isSwap ? 'swap' : 'resume')}
			</button>
			<button
				type="button"
				class="icon-button other-call-end"
				aria-label={text('hang_up_who', name)}
				title={text('hang_up')}
				onClick={() => run('call.hangUp', { call: call.id })}
			>
				<Icon of={phone} turned />
			</button>
		</>
	);
}
