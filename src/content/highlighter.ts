/** Marks numbers by the CSS Custom Highlight API: no node of the page is touched. How they look is in content.css. */
import type { Judged } from '../shared/commands.ts';
import type { Candidate } from './candidate.ts';
import type { Spot } from './spot.ts';
import { type Stretch, stretchOf } from './stretch.ts';

export interface Mark extends Stretch, Pick<Spot, 'target' | 'cue'> {}

/** The page can see it and its ranges, and take it away: nothing depends on it but the looks. */
const NAME = 'twinline-number';

/** Milliseconds. */
const BETWEEN_SWEEPS = 1000;
const BETWEEN_SHOWS = 100;
const NONE: ReadonlySet<Mark> = new Set();

export type Highlighter = ReturnType<typeof createHighlighter>;

/** The marks of this document, until the signal. */
export function createHighlighter(signal: AbortSignal) {
	const marks = new Set<Mark>();
	const byNode = new WeakMap<Node, Set<Mark>>();
	/** Not shown yet. */
	const fresh = new Set<Mark>();
	let highlight: Highlight | undefined;
	let isSweeping = false;
	let showsAt = 0;

	function showSoon(): void {
		const wait = showsAt - performance.now();
		if (wait > 0) setTimeout(show, wait);
		else queueMicrotask(show);
	}
	/** Each time that a range is added, browsers go through all of them in the next frame: the more there are, the less often. */
	function show(): void {
		showsAt = performance.now() + Math.max(BETWEEN_SHOWS, marks.size / 20);
		if (signal.aborted) return;
		highlight ??= new Highlight();
		for (const { range } of fresh) highlight.add(range);
		fresh.clear();
		CSS.highlights.set(NAME, highlight);
	}
	function marksOf(node: Node): ReadonlySet<Mark> {
		return byNode.get(node) ?? NONE;
	}
	function drop(mark: Mark): void {
		marks.delete(mark);
		fresh.delete(mark);
		highlight?.delete(mark.range);
		for (const node of mark.nodes) byNode.get(node)?.delete(mark);
	}
	function sweep(): void {
		isSweeping = false;
		for (const mark of marks) if (!mark.nodes.every((node) => node.isConnected)) drop(mark);
	}
	// Media queries do not do it: browsers print highlights as they are on the screen.
	window.addEventListener('beforeprint', () => CSS.highlights.delete(NAME), { signal });
	window.addEventListener('afterprint', () => highlight && CSS.highlights.set(NAME, highlight), { signal });
	signal.addEventListener('abort', () => {
		// Another copy of this script, newer than this one, may have taken the name.
		if (CSS.highlights.get(NAME) === highlight) CSS.highlights.delete(NAME);
		highlight?.clear();
	});

	return {
		/** Marks the number or address in a candidate, if it still stands in the page. */
		mark({ run, found }: Candidate, { from, to, target, cue }: Judged): void {
			const stretch = signal.aborted ? undefined : stretchOf(run, found.start + from, found.start + to);
			if (!stretch || textOf(stretch.range) !== stretch.raw) return;
			const { startContainer: node, startOffset } = stretch.range;
			// Looked at again before the first answer came, it was found twice.
			for (const { range } of marksOf(node))
				if (range.startContainer === node && range.startOffset === startOffset) return;
			const mark: Mark = { ...stretch, target, cue };
			marks.add(mark);
			if (fresh.size === 0) showSoon();
			fresh.add(mark);
			for (const node of mark.nodes) byNode.set(node, (byNode.get(node) ?? new Set()).add(mark));
		},
		/** Takes away the marks that a text node is part of. */
		forget(node: Text): void {
			for (const mark of marksOf(node)) drop(mark);
		},
		/** Takes away what has left the page: not at once, so that all marks are looked through at most so often. */
		removed(): void {
			if (!isSweeping) setTimeout(sweep, BETWEEN_SWEEPS);
			isSweeping = true;
		},
		/** The marks that begin in a text node. */
		beginningIn(node: Node): readonly Mark[] {
			return [...marksOf(node)].filter(({ range }) => range.startContainer === node);
		},
		/** Does it still stand there, as it was marked? */
		has(mark: Mark): boolean {
			return marks.has(mark) && textOf(mark.range) === mark.raw;
		},
		/** The mark at an offset of a text node. */
		at(node: Node, offset: number): Mark | undefined {
			for (const mark of marksOf(node)) if (covers(mark.range, node, offset)) return mark;
			return undefined;
		},
	};
}

/** What stands between two points of the page now; empty if they are no longer there. */
function textOf(range: StaticRange): string {
	const { startContainer, startOffset, endContainer, endOffset } = range;
	// Mostly it is one text node: a live range would cost more than all else.
	if (startContainer === endContainer && startContainer.isConnected)
		return startContainer.nodeValue?.slice(startOffset, endOffset) ?? '';
	const isThere = startOffset <= lengthOf(startContainer) && endOffset <= lengthOf(endContainer);
	return isThere && endContainer.isConnected ? liveRange(range).toString() : '';
}

/** The same as a live range, whose boxes can be asked for. */
export function liveRange({ startContainer, startOffset, endContainer, endOffset }: StaticRange): Range {
	const range = document.createRange();
	range.setStart(startContainer, startOffset);
	range.setEnd(endContainer, endOffset);
	return range;
}

function lengthOf(node: Node): number {
	return node.nodeValue?.length ?? 0;
}

/** Is the offset of a node that the range is in, in the range or at its ends? */
function covers(
	{ startContainer, startOffset, endContainer, endOffset }: StaticRange,
	node: Node,
	offset: number,
): boolean {
	return (node !== startContainer || offset >= startOffset) && (node !== endContainer || offset <= endOffset);
}
