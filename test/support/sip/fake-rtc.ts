/**
 * WebRTC that only plays along, for Node: JsSIP finds it on `globalThis` and `window`. It makes offers and answers that
 * look like a browser's, gathers what it is told to, and keeps what was done to it.
 */

/** What a connection gathers once its local description is set: candidates, and whether it comes to an end. */
interface Gathering {
	readonly candidates: readonly string[];
	readonly isComplete: boolean;
}

export const HOST = 'candidate:1 1 udp 2122260223 192.0.2.7 50000 typ host';
export const SRFLX = 'candidate:2 1 udp 1686052607 198.51.100.7 50001 typ srflx raddr 0.0.0.0 rport 0';
export const RELAY = 'candidate:3 1 udp 41885439 203.0.113.7 50002 typ relay raddr 0.0.0.0 rport 0';

export interface FakeRtc {
	/** Every connection since the start, oldest first. */
	readonly connections: readonly FakePeerConnection[];
	/** The newest one. Throws when there is none. */
	latest(): FakePeerConnection;
	gathering: Gathering;
	restore(): void;
}

/** Puts the fake in place of what `globalThis` has. */
export function installFakeRtc(): FakeRtc {
	const names = ['window', 'RTCPeerConnection', 'RTCSessionDescription', 'MediaStream'] as const;
	const before = names.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);
	const connections: FakePeerConnection[] = [];
	const rtc: FakeRtc = {
		connections,
		latest() {
			const newest = connections.at(-1);
			if (!newest) throw new Error('no connection was made');
			return newest;
		},
		gathering: { candidates: [HOST], isComplete: true },
		restore() {
			for (const [name, descriptor] of before) {
				if (descriptor) Object.defineProperty(globalThis, name, descriptor);
				else Reflect.deleteProperty(globalThis, name);
			}
		},
	};
	class Connection extends FakePeerConnection {
		constructor(config: RTCConfiguration) {
			super(config, () => rtc.gathering);
			connections.push(this);
		}
	}
	const fakes = {
		window: globalThis,
		RTCPeerConnection: Connection,
		RTCSessionDescription: FakeDescription,
		MediaStream: FakeStream,
	};
	for (const [name, value] of Object.entries(fakes))
		Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
	return rtc;
}

class FakeDescription {
	readonly type: RTCSdpType;
	readonly sdp: string;

	constructor({ type, sdp }: { readonly type: RTCSdpType; readonly sdp: string }) {
		this.type = type;
		this.sdp = sdp;
	}
}

export class FakeTrack {
	readonly kind = 'audio';
	enabled = true;
}

export class FakeStream {
	readonly tracks: FakeTrack[];

	constructor(tracks: FakeTrack[] = [new FakeTrack()]) {
		this.tracks = tracks;
	}

	getTracks(): FakeTrack[] {
		return this.tracks;
	}

	getAudioTracks(): FakeTrack[] {
		return this.tracks;
	}

	getVideoTracks(): FakeTrack[] {
		return [];
	}
}

/** What code under test takes it for. */
export function asStream(stream: FakeStream): MediaStream {
	return stream as unknown as MediaStream;
}

class FakeSender {
	track: FakeTrack | null;
	readonly dialled: string[] = [];
	readonly dtmf = { toneBuffer: '', insertDTMF: (tones: string) => void this.dialled.push(tones) };

	constructor(track: FakeTrack | null) {
		this.track = track;
	}

	async replaceTrack(track: FakeTrack | null): Promise<void> {
		this.track = track;
	}
}

class FakePeerConnection extends EventTarget {
	readonly config: RTCConfiguration;
	readonly senders: FakeSender[] = [];
	localDescription: FakeDescription | null = null;
	remoteDescription: FakeDescription | null = null;
	signalingState: RTCSignalingState = 'stable';
	iceGatheringState: RTCIceGatheringState = 'new';
	iceConnectionState: RTCIceConnectionState = 'new';
	/** Options of every offer. */
	readonly offers: (RTCOfferOptions | undefined)[] = [];
	readonly remote = new FakeStream();
	readonly #gathering: () => Gathering;

