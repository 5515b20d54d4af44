import { afterEach, expect, test, vi } from 'vitest';
import { createAsk } from '../../../src/content/ask.ts';

afterEach(() => vi.unstubAllGlobals());

function extension(answer: (message: object) => unknown) {
	const runtime: { id?: string; sendMessage(message: object): Promise<unknown> } = {
		id: 'twinline',
		sendMessage: vi.fn(async (message: object) => answer(message)),
	};
	vi.stubGlobal('chrome', { runtime });
	const life = new AbortController();
	const goesOn = () => {
		if (!runtime.id) life.abort();
		return !life.signal.aborted;
	};
	return { runtime, life, ask: createAsk({ signal: life.signal, goesOn, end: () => life.abort() }) };
}

test('makes sure of the session document, then sends the command, and gives its value', async () => {
	const { runtime, ask, life } = extension((message) => ('command' in message ? { ok: true, value: 'c1' } : undefined));
	await expect(ask('call.place', { target: 'tel:+1' })).resolves.toBe('c1');
	expect(vi.mocked(runtime.sendMessage).mock.calls).toEqual([
		[{ ensure: true }],
		[{ command: 'call.place', input: { target: 'tel:+1' } }],
	]);
	expect(life.signal.aborted).toBe(false);
});

test.each([
	['an error', () => ({ ok: false, code: 'no-account' })],
	['no answer', () => undefined],
	[
		'nobody there',
		() => {
			throw new Error('Receiving end does not exist');
		},
	],
])('%s gives nothing, and changes nothing', async (_, answer) => {
	const { ask, life } = extension(answer);
	await expect(ask('call.place', { target: 'tel:+1' })).resolves.toBeUndefined();
	expect(life.signal.aborted).toBe(false);
});

test('when the extension is gone, life ends', async () => {
	const { runtime, ask, life } = extension(() => {
		delete runtime.id;
		throw new Error('Extension context invalidated.');
	});
	await expect(ask('call.place', { target: 'tel:+1' })).resolves.toBeUndefined();
	expect(life.signal.aborted).toBe(true);
});

test('a runtime without an id is none', async () => {
	const { runtime, ask, life } = extension(() => ({ ok: true, value: 1 }));
	delete runtime.id;
	await ask('call.place', { target: 'tel:+1' });
	expect(runtime.sendMessage).not.toHaveBeenCalled();
	expect(life.signal.aborted).toBe(true);
});
