import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { microphoneInWindow } from '../../../../src/background/media/microphone-in-window.ts';
import { microphoneWindow } from '../../../../src/call/microphone.ts';
import type { MicrophoneWindow } from '../../../../src/shared/microphone-desk.ts';
import { FakeDevices, settled } from '../../../support/media/fake-microphone.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
	const callWindow = vi.fn<(call: string) => void>();
	const { microphone, desk } = microphoneInWindow(callWindow);
	const changed = vi.fn();
	microphone.onChange(changed);
	/** A call window with a microphone of its own; `close` as the browser does it. */
	const openWindow = (refusal: string | null = null) => {
		const devices = new FakeDevices();
		devices.refusal = refusal;
		const life = new AbortController();
		const leave = desk.serve(microphoneWindow(devices.asDevices, life.signal));
		const close = () => {
			life.abort();
			leave();
		};
		return { devices, close };
	};
	return { microphone, desk, callWindow, changed, openWindow };
}

describe('with a call window', () => {
	test('the window captures, and lets go when the call is over', async () => {
		const { microphone, openWindow } = setUp();
		const { devices } = openWindow();
		expect(await microphone.open('one')).toBe(devices.streams[0]);
		microphone.close('one');
		expect(devices.streams[0]?.track.isStopped).toBe(true);
	});

	test('it comes to the front, where the browser lets it have the microphone', async () => {
		const { microphone, callWindow, openWindow } = setUp();
		openWindow();
		await microphone.open('one');
		expect(callWindow.mock.calls).toEqual([['one']]);
	});

	test.each([
		['NotAllowedError', 'microphone-denied'],
		['NotFoundError', 'no-microphone'],
		['NotReadableError', 'microphone-in-use'],
	])('%s there is %s here', async (refusal, code) => {
		const { microphone, openWindow, changed } = setUp();
		openWindow(refusal);
		await expect(microphone.open('one')).rejects.toMatchObject({ name: 'AppError', code });
		expect(changed).not.toHaveBeenCalled();
	});

	test('it is unplugged and plugged in', async () => {
		const { microphone, openWindow, changed } = setUp();
		const { devices } = openWindow();
		await microphone.open('one');
		devices.unplug();
		await settled();
		devices.plugIn();
		await settled();
		expect(changed.mock.calls).toEqual([
			[{ call: 'one', stream: null }],
			[{ call: 'one', stream: devices.streams[1] }],
		]);
	});
});

describe('the window goes', () => {
	test('during a call: told, and restored by the one that is opened again', async () => {
		const { microphone, openWindow, changed } = setUp();
		const first = openWindow();
		await microphone.open('one');
		first.close();
		expect(changed.mock.calls).toEqual([[{ call: 'one', stream: null }]]);
		expect(first.devices.streams[0]?.track.isStopped).toBe(true);
		const second = openWindow();
		await settled();
		expect(changed.mock.calls.at(-1)).toEqual([{ call: 'one', stream: second.devices.streams[0] }]);
	});

	test('another one that is open takes over', async () => {
		const { microphone, openWindow, changed } = setUp();
		const other = openWindow();
		const newest = openWindow();
		await microphone.open('one');
		expect(other.devices.asked).toBe(0);
		newest.close();
		await settled();
		expect(changed.mock.calls).toEqual([
			[{ call: 'one', stream: null }],
			[{ call: 'one', stream: other.devices.streams[0] }],
		]);
	});

	test('one that did not capture changes nothing', async () => {
		const { microphone, openWindow, changed } = setUp();
		const other = openWindow();
		openWindow();
		await microphone.open('one');
		other.close();
		expect(changed).not.toHaveBeenCalled();
	});

	test('after a refusal by the reopened one the person is still told that they are not heard', async () => {
		const { microphone, openWindow, changed } = setUp();
		const first = openWindow();
		await microphone.open('one');
		first.close();
		openWindow('NotAllowedError');
		await settled();
		expect(changed.mock.calls).toEqual([[{ call: 'one', stream: null }], [{ call: 'one', stream: null }]]);
	});

	test('after the call nobody is asked again', async () => {
		const { microphone, openWindow, changed } = setUp();
		const first = openWindow();
		await microphone.open('one');
		microphone.close('one');
		first.close();
		expect(openWindow().devices.asked).toBe(0);
		expect(changed).not.toHaveBeenCalled();
	});

	test('without a word: its objects are dead, and the next one is asked', async () => {
		const { microphone, desk, openWindow } = setUp();
		const { devices } = openWindow();
		const dead: MicrophoneWindow = {
			open() {
				throw new TypeError("can't access dead object");
			},
			close() {
				throw new TypeError("can't access dead object");
			},
		};
		desk.serve(dead);
		expect(await microphone.open('one')).toBe(devices.streams[0]);
		microphone.close('one');
	});
});

describe('without a call window', () => {
	test('one is opened, and asked when it is there', async () => {
		const { microphone, callWindow, openWindow } = setUp();
		const opened = microphone.open('one');
		expect(callWindow.mock.calls).toEqual([['one']]);
		const { devices } = openWindow();
		expect(await opened).toBe(devices.streams[0]);
	});

	test('the only one is closing while it is asked: another one is opened, and asked', async () => {
		const { microphone, callWindow, openWindow } = setUp();
		const closing = openWindow();
		const opened = microphone.open('one');
		callWindow.mockClear();
		closing.close();
		expect(callWindow.mock.calls).toEqual([['one']]);
		const { devices } = openWindow();
		expect(await opened).toBe(devices.streams[0]);
	});

	test('none comes: the microphone was not allowed', async () => {
		const { microphone } = setUp();
		const refused = expect(microphone.open('one')).rejects.toMatchObject({ code: 'microphone-denied' });
		await vi.advanceTimersByTimeAsync(15_000);
		await refused;
	});

	test('a person may take their time with the browser’s question', async () => {
		const { microphone, desk } = setUp();
		const opened = microphone.open('one');
		let answer: () => void = () => {};
		const stream = {} as MediaStream;
		desk.serve({ open: (_, told) => (answer = () => told({ stream })), close() {} });
		await vi.advanceTimersByTimeAsync(60_000);
		answer();
		expect(await opened).toBe(stream);
	});

	test('a call that is over by then asks nobody', async () => {
		const { microphone, openWindow } = setUp();
		void microphone.open('one');
		microphone.close('one');
		expect(openWindow().devices.asked).toBe(0);
		await vi.advanceTimersByTimeAsync(15_000);
	});
});
