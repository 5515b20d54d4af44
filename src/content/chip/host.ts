/** The element of ours in the page that the chip is in: over all else, closed to the page, and there only while it shows. */
import { element } from './element.ts';
import { lookOver } from './over.ts';
import { STYLE } from './style.ts';

export interface Host {
	/** Shows a panel in place of the one before. */
	put(panel: HTMLElement): void;
	/** Says it to who listens to the screen. */
	say(words: string): void;
	/** Did it happen in here? */
	holds(event: Event): boolean;
	/** What in here has the focus. */
	focused(): Element | null;
	/** Is it in the page as we put it there? */
	isOpen(): boolean;
	/** And is nothing of the page over it, as far as the browser tells? With a point: there too. */
	isClear(point?: { readonly clientX: number; readonly clientY: number }): boolean;
	remove(): void;
}

/** Opens it for a spot's element: in the dialog that keeps all else from being used, where the element is in one. */
export function openHost(at: Element): Host {
	const host = element('div', { popover: 'manual' });
	const shadow = host.attachShadow({ mode: 'closed' });
	const status = element('p', { class: 'unseen', role: 'status' });
	const parent = modalAround(at) ?? document.documentElement;
	const over = lookOver(host);
	let panel: HTMLElement | undefined;
	// A constructed style sheet cannot be given from here in Firefox, whose scripts see a page through a wrapper. There, too,
	// a page's policy does not hold for what a script of ours sets as text, but for what it appends.
	const style = element('style', {});
	style.textContent = STYLE;
	shadow.append(style, status);
	for (const type of UI_EVENTS) host.addEventListener(type, (event) => event.stopPropagation());
	parent.append(host);
	host.showPopover();
	const isOpen = () => host.parentNode === parent && host.isConnected && host.matches(':popover-open');
	return {
		put(next) {
			if (panel) panel.replaceWith(next);
			else status.before(next);
			panel = next;
			over.watch(next);
		},
		say(words) {
			status.textContent = words;
		},
		holds: (event) => event.composedPath().includes(host),
		focused: () => shadow.activeElement,
		isOpen,
		isClear: (point) => isOpen() && over.isClear(point),
		remove() {
			over.end();
			host.remove();
		},
	};
}

/** What is done in here is not done in the page, which may close a menu on a click anywhere else, or have keys of its own. */
const UI_EVENTS =
	'click dblclick auxclick contextmenu mousedown mouseup pointerdown pointerup touchstart touchend wheel keydown keyup focusin focusout beforeinput input change copy selectstart'.split(
		' ',
	);

/** The open modal dialog that an element is in, also by way of a shadow root. */
function modalAround(element: Element): Element | undefined {
	for (let at: Element | null = element; at; at = (at.getRootNode() as ShadowRoot).host ?? null) {
		const modal = at.closest('dialog:modal');
		if (modal) return modal;
	}
	return undefined;
}
