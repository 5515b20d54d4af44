/** What the scripts of a frame share: a property of the isolated world's global, which the page cannot see. */
import type { Judged } from '../shared/commands.ts';
import type { Ask } from './ask.ts';
import type { Candidate } from './candidate.ts';
import type { Life } from './life.ts';
import type { How, Listed, Spot } from './spot.ts';

/** Made by content.js, which is in every frame. */
export interface Slot {
	readonly life: Life;
	readonly ask: Ask;
	/** Set by marks.js, once it is in this frame. */
	marks?: Marks;
	/** Brings marks.js into this frame if it is not there yet; undefined if it cannot come, or life is over. */
	load(): Promise<Marks | undefined>;
	/** Ends the life of both scripts, and takes away all that they brought. */
	end(): void;
}

/** What marks.js does for content.js. */
export interface Marks {
	/** In document order. */
	spots(): readonly Spot[];
	/** Marks the number or address in a candidate, if it still stands in the page. */
	mark(candidate: Candidate, judged: Judged): void;
	/** The text node has changed, or is looked at anew: it has no marks. */
	forget(node: Text): void;
	/** Something has left the page. */
	removed(): void;
	list(): readonly Listed[];
	/**
	 * The walk: shows the next spot, or the one before; with `fromEdge` the frame's first or last. False: there is none any
	 * more in this frame.
	 */
	step(direction: 1 | -1, fromEdge?: boolean): boolean;
	/** Does the walk stand at a spot of this frame? */
	isUnderWay(): boolean;
	/** The person's click on a link: does what it asks for, if it is meant. */
	pressLink(link: Element, event: MouseEvent): void;
	show(spot: Spot, how: How): void;
	/** The person points at a link, or it has the focus. */
	meetLink(link: Element, how: How): void;
	/** Is it what the person saw there until the click, and what the chip showed? False if it changed under the pointer. */
	isAsPointedAt(spot: Spot, event: MouseEvent): boolean;
}

const KEY = Symbol.for('twinline');
const place = globalThis as { [KEY]?: Slot };

/** The slot of this frame; undefined where no script of ours lives. */
export function slotHere(): Slot | undefined {
	return place[KEY];
}

/**
 * Puts the slot in its place until its life ends, and ends that of scripts that came into the page before by another way:
 * two would call twice.
 */
export function takePlace(slot: Slot): void {
	place[KEY]?.end();
	place[KEY] = slot;
	slot.life.signal.addEventListener('abort', () => {
		if (place[KEY] === slot) delete place[KEY];
	});
}
