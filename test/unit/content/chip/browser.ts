/** What happy-dom lacks of a browser and the chip needs: popovers, layout, visibility, the words; and a look inside. */
import { vi } from 'vitest';
import messages from '../../../../_locales/en/messages.json' with { type: 'json' };

/** What the browser does, in a test's hands. */
export interface Browser {
	/** The chip's shadow root; undefined when no host is in the page. */
	shadow(): ShadowRoot | undefined;
	host(): HTMLElement | undefined;
	/** Runs what waits for the next frame. */
	frame(): void;
	/** Lets the clock go on, in milliseconds. */
	pass(milliseconds: number): void;
	now(): number;
	/** What Chromium says of the chip's being visible; `undefined`: it says nothing, as Firefox. */
	visible: boolean | undefined;
	/** What is topmost where the person clicks; undefined: the chip. */
	topmost: Element | undefined;
	/** Other elements of the page that are in the top layer now. */
	topLayer: Element[];
	animations: object[];
}

/** To be called before each test; `vi.unstubAllGlobals()` and `vi.restoreAllMocks()` after it. */
export function browser(): Browser {
	const roots = new Map<Element, ShadowRoot>();
	const frames: FrameRequestCallback[] = [];
	const host = () => [...roots.keys()].find((one) => one.isConnected) as HTMLElement | undefined;
	let now = 1000;
	const state: Browser = {
		host,
		shadow: () => roots.get(host() ?? document.body),
		frame() {
			for (const callback of frames.splice(0)) callback(now);
		},
		pass(milliseconds) {
			now += milliseconds;
		},
		now: () => now,
		visible: true,
		topmost: undefined,
		topLayer: [],
		animations: [],
	};
	vi.stubGlobal('chrome', { i18n: { getMessage } });
	vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => frames.push(callback));
	vi.spyOn(performance, 'now').mockImplementation(() => now);
	vi.stubGlobal(
		'IntersectionObserverEntry',
		class {
			get isVisible() {
				return true;
			}
		},
	);
	vi.stubGlobal('IntersectionObserver', observerOf(state));
	const attach = Element.prototype.attachShadow;
	vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
		const root = attach.call(this, init);
		roots.set(this, root);
		return root;
	});
	popovers(state);
	return state;
}

/** Throws for a key that is not there, where a browser would silently answer ''. */
function getMessage(key: string, substitutions: readonly string[]): string {
	const found = (messages as Record<string, { message: string }>)[key];
	if (!found) throw new Error(`no message ${key}`);
	return found.message.replace(/\$(\d)/g, (_, index) => substitutions[Number(index) - 1] ?? '');
}

function observerOf(state: Browser) {
	return class {
		readonly #tell: (entries: object[]) => void;
		constructor(tell: (entries: object[]) => void) {
			this.#tell = tell;
		}
		observe(): void {
			this.#tell([state.visible === undefined ? {} : { isVisible: state.visible }]);
		}
		disconnect(): void {}
	};
}

function popovers(state: Browser): void {
	const open = new Set<Element>();
	const matches = Element.prototype.matches;
	const find = document.querySelectorAll.bind(document);
	Object.assign(HTMLElement.prototype, {
		showPopover(this: HTMLElement) {
			open.add(this);
		},
		hidePopover(this: HTMLElement) {
			open.delete(this);
		},
	});
	vi.spyOn(Element.prototype, 'matches').mockImplementation(function (this: Element, selector: string) {
		return selector === ':popover-open' ? open.has(this) : matches.call(this, selector);
	});
	vi.spyOn(Element.prototype, 'closest').mockImplementation(() => null);
	vi.spyOn(document, 'querySelectorAll').mockImplementation(((selector: string) =>
		selector.includes(':popover-open')
			? [...open].filter((one) => one.isConnected).concat(state.topLayer)
			: find(selector)) as typeof document.querySelectorAll);
	document.getAnimations = () => state.animations as Animation[];
	document.elementFromPoint = () => state.topmost ?? state.host() ?? null;
}
