/** Sees everything that a page can see of itself, so that a page can be compared with what it is without the extension. */
import type { Page } from 'puppeteer-core';

/** All of it is equal, or the page could notice. */
export interface Report {
	readonly html: string;
	/** Shadow roots, by host, with how many style sheets they adopted. */
	readonly shadows: readonly string[];
	/** What the document's style sheets are, and how many it adopted. */
	readonly sheets: readonly string[];
	readonly globals: readonly string[];
	readonly errors: readonly string[];
	/**
	 * Type, whether the browser made it, and at what; without those that come by the clock, from other tabs and from the
	 * device, and each that browsers put together as they please only once.
	 */
	readonly events: readonly string[];
	readonly mutations: readonly string[];
	readonly resources: readonly string[];
	/** The box of every element. */
	readonly layout: readonly string[];
	readonly selection: string;
	/** What is in the fields, and where the caret is in them. */
	readonly fields: readonly string[];
	/** What the page's components rendered. */
	readonly renders: number;
}

/** To be put before everything else in a page, so that nothing comes before it. */
export const WITNESS = `<link rel="icon" href="data:,"><script nonce="witness">(${witness})()</script>`;

export function reportOf(page: Page): Promise<Report> {
	return page.evaluate(() => (globalThis as unknown as Witnessing).report());
}

interface Witnessing {
	report(): Report;
	renders?: number;
}

/** Runs in the page. */
function witness(): void {
	const errors: string[] = [];
	const events: string[] = [];
	const mutations: string[] = [];
	// What is random is the same each time: React makes names of it.
	let random = 0;
	Math.random = () => {
		random = (random + 0.618) % 1;
		return random;
	};
	const nameOf = (target: unknown) =>
		target instanceof Node ? target.nodeName : Object.prototype.toString.call(target);

	for (const level of ['error', 'warn'] as const) {
		const log = console[level];
		console[level] = (...words) => {
			errors.push(words.map(String).join(' '));
			log(...words);
		};
	}
	addEventListener('error', ({ message }) => errors.push(message));
	addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));

	const isNoise =
		/^(?:animation|device|pagereveal|scroll)|^(?:pointer|mouse)(?:raw|move|over|out|enter|leave)|^(?:focus|blur|visibilitychange|resize)$/;
	const isPutTogether = /^selectionchange/;
	const types = new Set(['DOMContentLoaded', 'focusin', 'focusout', 'securitypolicyviolation', 'visibilitychange']);
	for (const owner of [window, Document.prototype, HTMLElement.prototype, ShadowRoot.prototype])
		for (const name in owner) if (/^on/.test(name)) types.add(name.slice(2));
	for (const type of types) {
		if (isNoise.test(type)) continue;
		const keep = ({ isTrusted, target }: Event) => {
			const event = `${type} ${isTrusted} ${nameOf(target)}`;
			if (!isPutTogether.test(type) || !events.includes(event)) events.push(event);
		};
		addEventListener(type, keep, { capture: true, passive: true });
	}
	new MutationObserver((records) => {
		for (const { type, target, attributeName, addedNodes, removedNodes } of records) {
			// Draws itself by the clock.
			if ((target instanceof Element ? target : target.parentElement)?.closest('.cm-editor')) continue;
			const nodes = [...addedNodes, '/', ...removedNodes].map((node) => (node === '/' ? node : nameOf(node)));
			mutations.push([type, nameOf(target), attributeName, ...nodes].join(' '));
		}
	}).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });

	const elements = (root: ParentNode) => [...root.querySelectorAll('*')];
	const globalsOf = (owner: object) => Reflect.ownKeys(owner).map(String);
	const boxOf = (element: Element) => {
		const { x, y, width, height } = element.getBoundingClientRect();
		return `${element.localName} ${[x, y, width, height].join(' ')}`;
	};
	const report = (): Report => ({
		html: document.documentElement.outerHTML,
		shadows: elements(document).flatMap(({ localName, shadowRoot: root }) =>
			root ? [`${localName} ${root.innerHTML} ${root.adoptedStyleSheets.length}`] : [],
		),
		sheets: [
			...[...document.styleSheets].map(({ href, ownerNode }) => `${href} ${nameOf(ownerNode)}`),
			`${document.adoptedStyleSheets.length} adopted`,
		],
		globals: [window, document, document.documentElement, document.body, CSS].flatMap(globalsOf).sort(),
		errors,
		events: [...events].sort(),
		mutations: [...mutations],
		resources: performance.getEntriesByType('resource').map(({ name }) => name),
		layout: elements(document).map(boxOf),
		selection: String(getSelection()),
		fields: [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input,textarea')].map(
			({ value, selectionStart, selectionEnd }) => `${value} ${selectionStart} ${selectionEnd}`,
		),
		renders: (globalThis as unknown as Witnessing).renders ?? 0,
	});
	Object.assign(globalThis, { report });
}
