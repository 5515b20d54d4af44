/**
 * Entry, in the frames where there is something to call: marks it, shows the chip at what is pointed at or focused, and
 * calls on a click. Has no life of its own: content.js brought it and ends it.
 */
import type { Judged } from '../shared/commands.ts';
import './marks.css';
import type { Candidate } from './candidate.ts';
import { createChip } from './chip/chip.ts';
import { createWalk } from './chip/walk.ts';
import { callOnClick } from './clicks.ts';
import { createHighlighter } from './highlighter.ts';
import { inSlices } from './in-slices.ts';
import { createLinkPress } from './link-press.ts';
import { spotAt } from './mark-spot.ts';
import { createPointing } from './pointing.ts';
import { press } from './press.ts';
import { slotHere } from './slot.ts';
import { listed, spotsIn } from './spots.ts';

const slot = slotHere();
if (slot && !slot.marks && !slot.life.signal.aborted) {
	const { signal } = slot.life;
	const highlighter = createHighlighter(signal);
	const judgedLater = inSlices(([candidate, judged]: [Candidate, Judged]) => highlighter.mark(candidate, judged));
	const chip = createChip(slot.ask, slot.life);
	const at = (x: number, y: number) => spotAt(highlighter, x, y);
	const spots = () => spotsIn(document.body, highlighter);
	slot.marks = {
		forget: highlighter.forget,
		removed: highlighter.removed,
		mark: (candidate, judged) => judgedLater([candidate, judged]),
		...createPointing(chip, at, signal),
		spots,
		...createWalk(spots, chip),
		pressLink: createLinkPress((spot, event) => void press(spot, event, slot)),
		list: () => listed(spots()),
	};
	callOnClick(at, slot);
}
