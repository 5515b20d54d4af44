import { linkSpot } from './link-spot.ts';
import type { Spot } from './spot.ts';
import { isByKeyboard, isSeenAt } from './trusted.ts';

/** Milliseconds: clicks on a link that follow each other faster are one. */
const PAUSE = 700;

/**
 * Passes on the clicks on links that are meant: on what the person saw, not on what is under or over something else, nor
 * on an empty sheet of glass; and a double click, or Enter held down, once.
 */
export function createLinkPress(press: (spot: Spot, event: MouseEvent) => void) {
	let last: { readonly link: Element; readonly at: number } | undefined;
	return (link: Element, event: MouseEvent): void => {
		const spot = linkSpot(link);
		const at = event.timeStamp;
		if (!spot || !(isByKeyboard(event) || isMeant(link, event))) return;
		if (last?.link !== link || at - last.at > PAUSE) press(spot, event);
		last = { link, at };
	};
}

function isMeant(link: Element, { clientX, clientY }: MouseEvent): boolean {
	return isSeenAt(link, clientX, clientY) && !isGlass(link);
}

/** A link with nothing in it over a large part of the window: a lure laid over what the person meant. */
function isGlass(link: Element): boolean {
	if (link.localName !== 'a' || link.childElementCount > 0 || link.textContent.trim()) return false;
	const { width, height } = link.getBoundingClientRect();
	return width * height > (innerWidth * innerHeight) / 4;
}
