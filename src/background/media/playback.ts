import type { Playback } from '../calls/media.ts';

/** Plays each call's sound in this document. */
export function playback(): Playback {
	const playing = new Map<string, HTMLAudioElement>();
	const stop = (call: string) => {
		const audio = playing.get(call);
		if (!audio) return;
		playing.delete(call);
		audio.srcObject = null;
		audio.remove();
	};
	return {
		play(call, stream) {
			const audio = playing.get(call) ?? document.createElement('audio');
			playing.set(call, audio);
			audio.autoplay = true;
			audio.srcObject = stream;
			document.body.append(audio);
		},
		stop,
	};
}
