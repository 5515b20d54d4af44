import type { ErrorCode } from '../shared/errors.ts';

const CODES: Readonly<Record<string, ErrorCode>> = {
	NotAllowedError: 'microphone-denied',
	SecurityError: 'microphone-denied',
	NotFoundError: 'no-microphone',
	NotReadableError: 'microphone-in-use',
};

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
		return (error instanceof DOMException && CODES[error.name]) || 'unexpected';
	}
}