	constructor(config: RTCConfiguration, gathering: () => Gathering) {
		super();
		this.config = config;
		this.#gathering = gathering;
	}

	get isClosed(): boolean {
		return this.signalingState === 'closed';
	}

	/** ICE says so; not of a connection that is closed. */
	become(state: RTCIceConnectionState): void {
		if (this.isClosed) return;
		this.iceConnectionState = state;
		this.dispatchEvent(new Event('iceconnectionstatechange'));
	}

	addTrack(track: FakeTrack): FakeSender {
		const sender = new FakeSender(track);
		this.senders.push(sender);
		return sender;
	}

	getSenders(): FakeSender[] {
		return this.senders;
	}

	getTransceivers() {
		return this.senders.map((sender) => ({ sender, receiver: { track: this.remote.tracks[0] } }));
	}

	async getStats(): Promise<Map<string, unknown>> {
		return new Map();
	}

	async createOffer(options?: RTCOfferOptions): Promise<FakeDescription> {
		this.offers.push(options);
		return new FakeDescription({ type: 'offer', sdp: sdp() });
	}

	async createAnswer(): Promise<FakeDescription> {
		return new FakeDescription({ type: 'answer', sdp: sdp() });
	}

	async setLocalDescription(description: FakeDescription | { readonly type: 'rollback' }): Promise<void> {
		if (this.isClosed) throw new Error('closed');
		if (description.type === 'rollback') {
			if (this.signalingState !== 'have-local-offer') throw new Error('nothing to take back');
			this.signalingState = 'stable';
			return;
		}
		if (!('sdp' in description)) throw new Error('no description');
		this.localDescription = description;
		this.signalingState = description.type === 'offer' ? 'have-local-offer' : 'stable';
		if (this.iceGatheringState === 'complete' && !this.offers.at(-1)?.iceRestart) return;
		this.iceGatheringState = 'gathering';
		setTimeout(() => this.#gather(), 1);
	}

	async setRemoteDescription(description: FakeDescription): Promise<void> {
		if (this.isClosed) throw new Error('closed');
		if (!description.sdp.includes('m=audio')) throw new Error('no audio');
		// An offer that meets ours takes its place, as in browsers (implicit rollback).
		if (description.type === 'answer' && this.signalingState !== 'have-local-offer') throw new Error('no offer');
		const isFirst = this.remoteDescription === null;
		this.remoteDescription = description;
		this.signalingState = description.type === 'offer' ? 'have-remote-offer' : 'stable';
		if (!isFirst) return;
		const detail = { track: this.remote.tracks[0], streams: [this.remote] };
		this.dispatchEvent(Object.assign(new Event('track'), detail));
	}

	close(): void {
		this.signalingState = 'closed';
	}

	#gather(): void {
		const { candidates, isComplete } = this.#gathering();
		for (const candidate of candidates)
			this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate: { candidate } }));
		if (!isComplete) return;
		this.iceGatheringState = 'complete';
		this.dispatchEvent(new Event('icegatheringstatechange'));
	}
}

/** A description as a browser makes it, with one audio line. */
export function sdp(direction = 'sendrecv'): string {
	const lines = [
		'v=0',
		'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
		's=-',
		't=0 0',
		'a=group:BUNDLE 0',
		'm=audio 9 UDP/TLS/RTP/SAVPF 111 0 126',
		'c=IN IP4 0.0.0.0',
		'a=ice-ufrag:yuXC',
		'a=ice-pwd:yrDkQwNbRhXkRZeQcZhJYqVh',
		`a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`,
		'a=setup:actpass',
		'a=mid:0',
		`a=${direction}`,
		'a=rtcp-mux',
		'a=rtpmap:111 opus/48000/2',
		'a=rtpmap:0 PCMU/8000',
		'a=rtpmap:126 telephone-event/8000',
	];
	return `${lines.join('\r\n')}\r\n`;
}
