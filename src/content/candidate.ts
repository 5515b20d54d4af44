/** What may be a number or an address on the page; what is in it, the background says. */
import { elementOf, type Piece, piecesIn, type Run } from './blocks.ts';
import { type Found, numbersIn } from './gate.ts';
import { createLeftAlone, isFree } from './left-alone.ts';

export interface Candidate {
	readonly run: Run;
	readonly found: Found;
}

/**
 * Where nothing is looked for: most of what is nobody's number, and what changes while somebody types. Where else nothing
 * must be marked (stretch.ts) is decided once there is a number.
 */
export const isLeftAlone = createLeftAlone((element) =>
	element.matches('a[href],code,pre,script,style,textarea,[contenteditable]:not([contenteditable="false" i])'),
);

/** The candidates of a run, in order; undefined for each that is none, or stands where nothing is looked for. */
export function* candidatesIn(run: Run): Generator<Candidate | undefined> {
	const breaksAt = (offset: number) => keepsLines(piecesIn(run, offset, offset + 1)[0]);
	for (const found of numbersIn(run.text, breaksAt)) {
		yield found && piecesIn(run, found.start, found.end).every((piece) => isFree(piece, isLeftAlone))
			? { run, found }
			: undefined;
	}
}

function keepsLines(piece: Piece | undefined): boolean {
	const element = piece && elementOf(piece.node);
	return !!element && /^pre|^break/.test(getComputedStyle(element).whiteSpace);
}
