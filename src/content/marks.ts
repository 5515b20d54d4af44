import type { Ask } from './ask.ts';
import { isLeftAlone } from './candidate.ts';
import { type Highlighter, liveRange, type Mark, textOf } from './highlighter.ts';
import type { Life } from './life.ts';
import { isPlainClick, isSeenAt } from './trusted.ts';

/** A click on a marked number calls it, if the number still stands there and is what the person sees at that point. */
export function callOnClick(highlighter: Highlighter, ask: Ask, life: Life): void {
	const onClick = (event: MouseEvent) => {
		// More than one click selects a word, and so does a drag: neither calls.
		if (!isPlainClick(event) || event.detail !== 1 || !life.goesOn() || !getSelection()?.isCollapsed) return;
		const mark = markAt(highlighter, event.clientX, event.clientY);
		if (!mark) return;
		event.preventDefault();
		void ask('call.place', { target: `tel:${mark.number}` });
	};
	window.addEventListener('click', onClick, { capture: true, signal: life.signal });
}

/** The number that is seen at a point of the window. */
function markAt(highlighter: Highlighter, x: number, y: number): Mark | undefined {
	const caret = caretAt(x, y);
	const mark = caret && highlighter.at(caret.node, caret.offset);
	const element = caret?.node.parentElement;
	if (!mark || !element || textOf(mark.range) !== mark.raw || isLeftAlone(element)) return undefined;
	// The caret is the nearest one, even from beside the text: only the boxes tell whether the point is in it.
	return isSeenAt(element, x, y) && isIn(liveRange(mark.range).getClientRects(), x, y) ? mark : undefined;
}

function caretAt(x: number, y: number): { readonly node: Node; readonly offset: number } | undefined {
	if ('caretPositionFromPoint' in document) {
		const position = document.caretPositionFromPoint(x, y);
		return position ? { node: position.offsetNode, offset: position.offset } : undefined;
	}
	// Chromium before 128.
	const range = (document as Document).caretRangeFromPoint(x, y);
	return range ? { node: range.startContainer, offset: range.startOffset } : undefined;
}

function isIn(boxes: DOMRectList, x: number, y: number): boolean {
	return [...boxes].some(({ left, right, top, bottom }) => left <= x && x <= right && top <= y && y <= bottom);
}
