/**
 * Entry, in every frame of the sites that the person allowed: finds what can be called, takes over links to it, and the
 * page never notices. Small, because mostly there is nothing to be found: marks.js comes when there is.
 */
import type { Input, Judged } from '../shared/commands.ts';
import { createAsk } from './ask.ts';
import type { Candidate } from './candidate.ts';
import { createJudging } from './judging.ts';
import { createLife } from './life.ts';
import { takeOverLinks } from './links.ts';
import { createLoad } from './load.ts';
import { endWhenOff } from './off.ts';
import { scout } from './scout.ts';
import { type Slot, takePlace } from './slot.ts';

begin();

function begin(): void {
	const life = createLife();
	const slot: Slot = {
		life,
		ask: createAsk(life),
		load: createLoad(() => slot),
		end: life.end,
	};
	takePlace(slot);
	endWhenOff(life);
	takeOverLinks(slot);
	if (document.body && wantsMarks()) lookForNumbers(slot);
}

function lookForNumbers(slot: Slot): void {
	const { life } = slot;
	const judge = (candidates: Input<'numbers.judge'>['candidates']) =>
		slot.ask('numbers.judge', { candidates, language: document.documentElement.lang.slice(0, 64) });
	const judged = (candidate: Candidate, number: Judged) => {
		if (slot.marks) slot.marks.mark(candidate, number);
		else void slot.load().then((marks) => marks?.mark(candidate, number));
	};
	const found = createJudging(judge, { judged, off: life.end }, life.signal);
	const writtenAnew = () => {
		life.end();
		if (document.body) begin();
		else document.addEventListener('DOMContentLoaded', begin, { once: true });
	};
	scout(slot, { found, writtenAnew });
}

/** Does the page let numbers be found? Safari's way to say no, which others honour too; the person may say yes (anyway.ts). */
function wantsMarks(): boolean {
	if (Symbol.for('twinline.anyway') in globalThis) return true;
	const content = document.querySelector('meta[name="format-detection" i]')?.getAttribute('content') ?? '';
	return !/telephone\s*=\s*no/i.test(content);
}
