/**
 * What a person hears of a call, by content: the loudness of frequencies in the audio that the session document plays,
 * and the packets that arrived.
 */
import type { Page } from 'puppeteer-core';
import type { Person } from './person.ts';
import { until } from './until.ts';

/** Below this an analyser sees nothing but noise, dB. */
const AUDIBLE = -60;
/** How long to listen at a stretch, ms: a key's tone is over in 100 ms, and asking again may take longer than that. */
const LISTENING = 500;

/** Waits until all these frequencies (Hz) are heard at once; gives how loud they are (dB), and so does the error. */
export async function hears(person: Person, ...frequencies: readonly number[]): Promise<readonly number[]> {
	let last: readonly number[] = [];
	await until(`${person.name} hears ${frequencies.join(' and ')} Hz`, async () => {
		last = await loudness(await person.session(), frequencies, LISTENING);
		return last.every((level) => level > AUDIBLE) || undefined;
	}).catch((cause) => {
		throw new Error(`${person.name} heard ${last.map(Math.round).join(', ')} dB at ${frequencies.join(', ')} Hz`, {
			cause,
		});
	});
	return last;
}

/** Waits until the frequency stays below what is audible for this many looks in a row: a beep's pause is no silence. */
export async function hearsNothing(person: Person, frequency: number, looks = 30): Promise<void> {
	let quiet = 0;
	await until(`${person.name} hears no ${frequency} Hz`, async () => {
		const [level = 0] = await loudness(await person.session(), [frequency]);
		quiet = level > AUDIBLE ? 0 : quiet + 1;
		return quiet >= looks;
	});
}

/** Waits until this many more audio packets have arrived than there were; gives how many there are by then. */
export async function receives(person: Person, call: string, more = 20): Promise<number> {
	const first = await packetsReceived(person, call);
	return await until(`${person.name} receives ${more} packets`, async () => {
		const now = await packetsReceived(person, call);
		return now >= first + more && now;
	});
}

async function packetsReceived(person: Person, call: string): Promise<number> {
	const session = await person.session();
	return await session.evaluate(async (id) => {
		const { sessions } = globalThis as unknown as {
			sessions: Promise<{ stats(call: string): Promise<RTCStatsReport> }>;
		};
		let packets = 0;
		(await (await sessions).stats(id)).forEach((entry) => {
			if (entry.type === 'inbound-rtp') packets += entry.packetsReceived;
		});
		return packets;
	}, call);
}

/**
 * dB at each frequency, in all that the session document plays: now, or as soon as all are audible within so many
 * milliseconds.
 */
async function loudness(session: Page, frequencies: readonly number[], patience = 0): Promise<number[]> {
	return await session.evaluate(
		async (wanted, audible, milliseconds) => {
			const scope = globalThis as unknown as { listening?: Map<MediaStream, AnalyserNode> };
			scope.listening ??= new Map();
			for (const { srcObject } of document.querySelectorAll('audio')) {
				if (!(srcObject instanceof MediaStream) || scope.listening.has(srcObject)) continue;
				const context = new AudioContext();
				const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
				context.createMediaStreamSource(srcObject).connect(analyser);
				scope.listening.set(srcObject, analyser);
			}
			const levelOf = (frequency: number) => {
				const levels = [...(scope.listening?.values() ?? [])].map((analyser) => {
					const bins = new Float32Array(analyser.frequencyBinCount);
					analyser.getFloatFrequencyData(bins);
					const at = Math.round((frequency * analyser.fftSize) / analyser.context.sampleRate);
					return Math.max(...bins.slice(at - 2, at + 3));
				});
				return Math.max(-200, ...levels);
			};
			const end = performance.now() + milliseconds;
			for (;;) {
				const levels = wanted.map(levelOf);
				if (levels.every((level) => level > audible) || performance.now() >= end) return levels;
				await new Promise((resolve) => setTimeout(resolve, 10));
			}
		},
		[...frequencies],
		AUDIBLE,
		patience,
	);
}
