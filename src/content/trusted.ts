/** What counts as a click of the person's own, on what they see. */
import { elementOf } from './blocks.ts';

/** A plain primary click, or Enter on what has the focus; never one that a script made, or that wants a tab or a menu. */
export function isPlainClick(event: MouseEvent): boolean {
	const { isTrusted, button, altKey, ctrlKey, metaKey, shiftKey } = event;
	return isTrusted && !(button || altKey || ctrlKey || metaKey || shiftKey);
}

/** Enter, an access key or a screen reader: no pointer made the click, and it has no place. (Its `detail` differs by browser.) */
export function isByKeyboard(event: MouseEvent): boolean {
	return (event as PointerEvent).pointerType === '';
}

/** Is the element, or something in it, the topmost thing at the point, and not as good as invisible? */
export function isSeenAt(element: Element, x: number, y: number): boolean {
	const top = (element.getRootNode() as Document | ShadowRoot).elementFromPoint(x, y);
	return top !== null && element.contains(top) && isOpaque(top);
}

/** Less than this much of an element cannot be called visible. */
const FAINT = 0.2;

function isOpaque(element: Element): boolean {
	let opacity = 1;
	for (let at: Element | null = element; at; at = elementOf(at)) opacity *= Number(getComputedStyle(at).opacity);
	return opacity >= FAINT;
}
