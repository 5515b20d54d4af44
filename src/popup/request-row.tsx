import type { SubscriptionRequest } from '../shared/state.ts';
import { Avatar } from '../ui/components/avatar.tsx';
import { Icon } from '../ui/components/icon.tsx';
import { check, cross } from '../ui/components/icons.ts';
import { run } from '../ui/components/problem.tsx';
import { text } from '../ui/text.ts';
import type { PopupRow } from './rows.ts';

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
