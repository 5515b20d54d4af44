/** Where the chip stands: beside what it is about, and inside of the window. All in CSS pixels of the window. */

export interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

export interface Extent {
	readonly width: number;
	readonly height: number;
}

/** Between the chip and what it is about. */
const GAP = 6;
/** Between the chip and the window's edge. */
const MARGIN = 8;

/**
 * The chip's left upper corner: below the last line of the spot if there is room, else above the first, else where more
 * room is. Its start is the spot's, which is on the right in text from right to left. Undefined when nothing of the spot
 * is in the window.
 */
export function placeFor(
	boxes: readonly Box[],
	chip: Extent,
	window: Extent,
	isRightToLeft: boolean,
): { readonly left: number; readonly top: number } | undefined {
	const inside = boxes.filter((box) => isInside(box, window));
	const [first, last] = [inside[0], inside.at(-1)];
	if (!first || !last) return undefined;
	const below = last.bottom + GAP;
	const above = first.top - GAP - chip.height;
	const fitsBelow = below + chip.height <= window.height - MARGIN;
	const isBelow = fitsBelow || window.height - last.bottom >= first.top;
	return {
		left: within(isRightToLeft ? last.right - chip.width : last.left, window.width - chip.width),
		top: within(isBelow ? below : above, window.height - chip.height),
	};
}

function isInside({ left, top, right, bottom }: Box, { width, height }: Extent): boolean {
	return right > 0 && bottom > 0 && left < width && top < height && right > left && bottom > top;
}

function within(at: number, most: number): number {
	return Math.round(Math.max(MARGIN, Math.min(at, most - MARGIN)));
}
