import { Avatar } from '../ui/components/avatar.tsx';
import { Icon } from '../ui/components/icon.tsx';
import { chat, phone } from '../ui/components/icons.ts';
import { keyOf, type PageNumber } from '../ui/page-numbers.ts';
import { showPeer } from '../ui/peer.ts';
import { text } from '../ui/text.ts';
import { openChat, placeCall } from './go.ts';
import type { PageState } from './page-state.ts';
import type { PopupRow } from './rows.ts';

/** A number or address of the page: what it is, whose if that is known, where it stands; Enter calls, or chats where that is all. */
export function numberRow(number: PageNumber, page: PageState): PopupRow {
	const key = keyOf(number);
	const known = page.describe(number);
	const target = known?.target ?? number.target;
	const shown = known?.shown ?? showPeer(target);
	const { contact, cue } = known ?? {};
	const name = contact?.name ?? shown;
	const isChat = number.target.startsWith('xmpp:');
	const isCued = page.cued.value === key;
	const call = () => {
		// It may cost, or reach somebody else than it seems: once more, knowingly.
		if (cue && !isCued) page.cued.value = key;
		else void placeCall(target, { site: page.look.value?.site ?? '' });
	};
	const write = () => (contact ? openChat(contact.jid, contact.account) : openChat(target));
	const canCall = known?.canCall ?? !isChat;
	const canChat = known?.canChat ?? isChat;
	const enter = canCall ? call : write;
	const words = [contact && shown, number.around, number.frame && text('page_frame', number.frame)];
	return {
		key,
		enter,
		...(canCall ? { call } : {}),
		content: (tabIndex) => (
			<>
				<button type="button" class="row-main" data-row tabIndex={tabIndex} title={number.raw} onClick={enter}>
					<Avatar of={contact?.jid ?? shown} name={name} {...(contact ? { show: contact.show } : {})} />
					<span class="row-words">
						<span class="row-name clip">
							<bdi>{name}</bdi>
						</span>
						<span class={`clip ${isCued ? 'bad' : 'quiet'}`} role={isCued ? 'alert' : undefined}>
							{isCued ? text('page_call_again', cueWords(cue)) : words.filter(Boolean).join(' · ')}
						</span>
					</span>
				</button>
				{canCall && <RowButton name={text('call_who', name)} icon={phone} tabIndex={tabIndex} onClick={call} />}
				{canChat && <RowButton name={text('chat_with', name)} icon={chat} tabIndex={tabIndex} onClick={write} />}
			</>
		),
	};
}

function RowButton(props: { name: string; icon: string; tabIndex: number; onClick: () => void }) {
	const { name, icon, tabIndex, onClick } = props;
	return (
		<button type="button" class="icon-button" tabIndex={tabIndex} aria-label={name} onClick={onClick}>
			<Icon of={icon} />
		</button>
	);
}

function cueWords(cue: 'premium' | 'foreign' | 'differs' | null | undefined): string {
	if (cue === 'premium') return text('page_cue_premium');
	return text(cue === 'foreign' ? 'page_cue_foreign' : 'page_cue_differs');
}
