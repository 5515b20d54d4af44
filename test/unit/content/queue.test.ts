import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createQueue } from '../../../src/content/queue.ts';

test('gives each once, oldest first, whatever comes between', () => {
	const actions = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant('take' as const)));
	fc.assert(
		fc.property(actions, (steps) => {
			const queue = createQueue<number>();
			let waiting: number[] = [];
			for (const step of steps) {
				if (step === 'take') {
					expect(queue.take()).toBe(waiting[0]);
					waiting = waiting.slice(1);
				} else {
					queue.add(step);
					if (!waiting.includes(step)) waiting.push(step);
				}
			}
		}),
	);
});
