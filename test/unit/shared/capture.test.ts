import { describe, expect, test, vi } from 'vitest';
import { capture, captureCode } from '../../../src/shared/capture.ts';
import { AppError } from '../../../src/shared/errors.ts';
import { FakeDevices, settled } from '../../support/media/fake-microphone.ts';

function setUp() {
	const devices = new FakeDevices();
	const life = new AbortController();
	const changed = vi.fn<(stream: MediaStream | null) => void>();
	return { devices, life, changed, start: () => capture(devices.asDevices, life.signal, changed) };
}

describe('captureCode', () => {
	test.each([
		['NotAllowedError', 'microphone-denied'],
		['SecurityError', 'microphone-denied'],
		['NotFoundError', 'no-microphone'],
		['OverconstrainedError', 'no-microphone'],
		['NotReadableError', 'microphone-in-use'],
		['AbortError', 'microphone-in-use'],
		['TypeError', 'unexpected'],
		['', 'unexpected'],
	])('%s: %s', (name, code) => {
		expect(captureCode(name)).toBe(code);
	});
});

describe('capture', () => {
	test('captures until it is ended', async () => {
		const { devices, life, start } = setUp();
		expect(await start()).toBe(devices.streams[0]);
		expect(devices.streams[0]?.track.isStopped).toBe(false);
		life.abort();
		expect(devices.streams[0]?.track.isStopped).toBe(true);
	});

	test('what is captured too late is let go of', async () => {
		const { devices, life, start } = setUp();
		const started = start();
		life.abort();
		await started;
		expect(devices.streams[0]?.track.isStopped).toBe(true);
	});

	test('says why it cannot', async () => {
		const { devices, start } = setUp();
		devices.refusal = 'NotReadableError';
		const error = await start().catch((thrown) => thrown);
		expect(error).toBeInstanceOf(AppError);
		expect(error).toMatchObject({ code: 'microphone-in-use', detail: undefined });
	});

	test('pulled out, and another one plugged in', async () => {
		const { devices, changed, start } = setUp();
		await start();
		devices.unplug();
		expect(changed.mock.calls).toEqual([[null]]);
		await settled();
		devices.dispatchEvent(new Event('devicechange')); // of something else
		await settled();
		expect(changed).toHaveBeenCalledTimes(1);
		devices.plugIn();
		await settled();
		expect(changed.mock.calls).toEqual([[null], [devices.streams[1]]]);
		devices.plugIn();
		await settled();
		expect(devices.streams).toHaveLength(2); // one is enough
	});

	test('pulled out twice', async () => {
		const { devices, changed, start } = setUp();
		await start();
		for (let time = 1; time <= 2; time++) {
			devices.unplug();
			await settled();
			devices.plugIn();
			await settled();
		}
		expect(changed.mock.calls).toEqual([[null], [devices.streams[1]], [null], [devices.streams[2]]]);
	});

	test('pulled out while another is there', async () => {
		const { devices, changed, start } = setUp();
		await start();
		devices.streams[0]?.track.dispatchEvent(new Event('ended'));
		await settled();
		expect(changed.mock.calls).toEqual([[null], [devices.streams[1]]]);
	});

	test('two changes in one moment give one stream', async () => {
		const { devices, changed, start } = setUp();
		await start();
		devices.unplug();
		await settled();
		devices.plugIn();
		devices.plugIn();
		await settled();
		expect(changed).toHaveBeenCalledTimes(2);
		expect(devices.streams.map(({ track }) => track.isStopped)).toEqual([false, false, true]);
	});

	test('after the end nobody looks for another', async () => {
		const { devices, life, changed, start } = setUp();
		await start();
		devices.unplug();
		await settled();
		life.abort();
		devices.plugIn();
		await settled();
		expect(changed).toHaveBeenCalledTimes(1);
		expect(devices.streams).toHaveLength(1);
	});
});
