import type { AccountView, Call } from '../shared/state.ts';
import { nameOf, peerOf } from '../ui/call-words.ts';
import { now } from '../ui/clock.ts';
import { Avatar } from '../ui/components/avatar.tsx';
import { Icon } from '../ui/components/icon.tsx';
import { chat } from '../ui/components/icons.ts';
import { Details } from '../ui/components/notice.tsx';
import { run } from '../ui/components/problem.tsx';
import { showPeer } from '../ui/peer.ts';
import { endedSentence } from '../ui/sentences.ts';
import { text } from '../ui/text.ts';
import { talkTime } from '../ui/when.ts';
import './who.css';

/** The other side of a call, which of several accounts it goes through, how it stands. `small` leaves room for a keypad. */
export function Who(props: { call: Call; accounts: readonly AccountView[]; small: boolean }) {
	const { call, accounts, small } = props;
	const { contact } = call;
	const name = nameOf(call);
	const peer = peerOf(call);
	const phones = accounts.filter(({ protocol }) => protocol === 'sip');
	const account = phones.length > 1 ? phones.find(({ id }) => id === call.account) : undefined;
	return (
		<section class="who" aria-labelledby="who">
			{!small && <Avatar of={contact?.jid ?? peer} name={name} large />}
			<h1 id="who">
				<bdi>{name}</bdi>
			</h1>
			{name !== peer && (
				<p class="quiet">
					<bdi>{peer}</bdi>
				</p>
			)}
			{contact && !small && (
				<button
					type="button"
					class="button who-chat"
					onClick={() => run('chat.open', { target: contact.jid, account: contact.account })}
				>
					<Icon of={chat} />
					{text('chat')}
				</button>
			)}
			{account && <p class="quiet">{text('through', showPeer(account.address))}</p>}
			{call.extension && (
				<p class="quiet" role="status">
					{text(call.extension.isDialled ? 'extension_dialled' : 'extension_waits', call.extension.digits)}
				</p>
			)}
			<Progress call={call} />
		</section>
	);
}

/** The words are spoken when they change, the running time is not. */
function Progress({ call }: { call: Call }) {
	const { phase, answeredAt, endedAt } = call;
	const talking = phase.is === 'live' || phase.is === 'held';
	return (
		<>
			<p class={talking ? 'who-words quiet' : 'who-words'} role="status">
				{words(call)}
			</p>
			{phase.is === 'ended' && phase.detail && <Details words={phase.detail} />}
			{answeredAt > 0 && <p class="who-time">{talkTime((talking ? now.value : endedAt) - answeredAt)}</p>}
		</>
	);
}

function words({ phase, direction, heldByPeer, muted }: Call): string {
	switch (phase.is) {
		case 'ended':
			return endedSentence(phase.reason);
		case 'preparing':
			return text('call_preparing');
		case 'calling':
			return text('call_calling');
		case 'ringing':
			return text(direction === 'in' ? 'call_incoming' : 'call_ringing');
		case 'held':
			return text('call_held');
		case 'live':
			if (heldByPeer) return text('call_held_by_peer');
			return text(muted ? 'call_muted' : 'call_live');
	}
}
