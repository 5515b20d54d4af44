import type { Ask } from './ask.ts';
import type { Life } from './life.ts';
import { isByKeyboard, isPlainClick, isSeenAt } from './trusted.ts';

/**
 * Takes over clicks on links to numbers and addresses: `tel:`, `sip:` and `sips:` call, `xmpp:` opens the chat. Whether
 * it is an address the background tells. What asks for something we do not do (`?join`) stays with the browser.
 */
export function takeOverLinks(ask: Ask, life: Life): void {
	let last: { readonly link: Element; readonly at: number } | undefined;
	const onClick = (event: MouseEvent) => {
		if (!isPlainClick(event) || !life.goesOn()) return;
		const link = linkOf(event);
		const command = link && commandFor(link);
		if (!command || !(isByKeyboard(event) || isMeant(link, event))) return;
		event.preventDefault();
		const at = event.timeStamp;
		// A double click, or Enter held down, means it once.
		if (last?.link !== link || at - last.at > PAUSE) void command(ask);
		last = { link, at };
	};
	window.addEventListener('click', onClick, { capture: true, signal: life.signal });
}

/** Milliseconds: clicks on a link that follow each other faster are one. */
const PAUSE = 700;

function linkOf(event: MouseEvent): Element | undefined {
	// In an open shadow root the target is the host; the path tells what was clicked in it.
	const [target] = event.composedPath();
	return (target instanceof Element && target.closest('a,area')) || undefined;
}

/** XEP-0147: no query is a chat too. A `?call` opens the chat, where the call is a click away. */
const CHAT = /^xmpp:[^?#]+(?:\?(?:message|call)?(?:[;#]|$)|#|$)/i;
const CALL = /^(?:tel|sips?):./i;
/** What the commands take; nothing longer is an address. */
const LONGEST = { chat: 8192, call: 1024 };

function commandFor(link: Element): ((ask: Ask) => Promise<unknown>) | undefined {
	const target = hrefOf(link);
	const { length } = target;
	if (CHAT.test(target) && length <= LONGEST.chat) return (ask) => ask('chat.open', { target });
	return CALL.test(target) && length <= LONGEST.call ? (ask) => ask('call.place', { target }) : undefined;
}

/** As the browser reads it: the URL standard strips spaces at the ends, tabs and line ends. SVG links may have the old name. */
function hrefOf(link: Element): string {
	const href = link.getAttribute('href') ?? link.getAttribute('xlink:href') ?? '';
	return href.replace(/[\t\n\r]/g, '').trim();
}

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
