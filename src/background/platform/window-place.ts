/** From the edges of the browser's window, in pixels: below its toolbar if there is room, and beside its scroll bar. */
const TOP = 112;
const END = 24;

/** Of a small window, in pixels. */
export interface Size {
	readonly width: number;
	readonly height: number;
	/** What is left free beside it, for the window of a call; as far as there is room. */
	readonly beside: number;
}

interface Rectangle {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
}

/**
 * Where a small window is found best: over the browser's own window, at its top and right, where the toolbar button is.
 * Left to itself, Firefox puts it into the middle of the screen, and there it may be under another program's window.
 * Undefined, for the browser to choose, when the window under it is not to be seen or is too small.
 */
export function placeOver(
	under: Partial<Rectangle> & { readonly state?: string },
	size: Size,
): { readonly left: number; readonly top: number } | undefined {
	const { left, top, width, height, state } = under;
	if (state === 'minimized') return undefined;
	if (left === undefined || top === undefined || width === undefined || height === undefined) return undefined;
	if (width < size.width + 2 * END || height < size.height) return undefined;
	return {
		left: left + Math.max(END, width - size.width - END - size.beside),
		top: top + Math.min(TOP, height - size.height),
	};
}
