// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Position } from '../../../../src/content/chip/announcement.ts';
import type { WalkingChip } from '../../../../src/content/chip/chip.ts';
import { createWalk, type Walk } from '../../../../src/content/chip/walk.ts';
import type { Spot } from '../../../../src/content/spot.ts';

let shown: string[];
let isWalking: boolean;
let walk: Walk;
/** Where each spot is in the window, by its id; in the middle of it if it is not here. */
let tops: Record<string, number>;
const scrolled = vi.fn();

beforeEach(() => {
	document.body.innerHTML = '<p id="a">+1</p><p>text <b id="caret">here</b></p><p id="b">+2</p><p id="c">+2</p>';
	[shown, isWalking, tops] = [[], false, {}];
	Element.prototype.scrollIntoView = scrolled;
	scrolled.mockClear();
	const chip: WalkingChip = {
		show() {},
		hide: () => expect.fail('a walk that leaves the frame may come back'),
		contains: () => false,
		isWalking: () => isWalking,
		leaveFrame() {
			isWalking = false;
		},
		walkTo({ element }: Spot, { index, count }: Position) {
			isWalking = true;
			shown.push(`${element.id} ${index}/${count}`);
		},
	};
	walk = createWalk(() => ['a', 'b', 'c'].map(spotOf), chip);
	getSelection()?.removeAllRanges();
});
afterEach(() => vi.restoreAllMocks());

/** A new one each time, as the page is looked through anew. */
function spotOf(id: string): Spot {
	const element = document.getElementById(id) as HTMLElement;
	const range = () => {
		const all = document.createRange();
		all.selectNodeContents(element);
		return all;
	};
	const raw = element.textContent ?? '';
	const top = tops[id] ?? 100;
	const boxes = () => [{ top, bottom: top + 20, left: 0, right: 50 } as DOMRect];
	return { target: `tel:${raw}`, raw, is: 'mark', isThere: () => true, element, cue: false, range, boxes };
}

function caretIn(id: string): void {
	const text = document.getElementById(id)?.firstChild as Text;
	getSelection()?.setBaseAndExtent(text, 1, text, 1);
}

describe('one step after the other', () => {
	test('forwards to the end of the frame, each selected', () => {
		expect([1, 2, 3].map(() => walk.step(1))).toEqual([true, true, true]);
		expect(shown).toEqual(['a 1/3', 'b 2/3', 'c 3/3']);
		const { anchorNode } = getSelection() ?? {};
		expect(document.getElementById('c')?.contains(anchorNode ?? null)).toBe(true);
		expect([walk.isUnderWay(), walk.step(1), walk.isUnderWay()]).toEqual([true, false, false]);
	});

	test('backwards to its beginning', () => {
		walk.step(1);
		walk.step(1);
		expect([walk.step(-1), walk.step(-1)]).toEqual([true, false]);
		expect(shown.slice(2)).toEqual(['a 1/3']);
	});

	test('goes on where it is, whatever the page does to the selection', () => {
		walk.step(1);
		walk.step(1);
		getSelection()?.removeAllRanges();
		walk.step(1);
		expect(shown.at(-1)).toBe('c 3/3');
	});
});

describe('begins', () => {
	test('after the selection, or before it', () => {
		caretIn('caret');
		walk.step(1);
		isWalking = false;
		caretIn('caret');
		walk.step(-1);
		expect(shown).toEqual(['b 2/3', 'a 1/3']);
	});

	test('without one at the first that is in the window, or the last above it', () => {
		tops = { a: -80 };
		walk.step(1);
		isWalking = false;
		getSelection()?.removeAllRanges();
		walk.step(-1);
		expect(shown).toEqual(['b 2/3', 'a 1/3']);
	});

	test('at the edge of the frame, coming from another', () => {
		caretIn('caret');
		walk.step(1, true);
		isWalking = false;
		walk.step(-1, true);
		expect(shown).toEqual(['a 1/3', 'c 3/3']);
	});

	test('where the person is, when it had come to an end elsewhere', () => {
		walk.step(1);
		walk.step(1);
		isWalking = false;
		caretIn('a');
		walk.step(1);
		expect(shown.at(-1)).toBe('b 2/3');
	});
});

test('scrolls to what is not in the window, and only to that', () => {
	walk.step(1);
	expect(scrolled).not.toHaveBeenCalled();
	tops = { b: 5000 };
	walk.step(1);
	expect(scrolled).toHaveBeenCalledOnce();
});
