import type { CallMedia } from '../calls/media.ts';
import { microphoneHere } from './microphone-here.ts';
import { playback } from './playback.ts';
import { ringer } from './ringer.ts';

/** In Chrome's offscreen document. */
export function chromiumMedia(): CallMedia {
	return { microphone: microphoneHere(navigator.mediaDevices), playback: playback(), ringer: ringer() };
}
