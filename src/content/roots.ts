/** Open shadow roots: what is in them is part of the page, but no look through the page comes by them. */
import { isElement, isLarge } from './blocks.ts';

/**
 * Custom elements, and empty ones of the kinds that are made into hosts. The browser finds them by itself: to look at each
 * element from here would cost more than all other looking.
 */
const LIKELY = ".//*[contains(local-name(),'-')] | .//div[not(node())] | .//span[not(node())]";

/** Those of a node, and of all elements in it if it is small. A part of something large has many like it: the likely ones. */
export function rootsIn(node: Node, isPart: boolean): ShadowRoot[] {
	if (!isElement(node)) return [];
	const isLeaf = !node.firstElementChild || isLarge(node);
	const inside = isLeaf ? [] : isPart ? likelyHosts(node) : node.getElementsByTagName('*');
	return rootsOf(node, inside);
}

/** Those of an element and of likely ones in it, to see which have been attached since. None of very many elements. */
export function likelyRootsIn(element: Element): ShadowRoot[] {
	return rootsOf(element, element.getElementsByTagName('*').item(MOST) ? [] : likelyHosts(element));
}

/** `XPathResult.UNORDERED_NODE_ITERATOR_TYPE` */
const ITERATOR = 4;
/** Elements that are looked through in a millisecond or two. */
const MOST = 20_000;

function rootsOf(element: Element, inside: Iterable<Element>): ShadowRoot[] {
	return [element, ...inside].flatMap(({ shadowRoot }) => shadowRoot ?? []);
}

function* likelyHosts(node: Element): Generator<Element> {
	const found = document.evaluate(LIKELY, node, null, ITERATOR);
	for (let host = found.iterateNext(); host; host = found.iterateNext()) yield host as Element;
}
