/** Looks through the page for numbers, now and whenever it changes, in slices that nobody notices. */
import { elementOf, isElement, isLarge, isRoot, isWithinLine, type Run, runAround, runsIn } from './blocks.ts';
import { type Candidate, candidatesIn, isLeftAlone } from './candidate.ts';
import { mayHoldNumber } from './gate.ts';
import type { Life } from './life.ts';
import { createQueue } from './queue.ts';
import { createRootFinder } from './roots.ts';

/** What the scout tells. */
export interface Finds {
	/** These text nodes are being looked at anew, or have changed: what was known of them is over. */
	forget(node: Text): void;
	found(candidate: Candidate): void;
	/** Something has left the page. */
	removed(): void;
	/** The page writes itself anew: `document.open()` takes all listeners away, ours too. */
	writtenAnew(): void;
}

/** Milliseconds of work at a time; a frame has 16. */
const SLICE = 4;
/** If the page is never idle, it still gets its slice this often. */
const PATIENCE = 100;
/** Milliseconds after which shadow roots are looked for that were attached later, and after a change. */
const FIRST_LATER = 250;
const LAST_LATER = 16_000;
const AFTER_CHANGE = 1000;

/** Scouts the document for as long as life goes on. */
export function scout(finds: Finds, { signal, goesOn }: Life): void {
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
		isAsked = false;
		const end = performance.now() + SLICE;
		let isMore = true;
		try {
			if (goesOn()) while (isMore && performance.now() < end) isMore = step();
		} finally {
			// A page may break a step by what it put in the way of ours; the others go on.
			if (isMore) look();
		}
	}
	/** The smallest piece of work there is. False if there was none. */
	function step(): boolean {
		if (candidates) {
			const { done, value } = candidates.next();
			if (done) candidates = undefined;
			else if (value) finds.found(value);
			return true;
		}
		const run = runs.pop();
		if (run) {
			for (const { node } of run.pieces) finds.forget(node);
			if (mayHoldNumber(run.text)) candidates = candidatesIn(run);
			return true;
		}
		if (finder.step()) return true;
		const part = parts.pop();
		const node = part ?? changed.take();
		if (!part && node) finder.lookIn(node);
		if (node?.isConnected) visit(node);
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
	function visit(node: Node): void {
		if (isRoot(node)) visitLarge(node);
		else if (!isElement(node) || isWithinLine(node)) runs.push(...runAround(node).reverse());
		else if (isLarge(node)) visitLarge(node);
		else if (mayHoldNumber(node.textContent)) runs.push(...runsIn(node).reverse());
	}
	function visitLarge(node: Element | ShadowRoot): void {
		const inside: Element[] = [];
		runs.push(...runsIn(node, (element) => inside.push(element)).reverse());
		for (const child of inside.reverse()) parts.push(child);
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
		if (document.documentElement !== page) return finds.writtenAnew();
		let isOurs = false;
		for (const { type, target, addedNodes, removedNodes } of records) {
			const isText = type === 'characterData';
			if (isText) finds.forget(target as Text);
			if (removedNodes.length > 0) finds.removed();
			const element = isText ? elementOf(target) : target;
			// Editors change at each key.
			if (!element || (isElement(element) && isLeftAlone(element))) continue;
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
