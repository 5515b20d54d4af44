import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Conversation, Overview } from '../shared/state.ts';
import { now } from '../ui/clock.ts';
import { Notice } from '../ui/components/notice.tsx';
import { Problem, run } from '../ui/components/problem.tsx';
import { connectionWords } from '../ui/sentences.ts';
import { text } from '../ui/text.ts';
import type { StateWindow } from '../ui/window.ts';
import { Compose } from './compose.tsx';
import { History } from './history.tsx';
import { lookAt, STEP, type Who } from './look.ts';
import { Peer } from './peer.tsx';
import './conversation-page.css';

/** A chat with one person: who, the history, and the field. */
export function ConversationPage({ view, who }: { view: StateWindow; who: Who }) {
	const conversation = view.slices.conversation.value;
	const overview = view.slices.overview.value;
	useRead(view, who);
	useTitle(conversation?.contact?.name ?? who.peer);
	const more = () => {
		view.look(lookAt(who, (conversation?.messages.length ?? 0) + STEP));
	};
	return (
		<main class="conversation" aria-busy={!conversation}>
			<Peer
				who={who}
				contact={conversation?.contact}
				ownNumbers={conversation?.ownNumbers}
				loaded={conversation !== undefined}
				overview={overview}
			/>
			<History conversation={conversation} onOlder={more} />
			<div class="conversation-foot">
				<Problem />
				{overview && <WhenOffline overview={overview} who={who} />}
				<Compose who={who} draft={conversation?.draft ?? ''} />
			</div>
		</main>
	);
}

/** Says what becomes of a message that is written while Chat is not there. */
function WhenOffline({ overview, who }: { overview: Overview; who: Who }) {
	const account = overview.accounts.find(({ id }) => id === who.account);
	if (!account) return <Notice tone="warn">{text('error_no_account')}</Notice>;
	const { connection, enabled } = account;
	if (enabled && connection.is === 'online') return null;
	const words = enabled ? connectionWords(connection, connection.is === 'waiting' ? now.value : 0) : text('state_off');
	return (
		<p class="conversation-offline quiet">
			{text('chat')}: {words}. {text('waits_for_chat')}
		</p>
	);
}

/** What can be seen is read: while the page is visible and has the focus. Told once for each state of things. */
function useRead(view: StateWindow, { account, peer }: Who): void {
	const told = useRef('');
	const read = (conversation: Conversation | undefined) => {
		const newest = conversation?.messages.findLast(({ direction }) => direction === 'in')?.id ?? '';
		const state = `${newest} ${conversation?.contact?.unread ?? 0}`;
		if (newest === '' || state === told.current) return;
		if (document.visibilityState !== 'visible' || !document.hasFocus()) return;
		told.current = state;
		void run('chat.read', { account, jid: peer });
	};
	useSignalEffect(() => read(view.slices.conversation.value));
	useEffect(() => {
		const look = () => read(view.slices.conversation.peek());
		addEventListener('focus', look);
		document.addEventListener('visibilitychange', look);
		return () => {
			removeEventListener('focus', look);
			document.removeEventListener('visibilitychange', look);
		};
	}, []);
}

function useTitle(name: string): void {
	useEffect(() => {
		document.title = name;
	}, [name]);
}
