/** Sounds for a fake microphone. */
import { writeFileSync } from 'node:fs';

const RATE = 48_000;

/**
 * Writes a second of a tone in short beeps (WAV, 16 bit, mono), to be played in a loop. Beeps, because noise suppression
 * takes a steady tone away.
 */
export function writeBeeps(file: string, hertz: number): void {
	const samples = Buffer.alloc(RATE * 2);
	for (let index = 0; index < RATE; index++) {
		const isOn = index % (RATE / 4) < RATE / 6;
		const value = isOn ? Math.sin((2 * Math.PI * hertz * index) / RATE) * 0.5 : 0;
		samples.writeInt16LE(Math.round(value * 32_767), index * 2);
	}
	writeFileSync(file, Buffer.concat([header(samples.length), samples]));
}

/** RIFF/WAVE, PCM. */
function header(length: number): Buffer {
	const bytes = Buffer.alloc(44);
	bytes.write('RIFF', 0, 'latin1');
	bytes.writeUInt32LE(36 + length, 4);
	bytes.write('WAVEfmt ', 8, 'latin1');
	bytes.writeUInt32LE(16, 16);
	bytes.writeUInt16LE(1, 20); // PCM
	bytes.writeUInt16LE(1, 22); // mono
	bytes.writeUInt32LE(RATE, 24);
	bytes.writeUInt32LE(RATE * 2, 28);
	bytes.writeUInt16LE(2, 32);
	bytes.writeUInt16LE(16, 34);
	bytes.write('data', 36, 'latin1');
	bytes.writeUInt32LE(length, 40);
	return bytes;
}
