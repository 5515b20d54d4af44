/** Where in the page something stands, and whether it may be marked there. */
import { piecesIn, type Run } from './blocks.ts';
import { createLeftAlone, isFree } from './left-alone.ts';

/** A stretch of a run, as it stands in the page. */
export interface Stretch {
	readonly raw: string;
	readonly range: StaticRange;
	/** The text nodes it is in: mostly one. */
	readonly nodes: readonly Text[];
}

/** What is not shown as text, code, what a person works with, what opts out, and editors that are none by their elements. */
const NOT_HERE =
	'a[href],area,audio,button,canvas,code,data,datalist,input,kbd,label,math,meter,noscript,object,option,pre,progress,' +
	'samp,script,select,style,summary,svg,textarea,time,title,var,video,' +
	'[role=code],[role=link],[role=option],[role=radio],[role=slider],[role=switch],[role=tab],[role=treeitem],' +
	'[role*=box],[role*=button],[role*=menuitem],[aria-hidden="true" i],[translate="no" i],.notranslate,' +
	'[contenteditable]:not([contenteditable="false" i]),.ace_editor,.CodeMirror,.monaco-editor';

const isLeftAlone = createLeftAlone(NOT_HERE, isDrawnByEditor);

/** May nothing be marked in this element, as it is now? Editable trees, code, links, controls, and what opts out. */
export function isLeftAloneNow(element: Element): boolean {
	return createLeftAlone(NOT_HERE, isDrawnByEditor)(element);
}

/** The stretch between two offsets of a run; undefined where nothing must be marked. */
export function stretchOf(run: Run, start: number, end: number): Stretch | undefined {
	const pieces = piecesIn(run, start, end);
	const [first, last] = [pieces[0], pieces.at(-1)];
	if (!first || !last || !pieces.every((piece) => isFree(piece, isLeftAlone))) return undefined;
	const range = new StaticRange({
		startContainer: first.node,
		startOffset: start - first.at,
		endContainer: last.node,
		endOffset: end - last.at,
	});
	return { raw: run.text.slice(start, end), range, nodes: pieces.map(({ node }) => node) };
}

/** Editors may take what is typed by an EditContext, and draw it themselves: then nothing is `isContentEditable`. */
function isDrawnByEditor(element: Element): boolean {
	return 'editContext' in element && element.editContext !== null;
}
