import type { Ring, Ringer } from '../calls/media.ts';
import { samplesOf, wavOf } from './sounds.ts';

/** Rings in this document. An audio element and not Web Audio: it needs no sound card to be tried, and no wake-up call. */
export function ringer(): Ringer {
	const audios = new Map<Ring, HTMLAudioElement>();
	let ringing: Ring | null = null;
	return {
		ring(ring) {
			if (ring === ringing) return;
			if (ringing) silence(audios.get(ringing));
			ringing = ring;
			if (ring) void sound(audios, ring);
		},
	};
}

/** Made when it is first needed: most of the time nothing rings. */
async function sound(audios: Map<Ring, HTMLAudioElement>, ring: Ring): Promise<void> {
	const audio = audios.get(ring) ?? make(ring);
	audios.set(ring, audio);
	try {
		await audio.play();
	} catch (error) {
		// Silenced before it began. Anything else is worth knowing of.
		if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
	}
}

function make(ring: Ring): HTMLAudioElement {
	const audio = new Audio(URL.createObjectURL(new Blob([wavOf(samplesOf(ring))], { type: 'audio/wav' })));
	audio.loop = true;
	return audio;
}

function silence(audio: HTMLAudioElement | undefined): void {
	if (!audio) return;
	audio.pause();
	audio.currentTime = 0;
}
