import { runtime } from './browser.ts';
import type { Marks, Slot } from './slot.ts';

/** A script cannot bring another one into its world by itself: the background does. */
export function createLoad(slot: () => Slot): () => Promise<Marks | undefined> {
	let loading: Promise<unknown> | undefined;
	return async () => {
		const { life, marks } = slot();
		if (marks || !life.goesOn()) return marks;
		try {
			loading ??= runtime()?.sendMessage({ load: 'marks' });
			await loading;
		} catch {
			// Nobody is there to answer, or the frame is going: what is found later asks again.
		}
		loading = undefined;
		return slot().marks;
	};
}
