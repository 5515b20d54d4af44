import type { Contact, SubscriptionRequest } from '../shared/state.ts';
import { Avatar } from '../ui/components/avatar.tsx';
import { CallContact } from '../ui/components/call-contact.tsx';
import { Icon } from '../ui/components/icon.tsx';
import { chat, check, cross } from '../ui/components/icons.ts';
import { run } from '../ui/components/problem.tsx';
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
		...(number && { call: () => placeCall(number.uri) }),
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

/** Somebody who asks to see our presence. */
export function requestRow({ account, jid, nick }: SubscriptionRequest): PopupRow {
	const name = nick || jid;
	const accept = () => run('contact.accept', { account, jid });
	return {
		key: `request ${account} ${jid}`,
		enter: accept,
		content: (tabIndex) => (
			<>
				<span class="row-main">
					<Avatar of={jid} name={name} />
					<span class="row-words">
						<span class="row-name clip">
							<bdi>{name}</bdi>
						</span>
						<span class="quiet clip">{nick ? text('request_from', jid) : text('request')}</span>
					</span>
				</span>
				<button
					type="button"
					class="icon-button"
					data-row
					tabIndex={tabIndex}
					aria-label={text('accept_who', name)}
					title={text('accept')}
					onClick={accept}
				>
					<Icon of={check} />
				</button>
				<button
					type="button"
					class="icon-button"
					tabIndex={tabIndex}
					aria-label={text('refuse_who', name)}
					title={text('refuse')}
					onClick={() => run('contact.refuse', { account, jid })}
				>
					<Icon of={cross} />
				</button>
			</>
		),
	};
}
