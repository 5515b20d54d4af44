/** The microphone of the call window, for a session document that may not capture: Firefox's event page. */
import { inOtherDocument } from '../../shared/dead-object.ts';
import { AppError } from '../../shared/errors.ts';
import type { MicrophoneDesk, MicrophoneNews, MicrophoneWindow } from '../../shared/microphone-desk.ts';
import type { CallId } from '../../shared/state.ts';
import type { Microphone } from '../calls/media.ts';

/** How long a call window may take to open, in ms. */
const WINDOW_WITHIN = 15_000;

export interface MicrophoneInWindow {
	readonly microphone: Microphone;
	/** For the windows. */
	readonly desk: MicrophoneDesk;
}

/** @param callWindow has the call's window opened or brought to the front, and the open ones report. */
export function microphoneInWindow(callWindow: (call: CallId) => void): MicrophoneInWindow {
	const desk = new Desk(callWindow);
	return { microphone: desk, desk };
}

interface Lending {
	/** The first stream, or why there is none. */
	readonly first: { resolve(stream: MediaStream): void; reject(error: AppError): void };
	/** It has had its first stream. */
	isOpen: boolean;
	window: MicrophoneWindow | null;
}

class Desk implements Microphone, MicrophoneDesk {
	readonly #callWindow: (call: CallId) => void;
	/** The newest is asked. */
	readonly #windows: MicrophoneWindow[] = [];
	readonly #calls = new Map<CallId, Lending>();
	#listener: Parameters<Microphone['onChange']>[0] = () => {};

	constructor(callWindow: (call: CallId) => void) {
		this.#callWindow = callWindow;
	}

	open(call: CallId): Promise<MediaStream> {
		this.close(call);
		return new Promise<MediaStream>((resolve, reject) => {
			this.#calls.set(call, { first: { resolve, reject }, isOpen: false, window: null });
			this.#ask(call);
			// Media Capture and Streams §10.2: the browser "MUST wait" until the asking page has the focus.
			this.#want(call);
		});
	}

	close(call: CallId): void {
		const lending = this.#calls.get(call);
		this.#calls.delete(call);
		const { window } = lending ?? {};
		if (window) inOtherDocument(() => window.close(call));
	}

	onChange(listener: Parameters<Microphone['onChange']>[0]): void {
		this.#listener = listener;
	}

	serve(window: MicrophoneWindow): () => void {
		this.#windows.push(window);
		for (const [call, { window: lender }] of this.#calls) if (!lender) this.#ask(call);
		return () => this.#leave(window);
	}

	/** While the window still lives: what comes from it can be let go of. */
	#leave(window: MicrophoneWindow): void {
		const at = this.#windows.indexOf(window);
		if (at < 0) return;
		this.#windows.splice(at, 1);
		for (const [call, lending] of this.#calls) {
			if (lending.window !== window) continue;
			lending.window = null;
			if (lending.isOpen) this.#listener({ call, stream: null });
			this.#ask(call);
			// One that was closing while it was asked: a call that has not begun gets another one.
			if (!lending.isOpen && this.#windows.length === 0) this.#want(call);
		}
	}

	#want(call: CallId): void {
		this.#callWindow(call);
		setTimeout(() => this.#giveUp(call), WINDOW_WITHIN);
	}

	#ask(call: CallId): void {
		const lending = this.#calls.get(call);
		const window = this.#windows.at(-1);
		if (!lending || !window) return;
		lending.window = window;
		const isThere = inOtherDocument(() => {
			window.open(call, (news) => {
				if (this.#calls.get(call) === lending && lending.window === window) this.#told(call, lending, news);
			});
		});
		if (!isThere) this.#leave(window); // it died without a word
	}

	#told(call: CallId, lending: Lending, news: MicrophoneNews): void {
		if (lending.isOpen) this.#listener({ call, stream: 'stream' in news ? news.stream : null });
		else if ('code' in news) this.#fail(call, lending, new AppError(news.code));
		else if (news.stream) {
			lending.isOpen = true;
			lending.first.resolve(news.stream);
		}
	}

	/** No window came; one that came and was closed again counts as none. */
	#giveUp(call: CallId): void {
		const lending = this.#calls.get(call);
		if (lending && !lending.isOpen && !lending.window) this.#fail(call, lending, new AppError('microphone-denied'));
	}

	#fail(call: CallId, lending: Lending, error: AppError): void {
		this.#calls.delete(call);
		lending.first.reject(error);
	}
}
