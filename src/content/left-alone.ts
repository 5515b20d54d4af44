import { elementOf, type Piece } from './blocks.ts';

/** Does the text still stand in the page, outside of what is left alone? */
export function isFree({ node }: Piece, isLeftAlone: (element: Element) => boolean): boolean {
	const element = elementOf(node);
	return element?.isConnected === true && !isLeftAlone(element);
}

/**
 * Is an element, or one around it, shadow hosts included, of those that a selector names, or `also`? What is found out holds for the
 * rest of the task: many ask for neighbours.
 */
export function createLeftAlone(selector: string, also?: (element: Element) => boolean): (element: Element) => boolean {
	let verdicts: Map<Element, boolean> | undefined;
	return (element) => {
		if (!verdicts) {
			verdicts = new Map();
			setTimeout(() => {
				verdicts = undefined;
			});
		}
		const path: Element[] = [];
		let verdict: boolean | undefined;
		for (let at: Element | null = element; at && verdict === undefined; at = elementOf(at)) {
			path.push(at);
			verdict = verdicts.get(at) ?? (at.matches(selector) || also?.(at) || undefined);
		}
		// Not `isContentEditable`, which says no more than both, but makes the browser lay out the page.
		verdict ??= document.designMode === 'on';
		for (const at of path) verdicts.set(at, verdict);
		return verdict;
	};
}
