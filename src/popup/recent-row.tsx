import type { Recent } from '../shared/state.ts';
import { nameOf, peerOf } from '../ui/call-words.ts';
import { Avatar } from '../ui/components/avatar.tsx';
import { Icon } from '../ui/components/icon.tsx';
import { phone, phoneIn, phoneMissed, phoneOut } from '../ui/components/icons.ts';
import { showPeer } from '../ui/peer.ts';
import { endedWord } from '../ui/sentences.ts';
import { text } from '../ui/text.ts';
import { shortTime, talkTime } from '../ui/when.ts';
import { placeCall } from './go.ts';
import type { PopupRow } from './rows.ts';

/** A past call: who, which way, when, how long or why not; Enter calls back. */
export function recentRow(recent: Recent): PopupRow {
	const name = nameOf(recent);
	const call = () => placeCall(recent.peer, { account: recent.account });
	return {
		key: `recent ${recent.id}`,
		enter: call,
		call,
		content: (tabIndex) => (
			<>
				<button
					type="button"
					class="row-main"
					data-row
					tabIndex={tabIndex}
					title={showPeer(recent.peer)}
					onClick={call}
				>
					<Avatar of={recent.contact?.jid ?? showPeer(recent.peer)} name={name} />
					<span class="row-words">
						<span class="row-name clip">
							<bdi>{name}</bdi>
						</span>
						<span class={`recent-line clip ${isMissed(recent) ? 'bad' : 'quiet'}`}>
							<Icon of={isMissed(recent) ? phoneMissed : recent.direction === 'in' ? phoneIn : phoneOut} />
							{howItWent(recent)} · {shortTime(recent.startedAt, Date.now())}
							{recent.contact && ` · ${peerOf(recent)}`}
						</span>
					</span>
				</button>
				<button
					type="button"
					class="icon-button"
					tabIndex={tabIndex}
					aria-label={text('call_who', name)}
					onClick={call}
				>
					<Icon of={phone} />
				</button>
			</>
		),
	};
}

function howItWent(recent: Recent): string {
	if (isMissed(recent)) return text('missed');
	if (recent.seconds > 0)
		return text(recent.direction === 'in' ? 'incoming' : 'outgoing', talkTime(recent.seconds * 1000));
	return endedWord(recent.reason);
}

/** It rang here and nobody took it; also after it was looked at. */
function isMissed({ direction, seconds, reason }: Recent): boolean {
	return direction === 'in' && seconds === 0 && (reason === 'cancelled' || reason === 'no-answer');
}
