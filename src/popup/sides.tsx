import { useSignal } from '@preact/signals';
import { type AccountView, type Connection, type Protocol, sideState } from '../shared/state.ts';
import { now } from '../ui/clock.ts';
import { StateMark } from '../ui/components/state-mark.tsx';
import { connectionWords } from '../ui/sentences.ts';
import { text } from '../ui/text.ts';
import type { PopupState } from './popup-state.ts';
import './sides.css';

/** The two connections, always in the words Chat and Calls; each unfolds into its accounts. Undefined: not known yet. */
export function Sides({ state }: { state: PopupState }) {
	const accounts = state.view.slices.overview.value?.accounts;
	const SideDetails = state.more.value?.SideDetails;
	const open = useSignal<Protocol | undefined>(undefined);
	const toggle = (side: Protocol) => {
		open.value = open.value === side ? undefined : side;
	};
	return (
		<section class="sides" aria-label={text('connections')}>
			{(['xmpp', 'sip'] as const).map((side) => (
				<Pill key={side} side={side} accounts={accounts} isOpen={open.value === side} onClick={() => toggle(side)} />
			))}
			{open.value && accounts && SideDetails && <SideDetails side={open.value} accounts={accounts} />}
		</section>
	);
}

function Pill(props: {
	side: Protocol;
	accounts: readonly AccountView[] | undefined;
	isOpen: boolean;
	onClick: () => void;
}) {
	const { side, accounts, isOpen, onClick } = props;
	const state = accounts ? sideState(accounts, side) : ({ is: 'connecting', since: 0 } as const);
	return (
		<button
			type="button"
			class={`side ${state.is}`}
			aria-expanded={isOpen}
			aria-controls="side-details"
			onClick={onClick}
		>
			<StateMark is={state.is} />
			<span>
				<b>{text(side === 'xmpp' ? 'chat' : 'calls')}</b>
				<span class="side-word">{pillWords(side, accounts, state)}</span>
			</span>
		</button>
	);
}

function pillWords(side: Protocol, accounts: readonly AccountView[] | undefined, state: Connection): string {
	if (!accounts) return text('state_starting');
	if (!accounts.some((account) => account.protocol === side)) return text('state_none');
	return connectionWords(state, state.is === 'waiting' ? now.value : 0);
}
