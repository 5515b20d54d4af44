import { Icon } from '../ui/components/icon.tsx';
import { addPerson, chat, phone } from '../ui/components/icons.ts';
import { run } from '../ui/components/problem.tsx';
import { text } from '../ui/text.ts';
import { openChat, placeCall } from './go.ts';
import type { PopupRow } from './rows.ts';
import type { Action } from './typed.ts';

const ICONS = { call: phone, chat, add: addPerson };
const WORDS = { call: 'call_who', chat: 'chat_with', add: 'add_who' } as const;

/** "Call +49 30 …", "Chat with …", "Add … to contacts", for what is typed; `done` when the popup stays open. */
export function actionRow({ does, target, shown, account }: Action, done: () => void): PopupRow {
	const call = () => placeCall(target);
	const add = async () => {
		if (account && (await run('contact.add', { account: account.id, jid: target, name: '' }))) done();
	};
	const enter = { call, chat: () => openChat(target), add }[does];
	return {
		key: `${does} ${target} ${account?.id}`,
		enter,
		...(does === 'call' ? { call } : {}),
		content: (tabIndex) => (
			<button type="button" class="row-main" data-row tabIndex={tabIndex} onClick={enter}>
				<span class="action-mark" aria-hidden="true">
					<Icon of={ICONS[does]} />
				</span>
				<span class="row-words">
					<span class="row-name clip">{text(WORDS[does], shown)}</span>
					{account && <span class="quiet clip">{text('through', account.address)}</span>}
				</span>
			</button>
		),
	};
}
