/** What may be a number or an address on the page; what is in it, the background says. */
import { elementOf, isRoot, type Piece, type Run } from './blocks.ts';
import { type Found, numbersIn } from './gate.ts';

export interface Candidate {
	readonly run: Run;
	readonly found: Found;
}

/** A stretch of a run, as it stands in the page. */
export interface Stretch {
	readonly raw: string;
	readonly range: StaticRange;
	/** The text nodes it is in: mostly one. */
	readonly nodes: readonly Text[];
}

/** The candidates of a run, in order; undefined for each that is none, or stands where nothing must be marked. */
export function* candidatesIn(run: Run): Generator<Candidate | undefined> {
	const breaksAt = (offset: number) => keepsLines(pieceAt(run, offset));
	for (const found of numbersIn(run.text, breaksAt)) {
		yield found && piecesIn(run, found.start, found.end).every(isFree) ? { run, found } : undefined;
	}
}

/** The stretch between two offsets of a run; undefined where nothing must be marked. */
export function stretchOf(run: Run, start: number, end: number): Stretch | undefined {
	const pieces = piecesIn(run, start, end);
	const [first, last] = [pieces[0], pieces.at(-1)];
	if (!first || !last || !pieces.every(isFree) || pieces.some(isDrawnByEditor)) return undefined;
	const range = new StaticRange({
		startContainer: first.node,
		startOffset: start - first.at,
		endContainer: last.node,
		endOffset: end - last.at,
	});
	return { raw: run.text.slice(start, end), range, nodes: pieces.map(({ node }) => node) };
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
	// Not `isContentEditable`, which says no more, but makes the browser lay out the page.
	if (element.closest(NOT_HERE) || document.designMode === 'on') return true;
	const root = element.getRootNode();
	return isRoot(root) && isLeftAlone(root.host);
}

/** Editors may take what is typed by an EditContext, and draw it themselves: then nothing is `isContentEditable`. */
function isDrawnByEditor({ node }: Piece): boolean {
	if (!('editContext' in HTMLElement.prototype)) return false;
	for (let at = elementOf(node); at; at = elementOf(at)) {
		if ('editContext' in at && at.editContext !== null) return true;
	}
	return false;
}

function isFree({ node }: Piece): boolean {
	const element = elementOf(node);
	return element?.isConnected === true && !isLeftAlone(element);
}

function piecesIn({ pieces }: Run, start: number, end: number): readonly Piece[] {
	const first = indexAt(pieces, start);
	return pieces.slice(first, indexAt(pieces, end - 1) + 1);
}

function pieceAt({ pieces }: Run, offset: number): Piece | undefined {
	return pieces[indexAt(pieces, offset)];
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

function keepsLines(piece: Piece | undefined): boolean {
	const element = piece && elementOf(piece.node);
	return element instanceof Element && /^pre|^break/.test(getComputedStyle(element).whiteSpace);
}
