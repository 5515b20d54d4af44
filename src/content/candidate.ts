/** A plausible number on the page, between two points of it; what it stands for is not known yet. */
import type { Piece, Run } from './blocks.ts';
import { type Found, numbersIn } from './gate.ts';

export interface Candidate {
	/** For the judge. */
	readonly written: string;
	/** As it stands in the page. */
	readonly raw: string;
	readonly range: StaticRange;
	/** The text nodes it is in: mostly one. */
	readonly nodes: readonly Text[];
}

/** The candidates of a run, in order; undefined for each that is none, or stands where nothing must be marked. */
export function* candidatesIn(run: Run): Generator<Candidate | undefined> {
	const breaksAt = (offset: number) => keepsLines(pieceAt(run, offset).node);
	for (const found of numbersIn(run.text, breaksAt)) yield found && candidateOf(run, found);
}

/** What is not shown as text, code, what a person works with, what opts out, and editors that are none by their elements. */
const NOT_HERE =
	'a[href],area,audio,button,canvas,code,data,datalist,input,kbd,label,math,meter,noscript,object,option,pre,progress,' +
	'samp,script,select,style,summary,svg,textarea,time,title,var,video,' +
	'[role=code],[role=link],[role=option],[role=radio],[role=slider],[role=switch],[role=tab],[role=treeitem],' +
	'[role*=box],[role*=button],[role*=menuitem],[aria-hidden="true" i],[translate="no" i],.notranslate,' +
	'[contenteditable]:not([contenteditable="false" i]),.ace_editor,.CodeMirror,.monaco-editor';

/** May nothing be marked in this element? Editable trees, code, links, controls, and what opts out. */
export function isLeftAlone(element: Element): boolean {
	return element.closest(NOT_HERE) !== null || (element as HTMLElement).isContentEditable;
}

function candidateOf(run: Run, { start, end, written }: Found): Candidate | undefined {
	const first = pieceAt(run, start);
	const last = pieceAt(run, end - 1);
	const pieces = run.pieces.slice(run.pieces.indexOf(first), run.pieces.indexOf(last) + 1);
	const nodes = pieces.map(({ node }) => node);
	const isFree = ({ parentElement }: Text) => parentElement?.isConnected && !isLeftAlone(parentElement);
	if (!nodes.every(isFree)) return undefined;
	const range = new StaticRange({
		startContainer: first.node,
		startOffset: start - first.at,
		endContainer: last.node,
		endOffset: end - last.at,
	});
	return { written, raw: run.text.slice(start, end), range, nodes };
}

/** The piece that an offset of the run's text lies in: the last one that begins before it. */
function pieceAt({ pieces }: Run, offset: number): Piece {
	let [low, high] = [0, pieces.length - 1];
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if ((pieces[middle]?.at ?? 0) <= offset) low = middle;
		else high = middle - 1;
	}
	const piece = pieces[low];
	if (!piece) throw new Error('a run without text');
	return piece;
}

function keepsLines({ parentElement }: Text): boolean {
	return parentElement !== null && /^pre|^break/.test(getComputedStyle(parentElement).whiteSpace);
}
