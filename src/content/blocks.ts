/** How a page's elements divide its text: what reads on as one line of text is one run. */
import { APART } from './gate.ts';

/** A stretch of text that reads on, and the text nodes it comes from. */
export interface Run {
	readonly text: string;
	readonly pieces: readonly Piece[];
}

export interface Piece {
	readonly node: Text;
	/** Where in the run it begins. */
	readonly at: number;
}

/** The pieces that a stretch of the run's text is in: mostly one. */
export function piecesIn({ pieces }: Run, start: number, end: number): readonly Piece[] {
	return pieces.slice(indexAt(pieces, start), indexAt(pieces, end - 1) + 1);
}

/** Of the piece that an offset of the run's text lies in: the last one that begins before it. */
function indexAt(pieces: readonly Piece[], offset: number): number {
	let [low, high] = [0, pieces.length - 1];
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if ((pieces[middle]?.at ?? 0) <= offset) low = middle;
		else high = middle - 1;
	}
	return low;
}

/** Elements that stand within a line; custom ones may. All else ends one: a block, a picture, a field, a footnote's mark. */
const WITHIN_LINE = new Set(
	'a abbr b bdi bdo cite code data del em font i ins kbd label mark nobr output q s samp slot small span strong time u var wbr'.split(
		' ',
	),
);

const LARGE = 200;

/** Has it more elements than are looked at in one go? The browser counts no further than it must. */
export function isLarge(element: Element): boolean {
	return element.getElementsByTagName('*').item(LARGE) !== null;
}

/**
 * The runs of a block. With `defer`, blocks and large elements in it are handed over instead of read, so that the time is
 * that of the block's own children.
 */
export function runsIn(block: ParentNode & Node, defer?: (element: Element) => void): Run[] {
	const reader = createReader(defer);
	reader.read(block);
	return reader.runs();
}

/** How far a number is followed through elements that stand within a line. */
const REACH = 8;

/** The run that a node within a line is part of, as far as a number can reach. */
export function runAround(node: Node): Run[] {
	const middle = farthest(node, ({ parentElement }) => parentElement);
	const reader = createReader();
	let rest = REACH;
	let next: Node | null = farthest(middle, ({ previousSibling }) => previousSibling);
	for (; next && rest > 0 && readsOn(next); next = next.nextSibling) {
		reader.take(next);
		if (next === middle || rest < REACH) rest--;
	}
	// Cut off here, a number would be another one.
	if (next && readsOn(next)) reader.cut();
	return reader.runs();
}

/** The last one that is reached by a few such steps, through what reads on. */
function farthest(node: Node, step: (from: Node) => Node | null): Node {
	let far = node;
	for (let i = 0; i < REACH; i++) {
		const next = step(far);
		if (!next || !readsOn(next)) break;
		far = next;
	}
	return far;
}

function readsOn(node: Node): boolean {
	return !isElement(node) || isWithinLine(node);
}

/** Does the text in it read on from the text around it? */
export function isWithinLine(element: Element): boolean {
	return standsInLine(element) && !isLarge(element);
}

function standsInLine({ localName }: Element): boolean {
	return WITHIN_LINE.has(localName) || localName.includes('-');
}

/** By its type and not its class: a node may come from another frame. */
export function isElement(node: Node): node is Element {
	return node.nodeType === 1;
}

/** A shadow root: no other fragment is connected. */
export function isRoot(node: Node): node is ShadowRoot {
	return node.nodeType === 11;
}

/** The element that a node stands in: its parent, or the host of the shadow root that is. */
export function elementOf({ parentElement, parentNode }: Node): Element | null {
	return parentElement ?? (parentNode as Partial<ShadowRoot> | null)?.host ?? null;
}

function isText(node: Node): node is Text {
	return node.nodeType === 3;
}

function createReader(defer?: (element: Element) => void) {
	const done: Run[] = [];
	let text = '';
	let tail = '';
	let pieces: Piece[] = [];
	let crossed: Element[] = [];

	function end(): void {
		if (tail) done.push({ text, pieces });
		text = tail = '';
		pieces = [];
		crossed = [];
	}
	function add(node: Text): void {
		const { data } = node;
		const words = data.trim();
		if (words) {
			if (
				crossed.length > 0 &&
				/[\p{Nd}+][^\p{L}\p{Nd}]{0,3}$/u.test(tail) &&
				/^[^\p{L}\p{Nd}]{0,3}\p{Nd}/u.test(words)
			)
				part(crossed);
			crossed = [];
			tail = (tail + words).slice(-4);
		}
		pieces.push({ node, at: text.length });
		text += data;
	}
	/** Digits on both sides of elements: does the text read on, or do they only look like one? */
	function part(elements: readonly Element[]): void {
		const styles = elements.map((element) => getComputedStyle(element));
		if (styles.some(({ display }) => display !== 'inline' && display !== 'contents')) end();
		else if (styles.some(hasGap)) text += APART;
	}
	function take(node: Node): void {
		if (isText(node)) add(node);
		else if (isElement(node)) takeElement(node);
	}
	function takeElement(element: Element): void {
		if (defer ? isWithinLine(element) : standsInLine(element)) {
			crossed.push(element);
			read(element);
			crossed.push(element);
			return;
		}
		end();
		if (defer) defer(element);
		else read(element);
		end();
	}
	function read(parent: Node): void {
		for (let child = parent.firstChild; child; child = child.nextSibling) take(child);
	}
	/** Here the text goes on, but is not read. */
	function cut(): void {
		text += APART;
	}
	function runs(): Run[] {
		end();
		return done;
	}
	return { read, take, cut, runs };
}

function hasGap({ marginInline, paddingInline }: CSSStyleDeclaration): boolean {
	return /[1-9]/.test(marginInline + paddingInline);
}
