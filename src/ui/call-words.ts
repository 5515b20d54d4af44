import type { Call } from '../shared/state.ts';
import { showPeer } from './peer.ts';
import { endedSentence } from './sentences.ts';
import { text } from './text.ts';
import { talkTime } from './when.ts';

/** The contact whose number it is, else what the other side calls itself, else its number or address. */
export function nameOf(call: Pick<Call, 'peer' | 'peerShown' | 'peerName' | 'contact'>): string {
	return call.contact?.name || call.peerName || peerOf(call);
}

/** The other side's number as its country writes it, or its address. */
export function peerOf({ peer, peerShown }: Pick<Call, 'peer' | 'peerShown'>): string {
	return peerShown ?? showPeer(peer);
}

/** The state of a call in words; the time talked while it is live. `now` in ms since 1970. */
export function callWords(call: Call, now: number): string {
	const { phase, direction, answeredAt } = call;
	switch (phase.is) {
		case 'preparing':
			return text('call_preparing');
		case 'calling':
			return text('call_calling');
		case 'ringing':
			return text(direction === 'in' ? 'call_incoming' : 'call_ringing');
		case 'live':
			if (!call.heard) return text('not_heard');
			return call.heldByPeer ? text('call_held_by_peer') : talkTime(now - answeredAt);
		case 'held':
			return `${text('call_held')} · ${talkTime(now - answeredAt)}`;
		case 'ended':
			return endedSentence(phase.reason);
	}
}
