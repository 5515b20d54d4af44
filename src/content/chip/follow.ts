import type { Spot } from '../spot.ts';
import { placeFor } from './place.ts';

/** What the chip's staying with its spot comes to. */
interface Follower {
	/** Is the chip where it was put? */
	isOpen(): boolean;
	/** It stands elsewhere than in the frame before. */
	moved(): void;
	/** The page has taken the chip away, or the spot has changed or left the window. */
	lost(): void;
}

/** Keeps the panel beside its spot, from frame to frame, whatever scrolls or moves; until the signal. */
export function followSpot(
	spot: Spot,
	panel: HTMLElement,
	{ isOpen, moved, lost }: Follower,
	signal: AbortSignal,
): void {
	let last = '';
	function step(): void {
		if (signal.aborted) return;
		const place = isOpen() && spot.isThere() ? placeOf(spot, panel) : undefined;
		if (!place) {
			lost();
			return;
		}
		panel.style.left = `${place.left}px`;
		panel.style.top = `${place.top}px`;
		const { left, top, width, height } = panel.getBoundingClientRect();
		const now = [left, top, width, height].join(' ');
		if (now !== last) moved();
		last = now;
		requestAnimationFrame(step);
	}
	step();
}

function placeOf(spot: Spot, panel: HTMLElement): ReturnType<typeof placeFor> {
	const { clientWidth } = document.documentElement;
	const chip = { width: panel.offsetWidth, height: panel.offsetHeight };
	const isRightToLeft = getComputedStyle(spot.element).direction === 'rtl';
	return placeFor(spot.boxes(), chip, { width: clientWidth || innerWidth, height: innerHeight }, isRightToLeft);
}
