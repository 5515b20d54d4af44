/** Looks through the page for numbers, now and whenever it changes, in slices that nobody notices. */
import { elementOf, isElement, isLarge, isRoot, isWithinLine, type Run, runAround, runsIn } from './blocks.ts';
import { type Candidate, candidatesIn, isLeftAlone } from './candidate.ts';
import { mayHoldNumber } from './gate.ts';
import type { Life } from './life.ts';
import { createQueue } from './queue.ts';
import { createRootFinder } from './roots.ts';
import type { Marks } from './slot.ts';

/** For whom the scout looks: what was known of what has changed is told to be over. */
export interface Ground {
	readonly life: Pick<Life, 'signal' | 'goesOn'>;
	readonly marks?: Pick<Marks, 'forget' | 'removed'>;
}

/** What the scout tells. */
export interface Finds {
	found(candidate: Candidate): void;
	/** The page writes itself anew: `document.open()` takes all listeners away, ours too. */
	writtenAnew(): void;
}

/** Milliseconds of work at a time; a frame has 16. */
const SLICE = 4;
/** If the page is never idle, it still gets its slice this often. */
const PATIENCE = 100;
/** More changes than these at once, or one upon the other, are a stream: most of what it brings soon goes again. */
const STREAM = 200;
/** Milliseconds without a change that end it; and how often they are waited for, before all is looked at anyway. */
const CALM = 50;
const WAITS = 20;
/** Milliseconds after which shadow roots are looked for that were attached later, and after a change. */
const FIRST_LATER = 250;
const LAST_LATER = 16_000;
const AFTER_CHANGE = 1000;

/** Scouts the document for as long as life goes on. */
export function scout(ground: Ground, { found, writtenAnew }: Finds): void {
	const { signal, goesOn } = ground.life;
	/** What has come or changed. */
	const changed = createQueue<Node>();
	/** What was added, not looked at yet: to take a node out of such a list costs as much as to look at it. */
	const added = createQueue<NodeList>();
	let adding: Iterator<Node> | undefined;
	/** Parts of something large, the next one last. */
	const parts: Element[] = [];
	const runs: Run[] = [];
	const roots = new Set<Document | ShadowRoot>([document]);
	let candidates: Iterator<Candidate | undefined> | undefined;
	let isAsked = false;
	let idleUntil = 0;
	let willLookForRoots = false;
	/** Since all was looked at. */
	let changes = 0;
	let waitedAt = 0;
	let waits = 0;

	function look(): void {
		if (isAsked || signal.aborted) return;
		isAsked = true;
		// Firefox is idle for long, but calls once each time. Between two tasks what the person does comes first all the same.
		if (performance.now() + SLICE < idleUntil) setTimeout(slice);
		else requestIdleCallback(idle, { timeout: PATIENCE });
	}
	function idle(deadline: IdleDeadline): void {
		idleUntil = performance.now() + deadline.timeRemaining();
		slice();
	}
	function slice(): void {
		if (changes > STREAM && changes > waitedAt && waits++ < WAITS) {
			waitedAt = changes;
			setTimeout(slice, CALM);
			return;
		}
		isAsked = false;
		const end = performance.now() + SLICE;
		let isMore = true;
		try {
			if (goesOn()) while (isMore && performance.now() < end) isMore = step();
		} finally {
			// A page may break a step by what it put in the way of ours; the others go on.
			if (isMore) look();
			else changes = waitedAt = waits = 0;
		}
	}
	/** The smallest piece of work there is. False if there was none. */
	function step(): boolean {
		if (candidates) {
			const { done, value } = candidates.next();
			if (done) candidates = undefined;
			else if (value) found(value);
			return true;
		}
		const run = runs.pop();
		if (run) {
			for (const { node } of run.pieces) ground.marks?.forget(node);
			if (mayHoldNumber(run.text)) candidates = candidatesIn(run);
			return true;
		}
		if (finder.step()) return true;
		const part = parts.pop();
		const node = part ?? changed.take();
		if (!part && node) finder.lookIn(node);
		// One by one: a call takes only so many arguments.
		if (node?.isConnected) for (const run of runsOf(node).reverse()) runs.push(run);
		return node !== undefined || note();
	}
	/** Notes an added node. False if there is none. */
	function note(): boolean {
		adding ??= added.take()?.values();
		if (!adding) return false;
		const { value } = adding.next();
		if (value) changed.add(value);
		else adding = undefined;
		return true;
	}
	/** The runs in a node, or around it; of a large one those of its own text. */
	function runsOf(node: Node): Run[] {
		if (isRoot(node)) return runsOfLarge(node);
		if (!isElement(node) || isWithinLine(node)) return runAround(node);
		if (isLarge(node)) return runsOfLarge(node);
		return mayHoldNumber(node.textContent) ? runsIn(node) : [];
	}
	function runsOfLarge(node: Element | ShadowRoot): Run[] {
		const inside: Element[] = [];
		const found = runsIn(node, (element) => inside.push(element));
		for (const child of inside.reverse()) parts.push(child);
		return found;
	}
	/** They are pages of their own in all but their time. */
	const finder = createRootFinder((root) => {
		if (roots.has(root)) return;
		roots.add(root);
		watch(root);
		changed.add(root);
		finder.lookAgain(root.children);
	});
	/** Nothing tells that a root is attached. Where something else changes, that may well happen too. */
	function lookForRoots(): void {
		willLookForRoots = false;
		for (const root of roots) {
			if (root.isConnected) finder.lookAgain(root.children);
			else roots.delete(root);
		}
		look();
	}

	const page = document.documentElement;
	const observer = new MutationObserver((records) => {
		if (document.documentElement !== page) return writtenAnew();
		changes += records.length;
		ground.marks?.removed();
		let isOurs = false;
		for (const { type, target, addedNodes } of records) {
			const isText = type === 'characterData';
			if (isText) ground.marks?.forget(target as Text);
			const element = isElement(target) ? target : elementOf(target);
			// Editors change at each key.
			if (element && isLeftAlone(element)) continue;
			isOurs = true;
			if (isText) changed.add(target);
			else added.add(addedNodes);
		}
		if (!isOurs) return;
		look();
		if (!willLookForRoots) setTimeout(lookForRoots, AFTER_CHANGE);
		willLookForRoots = true;
	});
	const watch = (root: Node) => observer.observe(root, { subtree: true, childList: true, characterData: true });
	watch(document);
	signal.addEventListener('abort', () => observer.disconnect());
	changed.add(document.body);
	look();
	for (let wait = FIRST_LATER; wait <= LAST_LATER; wait *= 2) setTimeout(lookForRoots, wait);
}
