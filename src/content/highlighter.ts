/** Marks numbers by the CSS Custom Highlight API: no node of the page is touched. How they look is in content.css. */
import type { Judged } from '../shared/commands.ts';
import type { Candidate } from './candidate.ts';
import type { Spot } from './spot.ts';
import { type Stretch, stretchOf } from './stretch.ts';

export interface Mark extends Stretch, Pick<Spot, 'target' | 'cue'> {
	readonly range: StaticRange;
	/** It no longer stands there. */
	isOver: boolean;
}

/** The page can see it and its ranges, and take it away: nothing depends on it but the looks. */
const NAME = 'twinline-number';

/** Milliseconds. */
const BETWEEN_SWEEPS = 1000;
const BETWEEN_SHOWS = 100;
/** Text nodes that a sweep looks at in one go. */
const SWEPT = 2000;
const NONE: readonly Mark[] = [];

export type Highlighter = ReturnType<typeof createHighlighter>;

/** The marks of this document, until the signal. */
export function createHighlighter(signal: AbortSignal) {
	/** The marks that a text node is part of, as they stand in it. */
	const byNode = new Map<Node, Mark[]>();
	/** Not shown yet. */
	let fresh: Mark[] = [];
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
		showsAt = performance.now() + Math.max(BETWEEN_SHOWS, byNode.size / 20);
		const marks = fresh;
		fresh = [];
		if (signal.aborted) return;
		highlight ??= new Highlight();
		for (const { range, isOver } of marks) if (!isOver) highlight.add(range);
		CSS.highlights.set(NAME, highlight);
	}
	function marksOf(node: Node): readonly Mark[] {
		return byNode.get(node) ?? NONE;
	}
	/** False for one that is there already: looked at again before the first answer came, a number is found twice. */
	function take(mark: Mark): boolean {
		for (const node of mark.nodes) {
			const marks = byNode.get(node);
			if (!marks) {
				byNode.set(node, [mark]);
				continue;
			}
			// Mostly behind all others.
			const before = marks.findLastIndex((other) => startIn(other, node) <= startIn(mark, node));
			const other = marks[before];
			if (other?.nodes[0] === mark.nodes[0] && other.from === mark.from) return false;
			marks.splice(before + 1, 0, mark);
		}
		return true;
	}
	function dropIn(node: Node): void {
		for (const mark of marksOf(node)) {
			mark.isOver = true;
			highlight?.delete(mark.range);
			for (const other of mark.nodes) {
				if (other === node) continue;
				byNode.set(
					other,
					marksOf(other).filter(({ isOver }) => !isOver),
				);
			}
		}
		byNode.delete(node);
	}
	function sweep(nodes: Iterator<Node> = byNode.keys()): void {
		for (let looked = 0; looked < SWEPT; looked++) {
			const { done, value: node } = nodes.next();
			if (done) {
				isSweeping = false;
				return;
			}
			if (!node.isConnected) dropIn(node);
		}
		setTimeout(() => sweep(nodes));
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
			if (!stretch || textOf(stretch) !== stretch.raw) return;
			const mark: Mark = { ...stretch, target, cue, range: rangeOf(stretch), isOver: false };
			if (take(mark) && fresh.push(mark) === 1) showSoon();
		},
		/** Takes away the marks that a text node is part of. */
		forget(node: Text): void {
			dropIn(node);
		},
		/** Takes away what has left the page: not at once, so that all marks are looked through at most so often. */
		removed(): void {
			if (!isSweeping) setTimeout(() => sweep(), BETWEEN_SWEEPS);
			isSweeping = true;
		},
		/** The marks that begin in a text node. */
		beginningIn(node: Node): readonly Mark[] {
			return marksOf(node).filter(({ nodes }) => nodes[0] === node);
		},
		/** Does it still stand there, as it was marked? */
		has(mark: Mark): boolean {
			return !mark.isOver && textOf(mark) === mark.raw;
		},
		/** The mark at an offset of a text node. */
		at(node: Node, offset: number): Mark | undefined {
			return marksOf(node).find((mark) => covers(mark, node, offset));
		},
	};
}

/** What stands in its place now; empty if that is no longer there. */
function textOf(stretch: Stretch): string {
	const { nodes, from, to } = stretch;
	const [first] = nodes;
	const last = nodes.at(-1) ?? first;
	if (!last.isConnected) return '';
	// Mostly it is one text node: a live range would cost more than all else.
	if (first === last) return first.data.slice(from, to);
	return from <= first.length && to <= last.length ? liveRange(stretch).toString() : '';
}

/** The same as a live range, whose boxes can be asked for. */
export function liveRange({ nodes, from, to }: Stretch): Range {
	const range = document.createRange();
	range.setStart(nodes[0], from);
	range.setEnd(nodes.at(-1) ?? nodes[0], to);
	return range;
}

function rangeOf({ nodes, from, to }: Stretch): StaticRange {
	const [startContainer] = nodes;
	return new StaticRange({
		startContainer,
		startOffset: from,
		endContainer: nodes.at(-1) ?? startContainer,
		endOffset: to,
	});
}

/** The offset at which it begins in a text node that it is part of. */
function startIn({ nodes, from }: Stretch, node: Node): number {
	return nodes[0] === node ? from : 0;
}

/** Is the offset of a node that it is in, in it or at its ends? */
function covers({ nodes, from, to }: Stretch, node: Node, offset: number): boolean {
	return (node !== nodes[0] || offset >= from) && (node !== nodes.at(-1) || offset <= to);
}
