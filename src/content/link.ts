/** Links to numbers and addresses, which keep their element: `tel:`, `sip:`, `sips:`, `xmpp:`, `callto:`. */
import type { Spot } from './spot.ts';

/** The link to a number or address that an event came from; undefined for any other link, and for none. */
export function linkOf(event: Event): Spot | undefined {
	// In an open shadow root the target is the host; the path tells what was meant in it.
	const [target] = event.composedPath();
	const link = target instanceof Element ? target.closest('a,area') : null;
	return link ? linkSpot(link) : undefined;
}

/** A link as a spot; undefined if it leads to no number or address, or asks for something we do not do (`?join`). */
export function linkSpot(element: Element): Spot | undefined {
	const target = targetOf(element);
	if (target === undefined) return undefined;
	const raw = textOf(element);
	const isThere = () => element.isConnected && targetOf(element) === target && textOf(element) === raw;
	const boxes = () => [...element.getClientRects()];
	return { target, raw, is: 'link', isThere, boxes, range: () => rangeOf(element), element, cue: false };
}

/** XEP-0147: no query is a chat too. A `?call` opens the chat, where the call is a click away. */
const CHAT = /^xmpp:[^?#]+(?:\?(?:message|call)?(?:[;#]|$)|#|$)/i;
const CALL = /^(?:tel|sips?):./i;
/** What links were before `tel:`: a number, or a name in a network of its own, which is not ours. */
const CALLTO = /^callto:(?:\/\/)?(?=\+?\d[\d\s().-]*$)/i;
/** What the commands take; nothing longer is an address. */
const LONGEST = { chat: 8192, call: 1024 };
/** Of a link's text; more is no number. */
const LONGEST_TEXT = 200;

function targetOf(link: Element): string | undefined {
	const href = hrefOf(link).replace(CALLTO, 'tel:');
	const longest = CHAT.test(href) ? LONGEST.chat : CALL.test(href) ? LONGEST.call : 0;
	return href && href.length <= longest ? href : undefined;
}

/** As the browser reads it: the URL standard strips spaces at the ends, tabs and line ends. SVG links may have the old name. */
function hrefOf(link: Element): string {
	const href = link.getAttribute('href') ?? link.getAttribute('xlink:href') ?? '';
	return href.replace(/[\t\n\r]/g, '').trim();
}

function rangeOf(element: Element): Range {
	const range = document.createRange();
	range.selectNodeContents(element);
	return range;
}

function textOf({ textContent }: Element): string {
	return textContent.replace(/\s+/g, ' ').trim().slice(0, LONGEST_TEXT);
}
