/** Open shadow roots: what is in them is part of the page, but no look through the page comes by them. */
import { isElement, isLarge } from './blocks.ts';

/**
 * Custom elements, and empty ones of the kinds that are made into hosts. The browser finds them by itself: to look at each
 * element from here would cost more than all other looking.
 */
const LIKELY = ".//*[contains(local-name(),'-')or(self::div or self::span)and not(node())]";
/** `XPathResult.UNORDERED_NODE_ITERATOR_TYPE` */
const ITERATOR = 4;
/** Elements that the browser looks through in a millisecond or two. */
const MOST = 20_000;

/** Looks for open shadow roots, in steps. */
export function createRootFinder(found: (root: ShadowRoot) => void) {
	const waiting: Element[] = [];
	let likely: XPathExpression | undefined;

	function look(host: Element): void {
		if (host.shadowRoot) found(host.shadowRoot);
	}
	function lookAtLikely(element: Element): void {
		likely ??= document.createExpression(LIKELY);
		const hosts = likely.evaluate(element, ITERATOR);
		for (let host = hosts.iterateNext(); host; host = hosts.iterateNext()) look(host as Element);
	}
	/** Has likely hosts looked at, whose root may have been attached since. */
	function lookAgain(elements: Iterable<Element>): void {
		for (const element of elements) waiting.push(element);
	}
	return {
		/** Looks in a node that has come: at each element of a small one, later at the likely ones of a large one. */
		lookIn(node: Node): void {
			if (!isElement(node)) return;
			if (isLarge(node)) waiting.push(node);
			else for (const element of [node, ...node.getElementsByTagName('*')]) look(element);
		},
		lookAgain,
		/** A piece of the work that waits. False if there was none. */
		step(): boolean {
			const element = waiting.pop();
			if (!element) return false;
			look(element);
			if (element.getElementsByTagName('*').item(MOST)) lookAgain(element.children);
			else lookAtLikely(element);
			return true;
		},
	};
}
