import { expect, test, vi } from 'vitest';
import { microphoneHere } from '../../../../src/background/media/microphone-here.ts';
import { FakeDevices, settled } from '../../../support/media/fake-microphone.ts';

function setUp() {
	const devices = new FakeDevices();
	const microphone = microphoneHere(devices.asDevices);
	const changed = vi.fn();
	microphone.onChange(changed);
	return { devices, microphone, changed };
}

test('each call has a stream of its own, and lets go of its own', async () => {
	const { devices, microphone } = setUp();
	const [one, two] = await Promise.all([microphone.open('one'), microphone.open('two')]);
	expect([one, two]).toEqual(devices.streams);
	microphone.close('one');
	microphone.close('nobody');
	expect(devices.streams.map(({ track }) => track.isStopped)).toEqual([true, false]);
});

test('a change is told with its call', async () => {
	const { devices, microphone, changed } = setUp();
	await microphone.open('one');
	devices.unplug();
	await settled();
	devices.plugIn();
	await settled();
	expect(changed.mock.calls).toEqual([[{ call: 'one', stream: null }], [{ call: 'one', stream: devices.streams[1] }]]);
});

test('closed while it is asked for: nothing stays open', async () => {
	const { devices, microphone } = setUp();
	const opened = microphone.open('one');
	microphone.close('one');
	await opened;
	expect(devices.streams[0]?.track.isStopped).toBe(true);
});

test('opened again: the first is let go of', async () => {
	const { devices, microphone } = setUp();
	await microphone.open('one');
	await microphone.open('one');
	expect(devices.streams.map(({ track }) => track.isStopped)).toEqual([true, false]);
});

test('refused', async () => {
	const { devices, microphone } = setUp();
	devices.refusal = 'NotAllowedError';
	await expect(microphone.open('one')).rejects.toMatchObject({ code: 'microphone-denied' });
});
