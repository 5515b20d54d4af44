/** The phases of a dialog: which may follow which. Pure. */
import type { CallPhase, EndReason } from '../../shared/state.ts';

export type CallEvent =
	| { readonly is: 'rings' } // 180, without sound from the other side
	| { readonly is: 'answered' }
	| { readonly is: 'held'; readonly held: boolean } // by us
	| { readonly is: 'ended'; readonly reason: EndReason; readonly detail?: string };

/** The next phase, or null when the event changes nothing: after the end nothing does, and there is one end. */
export function nextPhase(phase: CallPhase, event: CallEvent): CallPhase | null {
	if (phase.is === 'ended') return null;
	switch (event.is) {
		case 'ended':
			return event;
		case 'rings':
			return phase.is === 'calling' ? { is: 'ringing' } : null;
		case 'answered':
			return phase.is === 'calling' || phase.is === 'ringing' ? { is: 'live' } : null;
		case 'held':
			if (phase.is !== (event.held ? 'live' : 'held')) return null;
			return { is: event.held ? 'held' : 'live' };
	}
}
