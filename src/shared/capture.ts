/** Capturing the microphone, wherever it is done: in the session document (Chrome) or in the call window (Firefox). */
import { AppError, type ErrorCode } from './errors.ts';

export type CaptureCode = Extract<
	ErrorCode,
	'microphone-denied' | 'no-microphone' | 'microphone-in-use' | 'unexpected'
>;

/** What capturing needs of `navigator.mediaDevices`. */
export interface CapturingDevices {
	getUserMedia(constraints: { readonly audio: true }): Promise<MediaStream>;
	addEventListener(type: 'devicechange', listener: () => void, options: { readonly signal: AbortSignal }): void;
}

/** Why `getUserMedia` rejected, by the error's name (Media Capture and Streams §10.2). */
export function captureCode(name: string): CaptureCode {
	switch (name) {
		case 'NotAllowedError':
		case 'SecurityError':
			return 'microphone-denied';
		case 'NotFoundError':
		case 'OverconstrainedError':
			return 'no-microphone';
		case 'NotReadableError':
		case 'AbortError':
			return 'microphone-in-use';
		default:
			return 'unexpected';
	}
}

/**
 * Captures the microphone until `signal` is aborted. When it is unplugged `changed` is told null, and another stream as
 * soon as there is a microphone again. Throws AppError with a CaptureCode.
 */
export async function capture(
	devices: CapturingDevices,
	signal: AbortSignal,
	changed: (stream: MediaStream | null) => void,
): Promise<MediaStream> {
	const stream = await captureOnce(devices);
	const tracks = stream.getTracks();
	signal.addEventListener('abort', () => stop(stream), { once: true });
	if (signal.aborted) stop(stream);
	for (const track of tracks) {
		// Not fired for our own `stop`.
		track.addEventListener('ended', () => {
			changed(null);
			again(devices, signal, changed);
		});
	}
	return stream;
}

function again(devices: CapturingDevices, signal: AbortSignal, changed: (stream: MediaStream | null) => void): void {
	const found = new AbortController();
	const stopTrying = () => found.abort();
	const attempt = async () => {
		try {
			const stream = await capture(devices, signal, changed);
			if (found.signal.aborted) return stop(stream);
			found.abort();
			changed(stream);
		} catch (error) {
			if (!(error instanceof AppError)) throw error; // none yet: wait for the next change
		}
	};
	signal.addEventListener('abort', stopTrying, { once: true });
	devices.addEventListener('devicechange', () => void attempt(), { signal: found.signal });
	if (!signal.aborted) void attempt();
}

async function captureOnce(devices: CapturingDevices): Promise<MediaStream> {
	try {
		return await devices.getUserMedia({ audio: true });
	} catch (cause) {
		throw new AppError(captureCode(nameOf(cause)), { cause });
	}
}

function nameOf(error: unknown): string {
	return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
}

function stop(stream: MediaStream): void {
	for (const track of stream.getTracks()) track.stop();
}
