import { type BackgroundPage, MICROPHONE_CHANNEL } from '../../shared/microphone-desk.ts';
import type { CallMedia } from '../calls/media.ts';
import type { Platform } from '../platform/platform.ts';
import { microphoneInWindow } from './microphone-in-window.ts';
import { playback } from './playback.ts';
import { ringer } from './ringer.ts';

/** In Firefox's event page. Windows that were open before it are told that there is a new one to serve. */
export function firefoxMedia(platform: Pick<Platform, 'open'>): CallMedia {
	const windows = new BroadcastChannel(MICROPHONE_CHANNEL);
	const { microphone, desk } = microphoneInWindow((call) => {
		windows.postMessage('wanted');
		platform.open('call', { call });
	});
	(globalThis as BackgroundPage).twinline = { microphone: desk };
	windows.postMessage('wanted');
	return { microphone, playback: playback(), ringer: ringer() };
}
