/** Steps through the numbers of a tab's page, frame after frame, as the person asks by a key. */
import browser, { type Tabs } from 'webextension-polyfill';

type Direction = 1 | -1;

/** What is asked of a frame's scripts; of the slot that they share (`content/slot.ts`). */
interface WalkedSlot {
	load(): Promise<{ step(direction: Direction, fromEdge: boolean): boolean } | undefined>;
	readonly marks?: { isUnderWay(): boolean };
}

interface Frame {
	readonly id: number;
	/** Which frame of its parent it is, from the top page down. */
	readonly path: readonly number[];
	readonly hasFocus: boolean;
	readonly isUnderWay: boolean;
}

const COMMANDS: Readonly<Record<string, Direction>> = { 'next-number': 1, 'previous-number': -1 };

/** Does what a keyboard command of the manifest, or the menu entry of the same name, asks for in this tab; others are not for it. */
export async function walk(command: string, tab: Tabs.Tab | undefined): Promise<void> {
	const direction = COMMANDS[command];
	if (direction === undefined || tab?.id === undefined) return;
	const frames = await framesOf(tab.id);
	const [here, ...others] = fromHere(frames, direction);
	if (!here || (await step(tab.id, here, direction, false))) return;
	// Beyond the last number of the page comes the first one again.
	for (const frame of [...others, here]) if (await step(tab.id, frame, direction, true)) return;
}

/** Those that have our script, in the page's order. */
async function framesOf(tabId: number): Promise<Frame[]> {
	const results = await browser.scripting
		.executeScript({ target: { tabId, allFrames: true }, func: lookAtFrame })
		// Where no script may be, there is nothing to step through.
		.catch(() => []);
	const frames = results.flatMap(({ frameId, result }) =>
		result ? [{ ...(result as Omit<Frame, 'id'>), id: frameId }] : [],
	);
	return frames.sort((a, b) => compare(a.path, b.path));
}

/** From where the walk is, else from where the focus is, else from the top, once around. */
function fromHere(frames: readonly Frame[], direction: Direction): Frame[] {
	const walked = frames.findIndex(({ isUnderWay }) => isUnderWay);
	const start =
		walked >= 0
			? walked
			: Math.max(
					0,
					frames.findLastIndex(({ hasFocus }) => hasFocus),
				);
	const onwards = [...frames.slice(start), ...frames.slice(0, start)];
	return direction === 1 ? onwards : [...onwards.slice(0, 1), ...onwards.slice(1).reverse()];
}

async function step(tabId: number, frame: Frame, direction: Direction, fromEdge: boolean): Promise<boolean> {
	const target = { tabId, frameIds: [frame.id] };
	const [answer] = await browser.scripting.executeScript({ target, func: stepInFrame, args: [direction, fromEdge] });
	return answer?.result === true;
}

function compare(a: readonly number[], b: readonly number[]): number {
	const at = a.findIndex((index, depth) => index !== b[depth]);
	return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
}

/** Runs in the frame, and can use nothing from here. */
function lookAtFrame(): Omit<Frame, 'id'> | null {
	const slot = (globalThis as { [key: symbol]: WalkedSlot | undefined })[Symbol.for('twinline')];
	if (!slot) return null;
	const path: number[] = [];
	for (let at: Window = window; at !== at.parent; at = at.parent) {
		let index = 0;
		while (index < at.parent.length && at.parent[index] !== at) index++;
		path.unshift(index);
	}
	// A page has the focus too when a frame in it has: that one comes later.
	return { path, hasFocus: document.hasFocus(), isUnderWay: slot.marks?.isUnderWay() ?? false };
}

/** As above. */
async function stepInFrame(direction: Direction, fromEdge: boolean): Promise<boolean> {
	const slot = (globalThis as { [key: symbol]: WalkedSlot | undefined })[Symbol.for('twinline')];
	return (await slot?.load())?.step(direction, fromEdge) ?? false;
}
