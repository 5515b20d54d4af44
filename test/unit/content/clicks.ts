/** Clicks as the browser makes them, in a page whose element at every point the test says. */
import type { Ask } from '../../../src/content/ask.ts';

/** What was asked for: the command's name and its input, in order. */
export function asked(): { readonly ask: Ask; readonly commands: unknown[][] } {
	const commands: unknown[][] = [];
	const ask = async (...command: unknown[]) => {
		commands.push(command);
		return undefined;
	};
	return { ask: ask as Ask, commands };
}

export function topmost(element: Element | null): void {
	document.elementFromPoint = () => element;
}

export interface ClickInit extends PointerEventInit {
	/** As the browser's own when not given. */
	readonly isTrusted?: boolean;
	readonly at?: number;
}

/** Clicks, and says whether the page's own way was kept from it. */
export function click(target: Element, { isTrusted = true, at = 10_000, ...init }: ClickInit = {}): boolean {
	const pointer = {
		bubbles: true,
		cancelable: true,
		composed: true,
		detail: 1,
		clientX: 5,
		clientY: 5,
		pointerType: 'mouse',
	};
	const event = new PointerEvent('click', { ...pointer, ...init });
	Object.defineProperties(event, { isTrusted: { value: isTrusted }, timeStamp: { value: at } });
	target.dispatchEvent(event);
	return event.defaultPrevented;
}
