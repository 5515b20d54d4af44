/** The call window lends its microphone to the background page, where that may not capture (Firefox). */
import { type CapturingDevices, capture } from '../shared/capture.ts';
import { inOtherDocument } from '../shared/dead-object.ts';
import { codeOf } from '../shared/errors.ts';
import {
	type BackgroundPage,
	MICROPHONE_CHANNEL,
	type MicrophoneDesk,
	type MicrophoneWindow,
} from '../shared/microphone-desk.ts';
import type { CallId } from '../shared/state.ts';
import { extension } from '../ui/browser.ts';

/** Serves until `signal` is aborted, which has to be before the window dies. Does nothing in a browser that needs none. */
export function serveMicrophone(signal: AbortSignal): void {
	const window = microphoneWindow(navigator.mediaDevices, signal);
	const channel = new BroadcastChannel(MICROPHONE_CHANNEL);
	let served: MicrophoneDesk | undefined;
	let leave = () => {};
	const serve = async () => {
		const desk = await findDesk();
		if (!desk || desk === served || signal.aborted) return;
		served = desk;
		leave = desk.serve(window);
	};
	channel.addEventListener('message', () => void serve()); // a new background page, or one that needs us
	signal.addEventListener('abort', () => {
		channel.close();
		inOtherDocument(leave); // which was maybe stopped meanwhile
	});
	void serve();
}

/** Undefined where there is no background page (Chrome), or none that wants a microphone yet. */
async function findDesk(): Promise<MicrophoneDesk | undefined> {
	const { runtime } = extension();
	if (!('getBackgroundPage' in runtime)) return undefined;
	const page = (await runtime.getBackgroundPage().catch(() => null)) as BackgroundPage | null; // Chrome rejects
	return page?.twinline?.microphone;
}

/** What the background page asks of this window. */
export function microphoneWindow(devices: CapturingDevices, signal: AbortSignal): MicrophoneWindow {
	const calls = new Map<CallId, AbortController>();
	const close = (call: CallId) => {
		calls.get(call)?.abort();
		calls.delete(call);
	};
	signal.addEventListener('abort', () => [...calls.keys()].forEach(close));
	return {
		open(call, told) {
			close(call);
			const life = new AbortController();
			calls.set(call, life);
			capture(devices, life.signal, (stream) => told({ stream })).then(
				(stream) => told({ stream }),
				(error: unknown) => told({ code: codeOf(error) }), // an error would die with this window, a word does not
			);
		},
		close,
	};
}
