import { send } from './ask.ts';
import type { Marks, Slot } from './slot.ts';

/** A script cannot bring another one into its world by itself: the background does. What fails is asked for again later. */
export function createLoad(slot: () => Slot): () => Promise<Marks | undefined> {
	let loading: Promise<unknown> | undefined;
	return async () => {
		if (!slot().marks) {
			loading ??= send({ load: 'marks' }, slot().life);
			await loading;
			loading = undefined;
		}
		return slot().marks;
	};
}
