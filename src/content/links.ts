import { linkOf } from './link.ts';
import type { Slot } from './slot.ts';
import type { Spot } from './spot.ts';
import { isByKeyboard, isPlainClick, isSeenAt } from './trusted.ts';

/**
 * Takes over clicks on links to numbers and addresses. Whether it is an address the background tells. A click on one,
 * pointing at it or the focus on it brings marks.js, which knows what to do.
 */
export function takeOverLinks(slot: Slot): void {
	const { signal, goesOn } = slot.life;
	let last: { readonly link: Element; readonly at: number } | undefined;
	const press = (spot: Spot, event: MouseEvent) => {
		if (slot.marks) slot.marks.press(spot, event);
		else void slot.load().then((marks) => marks?.press(spot, event));
	};
	const onClick = (event: MouseEvent) => {
		if (!isPlainClick(event) || !goesOn()) return;
		const spot = linkOf(event);
		if (!spot || !(isByKeyboard(event) || isMeant(spot.element, event))) return;
		event.preventDefault();
		const { element: link } = spot;
		const at = event.timeStamp;
		// A double click, or Enter held down, means it once.
		if (last?.link !== link || at - last.at > PAUSE) press(spot, event);
		last = { link, at };
	};
	// Once marks.js is there, it notices by itself.
	const onNotice = (event: Event) => {
		const spot = slot.marks || !event.isTrusted ? undefined : linkOf(event);
		if (spot) void slot.load().then((marks) => marks?.meet(spot, event.type === 'focusin' ? 'focus' : 'hover'));
	};
	window.addEventListener('click', onClick, { capture: true, signal });
	for (const type of ['pointerover', 'focusin']) {
		window.addEventListener(type, onNotice, { capture: true, passive: true, signal });
	}
}

/** Milliseconds: clicks on a link that follow each other faster are one. */
const PAUSE = 700;

/** Was it the link that the person saw and clicked? Not what is under or over something else, nor an empty sheet of glass. */
function isMeant(link: Element, { clientX, clientY }: MouseEvent): boolean {
	return isSeenAt(link, clientX, clientY) && !isGlass(link);
}

/** A link with nothing in it over a large part of the window: a lure laid over what the person meant. */
function isGlass(link: Element): boolean {
	if (link.localName !== 'a' || link.childElementCount > 0 || link.textContent.trim()) return false;
	const { width, height } = link.getBoundingClientRect();
	return width * height > (innerWidth * innerHeight) / 4;
}
