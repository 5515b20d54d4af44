import { type CapturingDevices, capture } from '../../shared/capture.ts';
import type { CallId } from '../../shared/state.ts';
import type { Microphone } from '../calls/media.ts';

/** The microphone of the session document itself, where that may capture: Chrome's, after one grant in a tab. */
export function microphoneHere(devices: CapturingDevices): Microphone {
	const calls = new Map<CallId, AbortController>();
	let listener: Parameters<Microphone['onChange']>[0] = () => {};
	const close = (call: CallId) => {
		calls.get(call)?.abort();
		calls.delete(call);
	};
	return {
		async open(call) {
			close(call);
			const life = new AbortController();
			calls.set(call, life);
			return await capture(devices, life.signal, (stream) => listener({ call, stream }));
		},
		close,
		onChange(wanted) {
			listener = wanted;
		},
	};
}
