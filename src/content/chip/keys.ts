import type { Host } from './host.ts';

interface Keys {
	/** Tab leads into the chip from anywhere in the page, and Escape is for it alone. */
	readonly isByKeyboard: boolean;
	/** Escape, or Tab beyond the first or last control. */
	leave(): void;
}

/** Follows the keys while the chip shows, until the signal. The page gets none of those that are for the chip. */
export function followKeys(host: Host, panel: HTMLElement, keys: Keys, signal: AbortSignal): void {
	function onKey(event: KeyboardEvent): void {
		if (!event.isTrusted || event.isComposing) return;
		const isInside = host.focused() !== null;
		if (isInside) event.stopImmediatePropagation();
		if (event.ctrlKey || event.altKey || event.metaKey) return;
		if (event.key === 'Escape') onEscape(event, isInside);
		else if (event.key === 'Tab') onTab(event, isInside);
		// Held down since before it had the focus, or by mistake: it means one press.
		else if (isInside && event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
	}
	function onEscape(event: KeyboardEvent, isInside: boolean): void {
		if (isInside || keys.isByKeyboard) take(event);
		keys.leave();
	}
	function onTab(event: KeyboardEvent, isInside: boolean): void {
		const controls = [...panel.querySelectorAll<HTMLElement>('button, select')];
		const end = event.shiftKey ? controls[0] : controls.at(-1);
		const focused = host.focused();
		if (isInside && (focused === end || (event.shiftKey && focused === panel))) {
			take(event);
			keys.leave();
		} else if (!isInside && keys.isByKeyboard && !event.shiftKey) {
			take(event);
			controls[0]?.focus();
		}
	}
	window.addEventListener('keydown', onKey, { capture: true, signal });
}

function take(event: KeyboardEvent): void {
	event.preventDefault();
	event.stopImmediatePropagation();
}
