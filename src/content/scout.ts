/** Looks through the page for numbers, now and whenever it changes, in slices that nobody notices. */
import { isElement, isLarge, isWithinLine, type Run, runAround, runsIn } from './blocks.ts';
import { type Candidate, candidatesIn } from './candidate.ts';
import { mayHoldNumber } from './gate.ts';
import type { Life } from './life.ts';

/** What the scout tells. */
export interface Finds {
	/** These text nodes are being looked at anew, or have changed: what was known of them is over. */
	forget(node: Text): void;
	found(candidate: Candidate): void;
	/** Something has left the page. */
	removed(): void;
}

/** Milliseconds of work at a time; a frame has 16. */
const SLICE = 4;
/** If the page is never idle, it still gets its slice this often. */
const PATIENCE = 500;

/** Scouts the document for as long as life goes on. */
export function scout(finds: Finds, { signal, goesOn }: Life): void {
	/** Blocks from the first look, the next one last. */
	const blocks: Element[] = [document.body];
	/** What changed since, each once. */
	const changed = new Set<Node>();
	const runs: Run[] = [];
	let candidates: Iterator<Candidate | undefined> | undefined;
	let isAsked = false;
	let idleUntil = 0;

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
		try {
			if (goesOn()) while (step() && performance.now() < end);
		} finally {
			// A page may break a step by what it put in the way of ours; the others go on.
			if (candidates || runs.length + blocks.length + changed.size > 0) look();
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
		const node = blocks.pop() ?? firstOf(changed);
		if (node?.isConnected) visit(node);
		return node !== undefined;
	}
	function visit(node: Node): void {
		if (!isElement(node) || isWithinLine(node)) runs.push(...runAround(node).reverse());
		else if (isLarge(node)) visitLarge(node);
		else if (mayHoldNumber(node.textContent)) runs.push(...runsIn(node).reverse());
	}
	function visitLarge(element: Element): void {
		const inside: Element[] = [];
		runs.push(...runsIn(element, (child) => inside.push(child)).reverse());
		for (const child of inside.reverse()) blocks.push(child);
	}

	const observer = new MutationObserver((records) => {
		for (const { type, target, addedNodes, removedNodes } of records) {
			if (type === 'characterData') finds.forget(target as Text);
			for (const node of type === 'characterData' ? [target] : addedNodes) changed.add(node);
			if (removedNodes.length > 0) finds.removed();
		}
		if (changed.size > 0) look();
	});
	observer.observe(document, { subtree: true, childList: true, characterData: true });
	signal.addEventListener('abort', () => observer.disconnect());
	look();
}

/** Takes the oldest one out of the set. */
function firstOf<Value>(set: Set<Value>): Value | undefined {
	for (const value of set) {
		set.delete(value);
		return value;
	}
	return undefined;
}
