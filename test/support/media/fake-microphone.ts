/** `navigator.mediaDevices` as a test wants it: a microphone that is there, is pulled out, is refused. */
import type { CapturingDevices } from '../../../src/shared/capture.ts';

export class FakeMicTrack extends EventTarget {
	readonly kind = 'audio';
	isStopped = false;

	stop(): void {
		this.isStopped = true;
	}
}

export class FakeMicStream {
	readonly track = new FakeMicTrack();

	getTracks(): FakeMicTrack[] {
		return [this.track];
	}
}

export class FakeDevices extends EventTarget {
	/** Every stream that was given, oldest first. */
	readonly streams: FakeMicStream[] = [];
	/** Name of the error that asking rejects with; none: it is there. */
	refusal: string | null = null;
	/** How often it was asked. */
	asked = 0;

	async getUserMedia(): Promise<FakeMicStream> {
		this.asked++;
		const { refusal } = this;
		await Promise.resolve();
		if (refusal !== null) throw new DOMException('secret words', refusal);
		const stream = new FakeMicStream();
		this.streams.push(stream);
		return stream;
	}

	/** What code under test takes it for. */
	get asDevices(): CapturingDevices {
		return this as unknown as CapturingDevices;
	}

	/** The microphone that gave the newest stream is pulled out. */
	unplug(refusal = 'NotFoundError'): void {
		this.refusal = refusal;
		this.streams.at(-1)?.track.dispatchEvent(new Event('ended'));
	}

	plugIn(): void {
		this.refusal = null;
		this.dispatchEvent(new Event('devicechange'));
	}
}

/** Lets everything happen that waits for nothing but its turn. */
export async function settled(): Promise<void> {
	for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
