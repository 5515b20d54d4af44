/** Where in the page something stands, and whether it may be marked there. */
import { piecesIn, type Run } from './blocks.ts';
import { createLeftAlone, isFree } from './left-alone.ts';

/** A stretch of a run, as it stands in the page. */
export interface Stretch {
	readonly raw: string;
	/** The text nodes it is in: mostly one. */
	readonly nodes: readonly [first: Text, ...others: Text[]];
	/** UTF-16 offsets: where it begins in the first of them, and where it ends in the last one. */
	readonly from: number;
	readonly to: number;
}

/** What is not shown as text, code, and what a person works with. */
const KINDS = new Set(
	(
		'area audio button canvas code data datalist input kbd label math meter noscript object option pre progress ' +
		'samp script select style summary svg textarea time title var video'
	).split(' '),
);
/** What a person works with, what opts out, and editors that are none by their elements. */
const ATTRIBUTES =
	'a[href],[role=code],[role=link],[role=option],[role=radio],[role=slider],[role=switch],[role=tab],[role=treeitem],' +
	'[role*=box],[role*=button],[role*=menuitem],[aria-hidden="true" i],[translate="no" i],.notranslate,' +
	'[contenteditable]:not([contenteditable="false" i]),.ace_editor,.CodeMirror,.monaco-editor';

const isLeftAlone = createLeftAlone(isAloneItself);

/** May nothing be marked in this element, as it is now? Editable trees, code, links, controls, and what opts out. */
export function isLeftAloneNow(element: Element): boolean {
	return createLeftAlone(isAloneItself)(element);
}

/** The stretch between two offsets of a run; undefined where nothing must be marked. */
export function stretchOf(run: Run, start: number, end: number): Stretch | undefined {
	const pieces = piecesIn(run, start, end);
	const [first, ...others] = pieces;
	if (!first || !pieces.every((piece) => isFree(piece, isLeftAlone))) return undefined;
	return {
		raw: run.text.slice(start, end),
		nodes: [first.node, ...others.map(({ node }) => node)],
		from: start - first.at,
		to: end - (others.at(-1) ?? first).at,
	};
}

/** Most elements have no attributes: then nothing needs to be matched. */
function isAloneItself(element: Element): boolean {
	if (KINDS.has(element.localName)) return true;
	return (element.hasAttributes() && element.matches(ATTRIBUTES)) || isDrawnByEditor(element);
}

/** Editors may take what is typed by an EditContext, and draw it themselves: then nothing is `isContentEditable`. */
function isDrawnByEditor(element: Element): boolean {
	return 'editContext' in element && element.editContext !== null;
}
