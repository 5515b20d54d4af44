import type { CallId } from '../../shared/state.ts';
import type { Store } from '../store.ts';

/** How long after the answer a switchboard listens for an extension, ms. */
const PAUSE = 2_000;

/**
 * Dials the extension of a number once: when the call has been live for a moment, or is so again after it was held. To be
 * told of every change; `send` sends tones (RFC 4733).
 */
export function createExtensions(store: Store, send: (call: CallId, tones: string) => void) {
	function dial(id: CallId): void {
		const call = store.calls.get(id);
		if (call?.phase.is !== 'live' || !call.extension || call.extension.isDialled) return;
		send(id, call.extension.digits);
		store.calls.patch(id, { extension: { ...call.extension, isDialled: true } });
	}
	return {
		changed(id: CallId): void {
			const call = store.calls.get(id);
			if (call?.phase.is === 'live' && call.extension?.isDialled === false) setTimeout(dial, PAUSE, id);
		},
	};
}
