/** One presence for a person with two accounts: while they are on the phone, Chat says so, and afterwards what it said before. */
import type { Call, OwnPresence, Settings } from '../shared/state.ts';
import type { Store } from './store.ts';
import type { XmppSession } from './xmpp/session.ts';

/**
 * What the contacts are told. Who is away, does not want to be disturbed or is offline said so themselves, and stays so:
 * a call makes nobody look more reachable, or more present, than they chose.
 */
export function presenceToTell(own: OwnPresence, calls: readonly Call[], { onThePhone }: Settings): OwnPresence {
	const isTalking = calls.some(({ phase }) => phase.is === 'live' || phase.is === 'held');
	return isTalking && onThePhone && own.show === 'available' ? { show: 'away', status: onThePhone } : own;
}

/** Tells every chat session what its contacts are to see, whenever that changes; what to begin a session with. */
export function keepOnePresence(
	store: Store,
	sessions: () => Iterable<Pick<XmppSession, 'setPresence'>>,
): () => OwnPresence {
	const now = () => presenceToTell(store.presence.get(), store.calls.values(), store.settings.get());
	let told = now();
	store.onChange((topic) => {
		if (topic !== 'presence' && topic !== 'calls' && topic !== 'settings') return;
		const next = now();
		if (next.show === told.show && next.status === told.status) return;
		told = next;
		for (const session of sessions()) session.setPresence(next);
	});
	return now;
}
