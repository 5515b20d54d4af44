/** What happy-dom lacks of a browser and the page's script needs: as little as it takes, as the standards say. */
import { vi } from 'vitest';

/** Sets the page's body, and the missing classes on the global object. Call `vi.unstubAllGlobals()` afterwards. */
export function page(html: string): HTMLElement {
	vi.stubGlobal('StaticRange', FakeStaticRange);
	vi.stubGlobal('Highlight', class extends Set<StaticRange> {});
	vi.stubGlobal('CSS', { highlights: new Map<string, Set<StaticRange>>() });
	vi.stubGlobal('getComputedStyle', computedStyle);
	// All custom elements, which is enough of what is asked for.
	const evaluate = (node: Element) => {
		const all = [...node.getElementsByTagName('*')].filter(({ localName }) => localName.includes('-'));
		return { iterateNext: () => all.shift() ?? null };
	};
	Object.assign(document, { createExpression: () => ({ evaluate }) });
	document.body.innerHTML = html;
	return document.body;
}

/** The element with an id. */
export function element(id: string): HTMLElement {
	const found = document.getElementById(id);
	if (!found) throw new Error(`no #${id}`);
	return found;
}

/** The texts that are highlighted now, in the order they were marked. */
export function marked(): string[] {
	const highlight = CSS.highlights.get('twinline-number') as unknown as Set<StaticRange> | undefined;
	return [...(highlight ?? [])].map(({ startContainer, startOffset, endContainer, endOffset }) => {
		const range = document.createRange();
		range.setStart(startContainer, startOffset);
		range.setEnd(endContainer, endOffset);
		return range.toString();
	});
}

/** The element's own style, with the initial values of what it does not set. */
function computedStyle({ style }: HTMLElement): Partial<CSSStyleDeclaration> {
	const { display, marginLeft, marginRight, paddingLeft, paddingRight, opacity, whiteSpace } = style;
	const lengths = { marginInline: `${marginLeft} ${marginRight}`, paddingInline: `${paddingLeft} ${paddingRight}` };
	return { ...lengths, display: display || 'inline', opacity: opacity || '1', whiteSpace: whiteSpace || 'normal' };
}

class FakeStaticRange {
	constructor(init: StaticRangeInit) {
		Object.assign(this, init);
	}
}
