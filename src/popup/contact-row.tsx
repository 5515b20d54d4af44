import type { Contact } from '../shared/state.ts';
import { Avatar } from '../ui/components/avatar.tsx';
import { CallContact } from '../ui/components/call-contact.tsx';
import { Icon } from '../ui/components/icon.tsx';
import { chat } from '../ui/components/icons.ts';
import { presenceWords } from '../ui/presence-words.ts';
import { text } from '../ui/text.ts';
import { openChat, placeCall } from './go.ts';
import type { PopupRow } from './rows.ts';

/** A contact: who, how present, how many messages unread; Enter chats, or calls their first number. */
export function contactRow(contact: Contact): PopupRow {
	const { account, jid, name, show, unread, numbers } = contact;
	const [number] = numbers;
	const open = () => openChat(jid, account);
	return {
		key: `contact ${account} ${jid}`,
		enter: open,
		...(number && !number.claimed && { call: () => placeCall(number.uri) }),
		content: (tabIndex) => (
			<>
				<button type="button" class="row-main" data-row tabIndex={tabIndex} onClick={open}>
					<Avatar of={jid} name={name} show={show} />
					<span class="row-words">
						<span class="row-name clip">
							<bdi>{name}</bdi>
						</span>
						<span class="quiet clip">{presenceWords(contact)}</span>
					</span>
					{unread > 0 && (
						<>
							<span class="count" aria-hidden="true">
								{unread}
							</span>
							<span class="unseen">{text('unread_count', String(unread))}</span>
						</>
					)}
				</button>
				<CallContact contact={contact} tabIndex={tabIndex} onCall={placeCall} />
				<button
					type="button"
					class="icon-button"
					tabIndex={tabIndex}
					aria-label={text('chat_with', name)}
					onClick={open}
				>
					<Icon of={chat} />
				</button>
			</>
		),
	};
}
