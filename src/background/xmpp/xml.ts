/** XML elements: reading one frame of the wire, and building what goes on it. */
import { createElement, Element, Parser } from '@xmpp/xml';

export { Element };

type Child = Element | string | null | undefined | false;

/** Builds an element; `null`, `undefined` and `false` children are left out, what XML cannot say is replaced. */
export function el(name: string, attrs: Record<string, string | undefined> = {}, ...children: Child[]): Element {
	const legal = Object.entries(attrs).map(([key, value]) => [key, value === undefined ? value : legalText(value)]);
	const content = children.filter((child): child is Element | string => child instanceof Element || !!child);
	return createElement(
		name,
		Object.fromEntries(legal),
		...content.map((child) => (typeof child === 'string' ? legalText(child) : child)),
	);
}

/**
 * One whole element from one WebSocket frame (RFC 7395 §3.3.3: it MUST begin with '<'), in
 * `jabber:client` if it names no namespace. Null for anything else, a DTD (RFC 6120 §11.1) included.
 */
export function parseElement(text: string): Element | null {
	const parser = new Parser();
	let root: Element | null = null;
	let ends = 0;
	let isBroken = false;
	parser.on('start', (element: Element) => {
		root = element;
	});
	parser.on('element', (child: Element) => {
		if (ends > 0) isBroken = true;
		root?.append(child);
	});
	parser.on('end', () => {
		ends++;
	});
	parser.on('error', () => {
		isBroken = true;
	});
	try {
		parser.write(text);
	} catch {
		return null; // unknown entities, illegal characters, an end without a start
	}
	return root && ends === 1 && !isBroken ? inClientNamespace(root) : null;
}

/** A child's text if the child is there and in that namespace, without spaces around it; else undefined. */
export function childText(parent: Element, name: string, xmlns: string): string | undefined {
	return parent.getChild(name, xmlns)?.getText().trim();
}

/** The first child that is an element. */
export function firstChild(parent: Element): Element | undefined {
	return parent.getChildElements()[0];
}

function inClientNamespace(element: Element): Element {
	if (!element.getNS()) element.attrs.xmlns = 'jabber:client';
	return element;
}

/** XML 1.0 §2.2 forbids some characters outright: a server closes the stream on them, again at each attempt. */
function legalText(text: string): string {
	return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
