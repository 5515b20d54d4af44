/** The slot of a frame as content.js makes it, with what the test gives it. */
import type { Ask } from '../../../src/content/ask.ts';
import type { Life } from '../../../src/content/life.ts';
import type { Marks, Slot } from '../../../src/content/slot.ts';

/** A life that ends with the test's controller, and goes on for as long as `isThere`. */
export function lifeOf(controller: AbortController, isThere: () => boolean = () => true): Life {
	const { signal } = controller;
	return { signal, goesOn: () => isThere() && !signal.aborted, end: () => controller.abort() };
}

/** `marks` is there from the start if it is given; `load` brings nothing more. */
export function slotWith(life: Life, ask: Ask, marks?: Partial<Marks>): Slot {
	const slot: Slot = {
		life,
		ask,
		load: async () => slot.marks,
		end: life.end,
	};
	if (marks) slot.marks = marks as Marks;
	return slot;
}
