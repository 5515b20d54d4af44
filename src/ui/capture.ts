import { captureCode } from '../shared/capture.ts';
import type { ErrorCode } from '../shared/errors.ts';

/**
 * Asks the browser for the microphone from this page, and lets go of it at once. Answers with what was in the way, or
 * undefined when it is allowed. In Chrome the answer holds for the session document too, which cannot ask.
 */
export async function tryMicrophone(): Promise<ErrorCode | undefined> {
	try {
		const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
		for (const track of stream.getTracks()) track.stop();
		return undefined;
	} catch (error) {
		return captureCode(error instanceof Error || error instanceof DOMException ? error.name : '');
	}
}
