import { press } from './press.ts';
import type { Slot } from './slot.ts';
import type { Spot } from './spot.ts';
import { isPlainClick } from './trusted.ts';

/** A click on a marked number calls it, if the number still stands there and is what the person sees at that point. */
export function callOnClick(spotAt: (x: number, y: number) => Spot | undefined, slot: Slot): void {
	const { signal, goesOn } = slot.life;
	const onClick = (event: MouseEvent) => {
		// More than one click selects a word, and so does a drag: neither calls.
		if (!isPlainClick(event) || event.detail !== 1 || !goesOn() || !getSelection()?.isCollapsed || isWriting()) return;
		const spot = spotAt(event.clientX, event.clientY);
		if (!spot) return;
		event.preventDefault();
		void press(spot, event, slot);
	};
	window.addEventListener('click', onClick, { capture: true, signal });
}

/**
 * Is the focus in a field? A click takes it from there, unless the page keeps it: an editor that draws elsewhere what is
 * typed in a hidden field, or suggestions to choose from.
 */
function isWriting(): boolean {
	const { activeElement: active } = document;
	return active?.matches('input,textarea') === true || (active as HTMLElement | null)?.isContentEditable === true;
}
