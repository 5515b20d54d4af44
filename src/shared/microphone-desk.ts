/**
 * How the call window lends its microphone to the session document in Firefox, whose background page may not capture.
 * Both are documents of one process and call each other directly; what crosses is plain but for the streams.
 */
import type { ErrorCode } from './errors.ts';
import type { CallId } from './state.ts';

/** What a window finds on the background page. */
export interface BackgroundPage {
	twinline?: { readonly microphone: MicrophoneDesk };
}

export interface MicrophoneDesk {
	/** This window captures from now on; the answer takes it off again, and has to be called before the window dies. */
	serve(window: MicrophoneWindow): () => void;
}

export interface MicrophoneWindow {
	/** Captures for a call, and tells what came of it, then every change. */
	open(call: CallId, told: (news: MicrophoneNews) => void): void;
	close(call: CallId): void;
}

/** A stream; none for the moment; or why there is none. */
export type MicrophoneNews =
	| { readonly stream: MediaStream }
	| { readonly stream: null }
	| { readonly code: ErrorCode };

/** The background page says on it that it wants to be served: it is new, or needs a microphone. */
export const MICROPHONE_CHANNEL = 'twinline-microphone';
