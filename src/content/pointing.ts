/** What the person points at, or has the focus on: the chip is shown at what is meant, and nothing else is called. */
import { linkOf, linkSpot } from './link-spot.ts';
import type { Chip, How, Spot } from './spot.ts';
import { isByKeyboard } from './trusted.ts';

/** Milliseconds on it until it is meant. */
const DWELL = 150;
/** Milliseconds to get from it to the chip. */
const GRACE = 300;

interface Rest {
	readonly x: number;
	readonly y: number;
	readonly isDrag: boolean;
	readonly link: Spot | undefined;
	under?: Spot | undefined;
}

/** Follows the pointer and the focus. `spotAt` finds the mark at a point of the window. */
export function createPointing(chip: Chip, spotAt: (x: number, y: number) => Spot | undefined, signal: AbortSignal) {
	let shown: Spot | undefined;
	/** What the chip is shown at, or will be, and why. */
	let met: { readonly spot: Spot; readonly how: How } | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	/** Where the pointer rests, and what is there; `under` is unknown until the next frame. */
	let rests: Rest | undefined;
	let isMoving = false;
	let focused: Spot | undefined;

	function later(act: () => void, milliseconds: number): void {
		clearTimeout(timer);
		timer = setTimeout(act, milliseconds);
	}
	function show(spot: Spot, how: How): void {
		clearTimeout(timer);
		met = { spot, how };
		shown = spot;
		chip.show(spot, how);
	}
	function hide(): void {
		clearTimeout(timer);
		met = shown = undefined;
		chip.hide();
	}
	function meet(spot: Spot, how: How): void {
		if (shown && isSame(shown, spot)) stay();
		else if (!met || !isSame(met.spot, spot)) {
			met = { spot, how };
			later(() => (spot.isThere() ? show(spot, how) : hide()), DWELL);
		}
	}
	/** On the chip, or on what it is shown at. */
	function stay(): void {
		clearTimeout(timer);
		if (shown) met = { spot: shown, how: met?.how ?? 'hover' };
	}
	/** What was shown in another way is not ended in this one. */
	function leave(how: How): void {
		if (met?.how !== how) return;
		met = undefined;
		later(hide, GRACE);
	}
	/** Once a frame: a pointer tells of its moves more often. */
	function look(): void {
		if (!isMoving || signal.aborted) return;
		isMoving = false;
		if (!rests) return;
		rests.under = rests.link ?? spotAt(rests.x, rests.y);
		// A drag is about the selection, or the page's own.
		if (rests.isDrag) return;
		if (rests.under) meet(rests.under, 'hover');
		else leave('hover');
	}
	function onMove(event: PointerEvent): void {
		const { clientX: x, clientY: y, pointerType, buttons } = event;
		// Browsers tell of a move, too, when the page has moved under a pointer that rests.
		if (pointerType === 'touch' || (rests?.x === x && rests.y === y)) return;
		const isInChip = chip.contains(event);
		if (isInChip) stay();
		else if (!isMoving) requestAnimationFrame(look);
		isMoving = !isInChip;
		rests = { x, y, isDrag: buttons !== 0, link: linkOf(event) };
	}
	function onDown(event: PointerEvent): void {
		look();
		if (!shown || chip.contains(event)) return;
		const spot = linkOf(event) ?? spotAt(event.clientX, event.clientY);
		if (!spot || !isSame(spot, shown)) hide();
	}
	function onFocus(event: FocusEvent): void {
		if (chip.contains(event)) stay();
		else meetLink(event);
	}
	function meetLink(event: FocusEvent): void {
		focused = linkOf(event);
		const [target] = event.composedPath();
		if (focused && target instanceof Element && target.matches(':focus-visible')) meet(focused, 'focus');
	}

	const listen = <Name extends keyof WindowEventMap>(name: Name, on: (event: WindowEventMap[Name]) => void) => {
		const onTrusted = (event: WindowEventMap[Name]) => {
			if (event.isTrusted) on(event);
		};
		window.addEventListener(name, onTrusted, { capture: true, passive: true, signal });
	};
	listen('pointermove', onMove);
	listen('pointerdown', onDown);
	listen('focusin', onFocus);
	listen('focusout', () => leave('focus'));
	// The person moves the page under a pointer that rests.
	listen('wheel', () => {
		rests = undefined;
	});
	signal.addEventListener('abort', hide);

	return {
		show,
		meetLink(link: Element, how: How): void {
			const spot = linkSpot(link);
			if (spot) meet(spot, how);
		},
		/**
		 * Is it what the person saw there until the click? What has come under a pointer that rests, or has changed since the
		 * focus came to it, is not.
		 */
		isAsPointedAt(spot: Spot, event: MouseEvent): boolean {
			if (isByKeyboard(event)) return focused?.element !== spot.element || isSame(focused, spot);
			const isAtRest = rests?.x === event.clientX && rests.y === event.clientY;
			return !isAtRest || (rests?.under !== undefined && isSame(rests.under, spot));
		},
	};
}

function isSame(one: Spot, other: Spot): boolean {
	return one.target === other.target && one.raw === other.raw;
}
