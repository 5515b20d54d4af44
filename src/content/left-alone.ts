import { elementOf, type Piece } from './blocks.ts';

/** Does the text still stand in the page, outside of what is left alone? */
export function isFree({ node }: Piece, isLeftAlone: (element: Element) => boolean): boolean {
	const element = elementOf(node);
	return element?.isConnected === true && !isLeftAlone(element);
}

/** Milliseconds for which a verdict holds: what is asked of neighbours, is asked at once. */
const HOLDS = 4;

/**
 * Is an element, or one around it, shadow hosts included, one of those that are left alone by themselves? Asked once of
 * each element around neighbours.
 */
export function createLeftAlone(isAloneItself: (element: Element) => boolean): (element: Element) => boolean {
	let verdicts = new Map<Element, boolean>();
	let holdsUntil = 0;
	return (element) => {
		const now = performance.now();
		if (now > holdsUntil) {
			verdicts = new Map();
			holdsUntil = now + HOLDS;
		}
		const path: Element[] = [];
		let verdict: boolean | undefined;
		for (let at: Element | null = element; at && verdict === undefined; at = elementOf(at)) {
			path.push(at);
			verdict = verdicts.get(at) ?? (isAloneItself(at) || undefined);
		}
		// Not `isContentEditable`, which says no more than both, but makes the browser lay out the page.
		verdict ??= document.designMode === 'on';
		for (const at of path) verdicts.set(at, verdict);
		return verdict;
	};
}
