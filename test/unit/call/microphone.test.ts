import { afterEach, describe, expect, test, vi } from 'vitest';
import { serveMicrophone } from '../../../src/call/microphone.ts';
import { MICROPHONE_CHANNEL, type MicrophoneWindow } from '../../../src/shared/microphone-desk.ts';
import { FakeDevices, settled } from '../../support/media/fake-microphone.ts';

const lives: AbortController[] = [];
afterEach(() => {
	for (const life of lives.splice(0)) life.abort();
	vi.unstubAllGlobals();
});

/** A background page that counts who serves it. */
function backgroundPage() {
	const serving: MicrophoneWindow[] = [];
	const serve = (window: MicrophoneWindow) => {
		serving.push(window);
		return () => void serving.splice(serving.indexOf(window), 1);
	};
	return { serving, page: { twinline: { microphone: { serve } } } };
}

function setUp(getBackgroundPage?: () => Promise<unknown>) {
	const devices = new FakeDevices();
	vi.stubGlobal('navigator', { mediaDevices: devices.asDevices });
	vi.stubGlobal('browser', { runtime: getBackgroundPage ? { getBackgroundPage } : {} });
	const life = new AbortController();
	lives.push(life);
	serveMicrophone(life.signal);
	return { devices, life };
}

/** What a background page says to its windows. */
async function wanted(): Promise<void> {
	const channel = new BroadcastChannel(MICROPHONE_CHANNEL);
	const heard = new Promise((resolve) => {
		const other = new BroadcastChannel(MICROPHONE_CHANNEL);
		other.onmessage = () => resolve(other.close());
	});
	channel.postMessage('wanted');
	await heard;
	channel.close();
	await settled();
}

describe('serveMicrophone', () => {
	test('serves the background page while the window lives', async () => {
		const { serving, page } = backgroundPage();
		const { devices, life } = setUp(async () => page);
		await settled();
		expect(serving.length).toBe(1);
		const told = vi.fn();
		for (const window of serving) window.open('one', told);
		await settled();
		expect(told.mock.calls).toEqual([[{ stream: devices.streams[0] }]]);
		life.abort();
		expect(serving.length).toBe(0);
		expect(devices.streams[0]?.track.isStopped).toBe(true);
	});

	test('what was in the way crosses as a word', async () => {
		const { serving, page } = backgroundPage();
		const { devices } = setUp(async () => page);
		await settled();
		devices.refusal = 'NotFoundError';
		const told = vi.fn();
		for (const window of serving) window.open('one', told);
		await settled();
		expect(told.mock.calls).toEqual([[{ code: 'no-microphone' }]]);
	});

	test('a background page that was started again is served, once', async () => {
		const first = backgroundPage();
		const second = backgroundPage();
		let page: unknown = first.page;
		setUp(async () => page);
		await settled();
		await wanted();
		expect(first.serving.length).toBe(1);
		page = second.page;
		await wanted();
		expect(second.serving.length).toBe(1);
	});

	test('a background page that is not ready is served when it is', async () => {
		const { serving, page } = backgroundPage();
		let isReady = false;
		setUp(async () => (isReady ? page : {}));
		await settled();
		isReady = true;
		await wanted();
		expect(serving.length).toBe(1);
	});

	test('a background page that is gone does not keep the window from closing', async () => {
		const leave = () => {
			throw new TypeError("can't access dead object");
		};
		const { life } = setUp(async () => ({ twinline: { microphone: { serve: () => leave } } }));
		await settled();
		life.abort();
	});

	test.each([
		['has no such thing', undefined],
		['has none', async () => null],
		['refuses', () => Promise.reject(new Error('You do not have a background page.'))],
	])('a browser that %s needs nothing', async (_, getBackgroundPage) => {
		const { devices } = setUp(getBackgroundPage);
		await settled();
		await wanted();
		expect(devices.asked).toBe(0);
	});
});
