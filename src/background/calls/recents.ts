import type { Call, Recent } from '../../shared/state.ts';
import { log } from '../log.ts';
import type { Platform } from '../platform/platform.ts';
import { addCall, clearMissed, countMissed } from '../storage/calls.ts';
import type { Database } from '../storage/database.ts';
import type { Store } from '../store.ts';

/** Past calls: kept, and told of when they were missed. `who` is the other side in one line. */
export function createRecents(
	store: Store,
	db: Database,
	platform: Pick<Platform, 'notify' | 'clearNotice'>,
	who: (call: Call) => string,
) {
	return {
		async load(): Promise<void> {
			store.missed.set(await countMissed(db));
		},
		ended(call: Call): void {
			const recent = recentFrom(call);
			if (recent.missed) {
				store.missed.set(store.missed.get() + 1);
				// Who asked not to be disturbed finds it in the list.
				if (store.presence.get().show !== 'dnd')
					platform.notify({ kind: 'missed-call', call: call.id, from: who(call) });
			}
			addCall(db, recent).then(
				() => store.historyChanged(),
				(cause) => log.error('call not kept', cause),
			);
		},
		/** An account is gone, and its calls with it. */
		async recount(): Promise<void> {
			store.missed.set(await countMissed(db));
			if (store.missed.get() === 0) platform.clearNotice('missed');
		},
		/** The person looked at the list. */
		async seen(): Promise<void> {
			if (store.missed.get() === 0) return;
			store.missed.set(0);
			platform.clearNotice('missed');
			await clearMissed(db);
			store.historyChanged();
		},
	};
}

export type Recents = ReturnType<typeof createRecents>;

/** What stays of a call that ended. */
function recentFrom(call: Call): Recent {
	const { id, account, direction, peer, peerName, startedAt, answeredAt, endedAt } = call;
	const reason = call.phase.is === 'ended' ? call.phase.reason : 'failed';
	const seconds = answeredAt === 0 ? 0 : Math.round((endedAt - answeredAt) / 1000);
	// Declining is an answer of a kind, and a colleague's answer is one too.
	const settled = answeredAt > 0 || reason === 'declined' || reason === 'answered-elsewhere';
	return { id, account, direction, peer, peerName, startedAt, seconds, reason, missed: direction === 'in' && !settled };
}
