/** The sounds of ringing, as samples: made here and not shipped as files. Pure. */
import type { Ring } from '../calls/media.ts';

/** Samples a second; enough for tones below 4 kHz. */
export const SAMPLE_RATE = 8_000;

/** A tone within a cadence. Times in seconds. */
interface Tone {
	readonly from: number;
	readonly to: number;
	/** Sounding together. */
	readonly hz: readonly number[];
	/** As of a bell: it fades from its beginning on. */
	readonly isStruck: boolean;
}

interface Cadence {
	/** Seconds after which it begins again. */
	readonly length: number;
	/** Of full scale. */
	readonly volume: number;
	readonly tones: readonly Tone[];
}

const beep = (from: number, to: number, ...hz: number[]): Tone => ({ from, to, hz, isStruck: false });
const bell = (from: number, hz: number): Tone => ({ from, to: from + 0.9, hz: [hz, hz * 2], isStruck: true });

const CADENCES: Readonly<Record<Ring, Cadence>> = {
	/** Two falling thirds, twice, and a rest. */
	incoming: { length: 3.5, volume: 0.5, tones: [bell(0, 784), bell(0.22, 659), bell(0.8, 784), bell(1.02, 659)] },
	/** ITU-T E.180 §5.4, ETSI TS 102 971: two short tones now and then. */
	waiting: { length: 6, volume: 0.15, tones: [beep(0, 0.2, 425), beep(0.6, 0.8, 425)] },
	/** ITU-T E.180 §5.2, as in most of Europe. */
	ringback: { length: 5, volume: 0.15, tones: [beep(0, 1, 425)] },
};

/** One round of the cadence, to be repeated: values between -1 and 1. */
export function samplesOf(ring: Ring): Float32Array {
	const { length, volume, tones } = CADENCES[ring];
	const samples = new Float32Array(Math.round(length * SAMPLE_RATE));
	for (const tone of tones) addTone(samples, tone, volume / 2);
	return samples;
}

/** A WAV file (RIFF, 16 bit, mono). */
export function wavOf(samples: Float32Array): ArrayBuffer {
	const bytes = new DataView(new ArrayBuffer(44 + samples.length * 2));
	const word = (at: number, text: string) => {
		for (let index = 0; index < 4; index++) bytes.setUint8(at + index, text.charCodeAt(index));
	};
	word(0, 'RIFF');
	bytes.setUint32(4, bytes.byteLength - 8, true);
	word(8, 'WAVE');
	word(12, 'fmt ');
	bytes.setUint32(16, 16, true);
	bytes.setUint16(20, 1, true); // PCM
	bytes.setUint16(22, 1, true);
	bytes.setUint32(24, SAMPLE_RATE, true);
	bytes.setUint32(28, SAMPLE_RATE * 2, true);
	bytes.setUint16(32, 2, true);
	bytes.setUint16(34, 16, true);
	word(36, 'data');
	bytes.setUint32(40, samples.length * 2, true);
	samples.forEach((value, index) => {
		bytes.setInt16(44 + index * 2, Math.round(Math.max(-1, Math.min(1, value)) * 32_767), true);
	});
	return bytes.buffer;
}

/** Each frequency at `volume` divided by how many there are. A sudden beginning or end would click. */
function addTone(samples: Float32Array, { from, to, hz, isStruck }: Tone, volume: number): void {
	for (let at = Math.ceil(from * SAMPLE_RATE); at < to * SAMPLE_RATE; at++) {
		const time = at / SAMPLE_RATE - from;
		const edge = Math.min(1, time / 0.005, (to - from - time) / 0.005);
		const fade = isStruck ? Math.exp(-4 * time) : 1;
		const wave = hz.reduce((sum, frequency) => sum + Math.sin(2 * Math.PI * frequency * time), 0) / hz.length;
		samples[at] = (samples[at] ?? 0) + wave * volume * 2 * edge * fade;
	}
}
