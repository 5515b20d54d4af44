import { expect, test } from 'vitest';
import { oneAfterAnother } from '../../../../src/background/xmpp/one-after-another.ts';

function start() {
	const runs: { finish(): void; fail(cause: Error): void }[] = [];
	const call = oneAfterAnother(
		() =>
			new Promise((resolve, reject) => {
				runs.push({ finish: resolve, fail: reject });
			}),
	);
	return { runs, call };
}

async function settled(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

test('calls while it runs are made good by one run after it', async () => {
	const { runs, call } = start();
	const finished: string[] = [];
	void call().then(() => finished.push('first'));
	await settled();
	void call().then(() => finished.push('second'));
	void call().then(() => finished.push('third'));
	await settled();
	expect(runs).toHaveLength(1);
	runs[0]?.finish();
	await settled();
	expect(finished).toEqual(['first']);
	expect(runs).toHaveLength(2);
	runs[1]?.finish();
	await settled();
	expect(finished).toEqual(['first', 'second', 'third']);
});

test('calls before it has begun are one', async () => {
	const { runs, call } = start();
	void call();
	void call();
	await settled();
	expect(runs).toHaveLength(1);
});

test('a failure is told to who asked for that run, and the next runs all the same', async () => {
	const { runs, call } = start();
	const first = expect(call()).rejects.toThrow('full');
	await settled();
	const second = call();
	runs[0]?.fail(new Error('full'));
	await first;
	await settled();
	runs[1]?.finish();
	await second;
	expect(runs).toHaveLength(2);
});
