/** Links to numbers and addresses as spots. */
import { linkIn, targetOf } from './link.ts';
import type { Spot } from './spot.ts';

/** The link to a number or address that an event came from; undefined for any other link, and for none. */
export function linkOf(event: Event): Spot | undefined {
	const link = linkIn(event);
	return link && linkSpot(link);
}

/** A link as a spot; undefined if it leads to no number or address. */
export function linkSpot(element: Element): Spot | undefined {
	const target = targetOf(element);
	if (target === undefined) return undefined;
	const raw = textOf(element);
	const isThere = () => element.isConnected && targetOf(element) === target && textOf(element) === raw;
	const boxes = () => [...element.getClientRects()];
	return { target, raw, is: 'link', isThere, boxes, range: () => rangeOf(element), element, cue: false };
}

/** Of a link's text; more is no number. */
const LONGEST_TEXT = 200;

function rangeOf(element: Element): Range {
	const range = document.createRange();
	range.selectNodeContents(element);
	return range;
}

function textOf({ textContent }: Element): string {
	return textContent.replace(/\s+/g, ' ').trim().slice(0, LONGEST_TEXT);
}
