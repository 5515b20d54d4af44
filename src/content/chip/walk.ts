/** Goes through the frame's numbers and addresses without a mouse. */
import type { Spot } from '../spot.ts';
import type { WalkingChip } from './chip.ts';
import { takeKeys } from './return.ts';

/** 1: to the next one; -1: to the one before. */
type Direction = 1 | -1;

export interface Walk {
	/**
	 * Shows the next spot, or the one before: from the one shown last, else from the selection, else from what is in the
	 * window; with `fromEdge` from the frame's edge. False, and nothing is shown any more: there is none in this frame.
	 */
	step(direction: Direction, fromEdge?: boolean): boolean;
	/** Does it stand at a spot of this frame? */
	isUnderWay(): boolean;
}

export function createWalk(spots: () => readonly Spot[], chip: WalkingChip): Walk {
	/** As it was when it was shown: where it began in the page tells it from others with the same text. */
	let last: { readonly spot: Spot; readonly range: Range } | undefined;

	return {
		step(direction, fromEdge = false) {
			const all = spots();
			if (!chip.isWalking()) last = undefined;
			const from = fromEdge ? (direction === 1 ? -1 : all.length) : start(all, direction, last);
			const spot = all[from + direction];
			if (!spot) {
				last = undefined;
				chip.leaveFrame();
				return false;
			}
			last = { spot, range: spot.range() };
			chip.walkTo(spot, { index: from + direction + 1, count: all.length });
			takeKeys();
			select(spot);
			return true;
		},
		isUnderWay: () => chip.isWalking(),
	};
}

/** The index to go on from: of the spot shown last, else of the one on the other side of where the person is. */
function start(all: readonly Spot[], direction: Direction, last: { spot: Spot; range: Range } | undefined): number {
	const known = last ? all.findIndex((spot) => spot.raw === last.spot.raw && isAt(spot.range(), last.range)) : -1;
	if (known >= 0) return known;
	const selected = getSelection();
	const range = selected?.rangeCount ? selected.getRangeAt(0) : undefined;
	const isAfter = range ? (spot: Spot) => comesAfter(spot.range(), range) : isBelowTop;
	const next = all.findIndex(isAfter);
	const index = next < 0 ? all.length : next;
	return direction === 1 ? index - 1 : index;
}

function isAt(one: Range, other: Range): boolean {
	return one.startContainer === other.startContainer && one.startOffset === other.startOffset;
}

/** In document order; what is in a shadow root comes where its host is. */
function comesAfter(spot: Range, place: Range): boolean {
	const [a, b] = [inDocument(spot), inDocument(place)];
	return a.compareBoundaryPoints(Range.START_TO_START, b) > 0;
}

function inDocument(range: Range): Range {
	let root = range.startContainer.getRootNode();
	if (root === document) return range;
	let host = document.documentElement as Element;
	while (root instanceof ShadowRoot) {
		host = root.host;
		root = host.getRootNode();
	}
	const around = document.createRange();
	around.selectNode(host);
	return around;
}

function isBelowTop(spot: Spot): boolean {
	return spot.boxes().some(({ bottom }) => bottom > 0);
}

/** Selects it as a person would, and brings it into view. */
function select(spot: Spot): void {
	const { startContainer, startOffset, endContainer, endOffset } = spot.range();
	getSelection()?.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
	const [box] = spot.boxes();
	const isInView = box && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
	if (!isInView) spot.element.scrollIntoView({ block: 'center', inline: 'nearest' });
}
