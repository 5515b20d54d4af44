/** What a call sends of the microphone: which track, and whether it may be heard. */

/** Reasons to be silent. */
export interface Silences {
	readonly muted: boolean;
	readonly held: boolean;
	readonly heldByPeer: boolean;
}

export class Sending {
	readonly #connection: () => RTCPeerConnection | null;
	#stream: MediaStream | null;
	#silences: Silences = { muted: false, held: false, heldByPeer: false };

	/** `connection` is null before an incoming call is answered. */
	constructor(connection: () => RTCPeerConnection | null, stream: MediaStream | null) {
		this.#connection = connection;
		this.#stream = stream;
	}

	/** Before the connection is made with it. */
	start(stream: MediaStream): void {
		this.#stream = stream;
		this.apply();
	}

	/**
	 * Another microphone on the connection that is there; needs no new offer. Null before a window goes that captured: its
	 * tracks throw at every use afterwards (Firefox), also where JsSIP uses them.
	 */
	async replace(stream: MediaStream | null): Promise<void> {
		this.#stream = stream;
		this.apply();
		await this.catchUp();
	}

	/** Sends the track that is to be sent, if the connection has another one or none. */
	async catchUp(): Promise<void> {
		const track = this.#stream?.getAudioTracks()[0] ?? null;
		// Not by the sender's track: that may be gone together with its window.
		const audio = this.#connection()
			?.getTransceivers()
			.find(({ receiver }) => receiver.track.kind === 'audio');
		if (audio && audio.sender.track !== track) await audio.sender.replaceTrack(track);
	}

	silence(silences: Partial<Silences>): void {
		this.#silences = { ...this.#silences, ...silences };
		this.apply();
	}

	/** JsSIP switches tracks by its own rules when a call is held or resumed; ours hold. */
	apply(): void {
		const { muted, held, heldByPeer } = this.#silences;
		for (const track of this.#stream?.getAudioTracks() ?? []) track.enabled = !(muted || held || heldByPeer);
	}
}
