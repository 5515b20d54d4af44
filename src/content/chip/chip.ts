/** The small card at a spot: what it is, and what can be done. What it shows is what is called, or nothing is. */
import type { Description } from '../../shared/description.ts';
import type { Ask } from '../ask.ts';
import { describe } from '../describe.ts';
import type { Life } from '../life.ts';
import type { Chip, How, Spot } from '../spot.ts';
import { announcement, type Position } from './announcement.ts';
import { copyText } from './copy.ts';
import { followSpot } from './follow.ts';
import { type Host, openHost } from './host.ts';
import { followKeys } from './keys.ts';
import { createMeaning } from './meant.ts';
import { type Act, panelFor } from './panel.ts';
import { isInFrame, rememberPlace } from './return.ts';
import { text } from './words.ts';

export interface WalkingChip extends Chip {
	/** Shows it on the walk, and says it to who listens. */
	walkTo(spot: Spot, position: Position): void;
	isWalking(): boolean;
	/** The walk goes on in another frame: hides it, and remembers where the focus was before, in case it comes back. */
	leaveFrame(): void;
}

interface Shown {
	readonly spot: Spot;
	readonly how: How;
	readonly description: Description;
	readonly host: Host;
	/** Ended when it is hidden, or another takes its place. */
	readonly ending: AbortController;
}

/** The chip of this frame, for as long as life goes on. */
export function createChip(ask: Ask, life: Life): WalkingChip {
	let shown: Shown | undefined;
	/** What was asked for last: an answer for another one comes too late. */
	let wanted: Spot | undefined;
	let giveBack: (() => void) | undefined;

	async function open(spot: Spot, how: How, position?: Position): Promise<void> {
		wanted = spot;
		if (!shown && !(giveBack && isInFrame())) giveBack = rememberPlace();
		const description = await describe(ask, spot);
		if (wanted !== spot) return;
		if (!description || !spot.isThere() || !life.goesOn()) return hide();
		const host = hostFor(spot, how);
		present({ spot, how, description, host, ending: new AbortController() });
		if (position) sayLater(host, announcement(description, position));
	}
	/** The walk goes on in the host it began in: only what changes in a place that was there before is said. */
	function hostFor(spot: Spot, how: How): Host {
		shown?.ending.abort();
		if (shown && how === 'walk' && shown.how === 'walk' && shown.host.isOpen()) return shown.host;
		shown?.host.remove();
		return openHost(spot.element);
	}
	function present(next: Shown): void {
		shown = next;
		const { spot, how, description, host, ending } = next;
		const meaning = createMeaning(host);
		const panel = panelFor(description, (act, event) => {
			if (shown === next && meaning.isMeant(event)) perform(act, next, panel);
		});
		// The page keeps its focus and its selection when something in the chip is pressed; a choice needs the focus.
		panel.addEventListener('mousedown', (event) => {
			if (!(event.target instanceof HTMLSelectElement)) event.preventDefault();
		});
		host.put(panel);
		followSpot(spot, panel, { isOpen: host.isOpen, moved: meaning.moved, lost: hide }, ending.signal);
		const isByKeyboard = how === 'walk' || how === 'cue';
		if (how === 'walk') onPressElsewhere(host, hide, ending.signal);
		followKeys(host, panel, { isByKeyboard, leave: () => leave(isByKeyboard) }, ending.signal);
		if (how === 'cue') panel.focus({ preventScroll: true });
	}
	function perform(act: Act, { spot, description, host }: Shown, panel: HTMLElement): void {
		if (act === 'copy') {
			void copyText(description.shown, panel).then((isDone) => isDone && copied(panel, host));
			return;
		}
		const isThere = spot.isThere();
		hide();
		if (isThere) void command(ask, act, description);
	}
	function leave(isReturning: boolean): void {
		const back = isReturning ? giveBack : undefined;
		hide();
		back?.();
	}
	function hide(): void {
		wanted = undefined;
		const [before, back] = [shown, giveBack];
		shown = giveBack = undefined;
		before?.ending.abort();
		const hadFocus = Boolean(before?.host.focused());
		before?.host.remove();
		if (hadFocus) back?.();
	}
	life.signal.addEventListener('abort', hide);
	return {
		show: (spot, how) => void open(spot, how),
		walkTo: (spot, position) => void open(spot, 'walk', position),
		isWalking: () => shown?.how === 'walk',
		hide,
		leaveFrame() {
			const back = giveBack;
			hide();
			giveBack = back;
		},
		contains: (event) => shown?.host.holds(event) === true,
	};
}

function onPressElsewhere(host: Host, hide: () => void, signal: AbortSignal): void {
	const onDown = (event: Event) => {
		if (event.isTrusted && !host.holds(event)) hide();
	};
	window.addEventListener('pointerdown', onDown, { capture: true, passive: true, signal });
}

/** Milliseconds until a place that has just come is listened to. */
const LISTENED_TO = 150;

function sayLater(host: Host, words: string): void {
	setTimeout(() => host.say(words), LISTENED_TO);
}

async function command(ask: Ask, act: Exclude<Act, 'copy'>, { target, contact }: Description): Promise<unknown> {
	switch (act) {
		case 'call':
			return await ask('call.place', { target });
		case 'chat':
			return await ask('chat.open', contact ? { target: contact.jid, account: contact.account } : { target });
		case 'not-number':
			return await ask('site.change', { notNumber: target.replace(/^tel:|;.*$/g, '') });
		case 'not-here':
			return await ask('site.change', { off: true });
		default:
			return await ask('site.change', { country: act.country });
	}
}

function copied(panel: HTMLElement, host: Host): void {
	const button = panel.querySelector('.copy');
	if (button) button.textContent = text('copied');
	host.say(text('copied'));
}
