/** All that can be called in a page, in the order in which it is read. Open shadow roots stand before what is in their host. */
import type { Highlighter } from './highlighter.ts';
import { linkSpot } from './link-spot.ts';
import { markSpot } from './mark-spot.ts';
import type { Listed, Spot } from './spot.ts';

/** The spots under a node that the person can see. */
export function spotsIn(root: Node, highlighter: Highlighter): Spot[] {
	return [...walk(root, highlighter)].filter((spot) => spot.boxes().length > 0);
}

/** How many UTF-16 units are shown on each side. */
const AROUND = 40;

/** As a list outside of the page shows them. */
export function listed(spots: readonly Spot[]): Listed[] {
	return spots.map(({ target, raw, element }) => ({ target, raw, around: around(element, raw) }));
}

function* walk(root: Node, highlighter: Highlighter): Generator<Spot> {
	const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
	for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) {
		if (!(node instanceof Element)) {
			for (const mark of highlighter.beginningIn(node)) yield markSpot(highlighter, mark);
			continue;
		}
		const link = node.matches('a,area') ? linkSpot(node) : undefined;
		if (link) yield link;
		if (node.shadowRoot) yield* walk(node.shadowRoot, highlighter);
	}
}

/** The text of the element, or of one around it that says more, on both sides of a number in it. */
function around(element: Element, raw: string): string {
	let at = element;
	while (at.parentElement && at.textContent.trim().length <= raw.length + AROUND && at.parentElement !== document.body)
		at = at.parentElement;
	const text = at.textContent.replace(/\s+/g, ' ').trim();
	const start = Math.max(0, text.indexOf(raw));
	return text.slice(Math.max(0, start - AROUND), start + raw.length + AROUND).trim();
}
