/** Whether the person sees the chip, and not something that the page has laid over it to have it clicked. */

interface Over {
	/** Looks at this part of the host from now on. */
	watch(panel: Element): void;
	/** Is there nothing over it, as far as the browser tells? With a point: there too. */
	isClear(point?: { readonly clientX: number; readonly clientY: number }): boolean;
	end(): void;
}

/** What is in the browser's top layer, where only what came later can lie over the host. */
const TOP_LAYER = ':popover-open, dialog:modal, :fullscreen';
/** Milliseconds between two looks of the browser's; it takes no less. */
const DELAY = 100;

/** To be asked before the host is opened. */
export function lookOver(host: HTMLElement): Over {
	const under = new Set(document.querySelectorAll(TOP_LAYER));
	const visibility = visibilityWatch();
	const nothingCameLater = () =>
		[...document.querySelectorAll(TOP_LAYER)].every((element) => element === host || under.has(element));
	return {
		watch: visibility.watch,
		isClear(point) {
			return (
				(visibility.isVisible() ?? nothingCameLater()) &&
				!isInTransition() &&
				(point === undefined || topmostAt(host, point.clientX, point.clientY) === host)
			);
		},
		end: visibility.end,
	};
}

/** What lets clicks through is not found by this one. */
function topmostAt(host: Element, x: number, y: number): Element | null {
	return (host.getRootNode() as Document | ShadowRoot).elementFromPoint(x, y);
}

/**
 * Chromium tells whether anything at all is over an element (Intersection Observer v2), also what lets clicks through; of
 * other browsers this is undefined.
 */
function visibilityWatch(): { watch(element: Element): void; isVisible(): boolean | undefined; end(): void } {
	const isTold = 'isVisible' in IntersectionObserverEntry.prototype;
	let isVisible = isTold ? false : undefined;
	const init = { threshold: 0, trackVisibility: true, delay: DELAY };
	const observer = new IntersectionObserver((entries) => {
		for (const entry of entries) if ('isVisible' in entry) isVisible = entry.isVisible === true;
	}, init);
	return {
		watch(element) {
			if (isTold) isVisible = false;
			observer.disconnect();
			observer.observe(element);
		},
		isVisible: () => isVisible,
		end: () => observer.disconnect(),
	};
}

/** A view transition shows pictures of the page over the page, and may let clicks through. */
function isInTransition(): boolean {
	return document.getAnimations().some(({ effect }) => {
		const pseudo = effect && 'pseudoElement' in effect ? effect.pseudoElement : null;
		return typeof pseudo === 'string' && pseudo.startsWith('::view-transition');
	});
}
