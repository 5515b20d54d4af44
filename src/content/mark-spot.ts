/** Marks as spots, and which one a point of the window is in. */
import { elementOf } from './blocks.ts';
import { type Highlighter, liveRange, type Mark } from './highlighter.ts';
import type { Spot } from './spot.ts';
import { isLeftAloneNow } from './stretch.ts';
import { isSeenAt } from './trusted.ts';

/** The number that is seen at a point of the window; undefined if there is none, or something lies over it. */
export function spotAt(highlighter: Highlighter, x: number, y: number): Spot | undefined {
	const caret = caretAt(x, y);
	const mark = caret && highlighter.at(caret.node, caret.offset);
	const element = caret && elementOf(caret.node);
	if (!mark || !element || !highlighter.has(mark) || isLeftAloneNow(element)) return undefined;
	// The caret is the nearest one, even from beside the text: only the boxes tell whether the point is in it.
	const spot = markSpot(highlighter, mark);
	return isSeenAt(element, x, y) && isIn(spot.boxes(), x, y) ? spot : undefined;
}

export function markSpot(highlighter: Highlighter, mark: Mark): Spot {
	const { target, cue, raw, nodes } = mark;
	const element = elementOf(nodes[0]) ?? document.documentElement;
	const boxes = () => [...liveRange(mark).getClientRects()];
	const isThere = () => highlighter.has(mark);
	return { target, cue, raw, is: 'mark', isThere, boxes, range: () => liveRange(mark), element };
}

function caretAt(x: number, y: number): { readonly node: Node; readonly offset: number } | undefined {
	if ('caretPositionFromPoint' in document) {
		const position = document.caretPositionFromPoint(x, y, { shadowRoots: rootsAt(x, y) });
		return position ? { node: position.offsetNode, offset: position.offset } : undefined;
	}
	// Chromium before 128.
	const range = (document as Document).caretRangeFromPoint(x, y);
	return range ? { node: range.startContainer, offset: range.startOffset } : undefined;
}

/** The open shadow roots, from the outermost on, that what is at a point is in. */
function rootsAt(x: number, y: number): ShadowRoot[] {
	const roots: ShadowRoot[] = [];
	let root = document.elementFromPoint(x, y)?.shadowRoot;
	// An element that is in the light tree of its own host is found over and over.
	while (root && !roots.includes(root)) {
		roots.push(root);
		root = root.elementFromPoint(x, y)?.shadowRoot;
	}
	return roots;
}

function isIn(boxes: readonly DOMRect[], x: number, y: number): boolean {
	return boxes.some(({ left, right, top, bottom }) => left <= x && x <= right && top <= y && y <= bottom);
}
