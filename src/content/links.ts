import { linkIn } from './link.ts';
import type { Slot } from './slot.ts';
import { isPlainClick } from './trusted.ts';

/**
 * Takes over clicks on links to numbers and addresses. Whether it is an address the background tells. A click on one,
 * pointing at it or the focus on it brings marks.js, which knows what to do.
 */
export function takeOverLinks(slot: Slot): void {
	const { signal, goesOn } = slot.life;
	const onClick = (event: MouseEvent) => {
		const link = isPlainClick(event) && goesOn() && linkIn(event);
		if (!link) return;
		event.preventDefault();
		if (slot.marks) slot.marks.pressLink(link, event);
		else void slot.load().then((marks) => marks?.pressLink(link, event));
	};
	// Once marks.js is there, it notices by itself.
	const onNotice = (event: Event) => {
		const link = !slot.marks && event.isTrusted && linkIn(event);
		if (link) void slot.load().then((marks) => marks?.meetLink(link, event.type === 'focusin' ? 'focus' : 'hover'));
	};
	window.addEventListener('click', onClick, { capture: true, signal });
	for (const type of ['pointerover', 'focusin']) {
		window.addEventListener(type, onNotice, { capture: true, passive: true, signal });
	}
}
