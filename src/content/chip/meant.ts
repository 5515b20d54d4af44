import { isByKeyboard } from '../trusted.ts';
import type { Host } from './host.ts';

/** Milliseconds that a chip has to stand still before a click in it counts: what came under the pointer was not aimed at. */
const SETTLED = 400;

/** Tells what the person does in the chip from what a page could do or lure them to. */
export function createMeaning(host: Host) {
	let movedAt = performance.now();
	return {
		/** The chip stands elsewhere now. */
		moved(): void {
			movedAt = performance.now();
		},
		/** Is it the person's own act, in a chip that they see where we put it? */
		isMeant(event: Event): boolean {
			if (!event.isTrusted) return false;
			if (!(event instanceof MouseEvent) || isByKeyboard(event)) return host.isClear();
			return event.button === 0 && event.timeStamp - movedAt >= SETTLED && host.isClear(event);
		},
	};
}
