import { describe, expect, test } from 'vitest';
import type { Ring } from '../../../../src/background/calls/media.ts';
import { SAMPLE_RATE, samplesOf, wavOf } from '../../../../src/background/media/sounds.ts';

const RINGS: readonly Ring[] = ['incoming', 'waiting', 'ringback'];
const between = (ring: Ring, from: number, to: number) => samplesOf(ring).slice(from * SAMPLE_RATE, to * SAMPLE_RATE);
const loudest = (samples: Float32Array) => samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** How strong a frequency is in the samples (Goertzel), 1 for a full-scale tone. */
function strength(samples: Float32Array, hz: number): number {
	let [sine, cosine] = [0, 0];
	samples.forEach((value, index) => {
		sine += value * Math.sin((2 * Math.PI * hz * index) / SAMPLE_RATE);
		cosine += value * Math.cos((2 * Math.PI * hz * index) / SAMPLE_RATE);
	});
	return (2 * Math.hypot(sine, cosine)) / samples.length;
}

describe('samplesOf', () => {
	test.each(RINGS)('%s neither clips nor clicks, and begins and ends in silence', (ring) => {
		const samples = samplesOf(ring);
		expect(loudest(samples)).toBeGreaterThan(0.1);
		expect(loudest(samples)).toBeLessThanOrEqual(1);
		expect([samples[0], samples.at(-1)]).toEqual([0, 0]);
		const steps = samples.map((value, index) => value - (samples[index - 1] ?? 0));
		expect(loudest(steps)).toBeLessThan(0.6);
	});

	test('ringback is 425 Hz for one second of five', () => {
		const sounding = between('ringback', 0.1, 0.9);
		expect(strength(sounding, 425)).toBeCloseTo(0.15, 2);
		expect(strength(sounding, 600)).toBeLessThan(0.001);
		expect(loudest(between('ringback', 1, 5))).toBe(0);
	});

	test('a waiting call is softer than a ringing one', () => {
		expect(loudest(samplesOf('waiting'))).toBeLessThan(loudest(samplesOf('incoming')) / 2);
	});

	test('an incoming call is two bells that fade', () => {
		expect(strength(between('incoming', 0, 0.2), 784)).toBeGreaterThan(0.1);
		expect(strength(between('incoming', 0.3, 0.5), 659)).toBeGreaterThan(0.1);
		expect(loudest(between('incoming', 1.7, 1.9))).toBeLessThan(loudest(between('incoming', 1.1, 1.3)) / 2);
		expect(loudest(between('incoming', 2, 3.5))).toBe(0);
	});
});

test('wavOf is a WAV file with these samples', () => {
	const file = new DataView(wavOf(new Float32Array([0, 1, -1, 2])));
	const text = (at: number) => String.fromCharCode(...new Uint8Array(file.buffer, at, 4));
	expect([text(0), text(8), text(12), text(36)]).toEqual(['RIFF', 'WAVE', 'fmt ', 'data']);
	expect(file.getUint32(4, true)).toBe(file.byteLength - 8);
	expect(file.getUint32(24, true)).toBe(SAMPLE_RATE);
	expect(file.getUint32(40, true)).toBe(8);
	expect([44, 46, 48, 50].map((at) => file.getInt16(at, true))).toEqual([0, 32_767, -32_767, 32_767]);
});
