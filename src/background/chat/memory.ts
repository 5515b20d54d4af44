import type { Message } from '../../shared/state.ts';
import type { Database } from '../storage/database.ts';
import { addIncoming } from '../storage/messages.ts';
import { leave, markAttempted, waitingMessages } from '../storage/outbox.ts';
import { loadRoster, saveRoster } from '../storage/roster.ts';
import { loadStream, saveStream } from '../storage/streams.ts';
import type { IncomingMessage, XmppMemory } from '../xmpp/session.ts';

/** What an XMPP session remembers, on disk. `arrived` is told each new incoming message once it is stored. */
export function createMemory(
	db: Database,
	account: string,
	told: { arrived(message: Message): void; left(): void },
): XmppMemory {
	return {
		loadRoster: () => loadRoster(db, account),
		saveRoster: (change) => saveRoster(db, account, change),
		loadStream: () => loadStream(db, account),
		saveStream: (state) => saveStream(db, account, state),
		outbox: () => waitingMessages(db, account),
		attempted: (id, at) => markAttempted(db, id, at),
		async received(incoming) {
			const message = asMessage(account, incoming);
			if (await addIncoming(db, message)) told.arrived(message);
		},
		async sent(id) {
			if (await leave(db, id)) told.left();
		},
	};
}

function asMessage(account: string, { id, from, body, at }: IncomingMessage): Message {
	return { id, account, peer: from, direction: 'in', body, at, delivery: 'delivered', failure: '' };
}
