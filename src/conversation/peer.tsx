import { useSignal } from '@preact/signals';
import type { Contact, Overview, OwnNumbers } from '../shared/state.ts';
import { Avatar } from '../ui/components/avatar.tsx';
import { CallContact } from '../ui/components/call-contact.tsx';
import { Icon } from '../ui/components/icon.tsx';
import { pencil } from '../ui/components/icons.ts';
import { run } from '../ui/components/problem.tsx';
import { presenceWords } from '../ui/presence-words.ts';
import { text } from '../ui/text.ts';
import { EditContact } from './edit-contact.tsx';
import type { Who } from './look.ts';
import './peer.css';

interface Props {
	readonly who: Who;
	readonly contact: Contact | undefined;
	readonly ownNumbers: OwnNumbers | undefined;
	/** Until then it is not known whether they are a contact. */
	readonly loaded: boolean;
	readonly overview: Overview | undefined;
}

/** Whom the conversation is with, how present they are, and what can be done about them as a contact. */
export function Peer({ who, contact, ownNumbers, loaded, overview }: Props) {
	const editing = useSignal(false);
	const name = contact?.name ?? who.peer;
	const request = overview?.requests.some(({ account, jid }) => account === who.account && jid === who.peer);
	return (
		<header class="peer">
			<Avatar of={who.peer} name={name} {...(contact ? { show: contact.show } : {})} />
			<div class="peer-words">
				<h1 class="clip">
					<bdi>{name}</bdi>
				</h1>
				<p class="quiet clip">{contact ? presenceWords(contact) : loaded && text('contact_not')}</p>
				{name !== who.peer && (
					<p class="quiet clip">
						<bdi>{who.peer}</bdi>
					</p>
				)}
			</div>
			{contact && <CallContact contact={contact} onCall={(target) => run('call.place', { target })} />}
			{contact && (
				<button
					type="button"
					class="icon-button"
					aria-label={text('edit_contact')}
					title={text('edit_contact')}
					onClick={() => {
						editing.value = true;
					}}
				>
					<Icon of={pencil} />
				</button>
			)}
			{loaded && !contact && !request && (
				<button
					type="button"
					class="button"
					onClick={() => run('contact.add', { account: who.account, jid: who.peer, name: '' })}
				>
					{text('add_contact')}
				</button>
			)}
			{request && <Request who={who} name={name} />}
			{contact && ownNumbers && editing.value && (
				<EditContact
					contact={contact}
					ownNumbers={ownNumbers}
					onClose={() => {
						editing.value = false;
					}}
				/>
			)}
		</header>
	);
}

function Request({ who: { account, peer: jid }, name }: { who: Who; name: string }) {
	return (
		<div class="peer-request">
			<p>{text('request_from', name)}</p>
			<button type="button" class="button" onClick={() => run('contact.refuse', { account, jid })}>
				{text('refuse')}
			</button>
			<button type="button" class="button primary" onClick={() => run('contact.accept', { account, jid })}>
				{text('accept')}
			</button>
		</div>
	);
}
