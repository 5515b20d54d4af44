/** What a call needs to be heard and to hear, as `media/` provides it in each browser. */
import type { CallId } from '../../shared/state.ts';

export interface Microphone {
	/** Throws AppError `no-microphone`, `microphone-denied` or `microphone-in-use`. */
	open(call: CallId): Promise<MediaStream>;
	close(call: CallId): void;
	/** The captured sound broke off (null), or is back as another stream. */
	onChange(listener: (change: { readonly call: CallId; readonly stream: MediaStream | null }) => void): void;
}

export interface Playback {
	play(call: CallId, stream: MediaStream): void;
	stop(call: CallId): void;
}

/** `waiting`: a short tone for a second call, over a live one. */
export type Ring = 'incoming' | 'waiting' | 'ringback';

export interface Ringer {
	/** Rings like this from now on; null is silence. Asking for what it does already changes nothing. */
	ring(ring: Ring | null): void;
}

export interface CallMedia {
	readonly microphone: Microphone;
	readonly playback: Playback;
	readonly ringer: Ringer;
}
