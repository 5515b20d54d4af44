/** Links to numbers and addresses, which keep their element: `tel:`, `sip:`, `sips:`, `xmpp:`, `callto:`. */

/** The link to a number or address that an event came from; undefined for any other link, and for none. */
export function linkIn(event: Event): Element | undefined {
	// In an open shadow root the target is the host; the path tells what was meant in it.
	const [target] = event.composedPath();
	const link = target instanceof Element && target.closest('a,area');
	return link && OURS.test(hrefOf(link)) ? link : undefined;
}

/**
 * What calls and chats. XEP-0147: no query is a chat too; a `?call` opens the chat, where the call is a click away. `callto:`
 * is what links were before `tel:`: a number, or a name in a network of its own, which is not ours.
 */
const OURS =
	/^\s*(?:(?:tel|sips?):.|callto:(?:\/\/)?\+?\d[\d\s().-]*$|xmpp:[^?#]+(?:\?(?:message|call)?(?:[;#]|$)|#|$))/i;

/** What a link calls or writes to; undefined if that is nobody, or it asks for something we do not do (`?join`). */
export function targetOf(link: Element): string | undefined {
	// As the browser reads it: the URL standard strips spaces at the ends, tabs and line ends.
	const href = hrefOf(link)
		.replace(/[\t\n\r]/g, '')
		.trim();
	if (!OURS.test(href)) return undefined;
	const target = href.replace(/^callto:(?:\/\/)?/i, 'tel:');
	// What the commands take; nothing longer is an address.
	const longest = /^xmpp:/i.test(target) ? 8192 : 1024;
	return target.length <= longest ? target : undefined;
}

/** SVG links may have the old name. */
function hrefOf(link: Element): string {
	return link.getAttribute('href') ?? link.getAttribute('xlink:href') ?? '';
}
