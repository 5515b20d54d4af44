/**
 * What a person hears in a call, judged by its content: which tone, how loud. Each person's fake microphone has a tone of
 * its own (`PersonOptions.tone`), so hearing that tone means that audio came from that person.
 *
 *     await prepareHearing(alice);                         // before the call
 *     …
 *     await until('alice hears bob', async () => hears(await hearing(alice), 660));
 *     await until('bob is silent', async () => (await hearing(alice)).hertz === 0);
 */
import type { Person } from './person.ts';

export interface Heard {
	/** The strongest frequency in the loudest moment of the last half second; 0 in silence. */
	readonly hertz: number;
	/** Root mean square of that moment, 0–1. */
	readonly level: number;
	/** RTP packets of the connections that are open now. */
	readonly packetsReceived: number;
	readonly packetsSent: number;
}

/** From now on, the session document's peer connections are remembered. To be repeated for a new session document. */
export async function prepareHearing(person: Person): Promise<void> {
	const session = await person.session();
	await session.evaluate(() => {
		const scope = globalThis as EarScope;
		if (scope.twinlinePeers) return;
		const peers: RTCPeerConnection[] = [];
		scope.twinlinePeers = peers;
		scope.RTCPeerConnection = class extends RTCPeerConnection {
			constructor(configuration?: RTCConfiguration) {
				super(configuration);
				peers.push(this);
			}
		};
	});
}

/** Is it this tone, within the analyser's accuracy? */
export function hears({ hertz, level }: Heard, tone: number): boolean {
	return level > 0.01 && Math.abs(hertz - tone) < 30;
}

/** Listens for half a second. Throws when `prepareHearing` was not called in this session document. */
export async function hearing(person: Person): Promise<Heard> {
	const session = await person.session();
	const heard = await session.evaluate(listen);
	if (!heard) throw new Error(`${person.name} was not prepared for hearing`);
	return heard;
}

/** Runs in the session document, so it is made of nothing but itself. */
async function listen(): Promise<Heard | null> {
	const scope = globalThis as EarScope;
	if (!scope.twinlinePeers) return null;
	scope.twinlineEar ??= { context: new AudioContext(), analysers: new Map() };
	const { context, analysers: known } = scope.twinlineEar;
	const peers = scope.twinlinePeers.filter((peer) => peer.connectionState !== 'closed');
	const tracks = peers.flatMap((peer) => peer.getReceivers().map((receiver) => receiver.track));
	const analysers = tracks
		.filter((track) => track.kind === 'audio' && track.readyState === 'live')
		.map((track) => {
			const before = known.get(track.id);
			if (before) return before;
			const stream = new MediaStream([track]);
			// Chromium decodes a remote track for Web Audio only while an element plays it.
			Object.assign(new Audio(), { srcObject: stream, muted: true, autoplay: true });
			const analyser = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0 });
			context.createMediaStreamSource(stream).connect(analyser);
			known.set(track.id, analyser);
			return analyser;
		});
	const samples = new Float32Array(4096);
	const spectrum = new Float32Array(2048);
	let [hertz, level] = [0, 0];
	for (let moment = 0; moment < 25; moment++) {
		await new Promise((resolve) => setTimeout(resolve, 20));
		for (const analyser of analysers) {
			analyser.getFloatTimeDomainData(samples);
			const loudness = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
			if (loudness <= level) continue;
			level = loudness;
			analyser.getFloatFrequencyData(spectrum);
			hertz = (spectrum.indexOf(Math.max(...spectrum)) * context.sampleRate) / analyser.fftSize;
		}
	}
	const reports = await Promise.all(peers.map((peer) => peer.getStats()));
	const count = (type: string, field: 'packetsReceived' | 'packetsSent') =>
		reports
			.flatMap((report) => [...report.values()] as { type: string; packetsReceived?: number; packetsSent?: number }[])
			.filter((stats) => stats.type === type)
			.reduce((sum, stats) => sum + (stats[field] ?? 0), 0);
	return {
		hertz: level < 0.003 ? 0 : hertz,
		level,
		packetsReceived: count('inbound-rtp', 'packetsReceived'),
		packetsSent: count('outbound-rtp', 'packetsSent'),
	};
}

type EarScope = typeof globalThis & {
	twinlinePeers?: RTCPeerConnection[];
	twinlineEar?: { readonly context: AudioContext; readonly analysers: Map<string, AnalyserNode> };
};
