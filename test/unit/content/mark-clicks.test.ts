// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runsIn } from '../../../src/content/blocks.ts';
import { candidatesIn } from '../../../src/content/candidate.ts';
import { callOnClick } from '../../../src/content/clicks.ts';
import { createHighlighter } from '../../../src/content/highlighter.ts';
import { spotAt } from '../../../src/content/mark-spot.ts';
import { asked, click, topmost } from './clicks.ts';
import { lifeOf, slotWith } from './in-slot.ts';
import { element, page } from './page.ts';

let life: AbortController;
let commands: unknown[][];
let text: Text;
let isThere: boolean;

beforeEach(() => {
	life = new AbortController();
	const { ask, commands: list } = asked();
	commands = list;
	isThere = true;
	page('<p id="p">Call +39 045 800 0000</p><p id="q">x</p>');
	text = element('p').firstChild as Text;
	const highlighter = createHighlighter(life.signal);
	for (const run of runsIn(document.body)) {
		for (const candidate of candidatesIn(run))
			if (candidate) highlighter.mark(candidate, { from: 0, to: 16, target: 'tel:+390458000000', cue: false });
	}
	callOnClick(
		(x, y) => spotAt(highlighter, x, y),
		slotWith(
			lifeOf(life, () => isThere),
			ask,
		),
	);
	caretAt(text, 9);
	topmost(element('p'));
	boxes({ left: 0, right: 100, top: 0, bottom: 10 });
	vi.stubGlobal('getSelection', () => ({ isCollapsed: true }));
});
afterEach(() => {
	life.abort();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

function caretAt(offsetNode: Node | null, offset = 0): void {
	document.caretPositionFromPoint = () => (offsetNode ? ({ offsetNode, offset } as CaretPosition) : null);
}

function boxes(...list: Partial<DOMRect>[]): void {
	Range.prototype.getClientRects = () => list as unknown as DOMRectList;
}

test('a click on a marked number calls it', () => {
	expect(click(element('p'))).toBe(true);
	expect(commands).toEqual([['call.place', { target: 'tel:+390458000000' }]]);
});

test('where the page keeps the focus in a field, a click is about writing', () => {
	for (const html of ['<input id="field">', '<textarea id="field"></textarea>', '<p id="field" tabindex="0"></p>']) {
		element('q').innerHTML = html;
		Object.defineProperty(element('field'), 'isContentEditable', { value: html.startsWith('<p') });
		element('field').focus();
		expect(document.activeElement).toBe(element('field'));
		expect(click(element('p'))).toBe(false);
		element('field').blur();
	}
	expect(commands).toEqual([]);
	click(element('p'));
	expect(commands).toHaveLength(1);
});

test('the older way to find the text at a point does too', () => {
	Reflect.deleteProperty(document, 'caretPositionFromPoint');
	const range = document.createRange();
	range.setStart(text, 9);
	Object.assign(document, { caretRangeFromPoint: () => range });
	expect(click(element('p'))).toBe(true);
});

test.each<[string, () => void, object?]>([
	['a click of a script', () => {}, { isTrusted: false }],
	['with a modifier', () => {}, { ctrlKey: true }],
	['the second of a double click', () => {}, { detail: 2 }],
	['the end of a selection', () => vi.stubGlobal('getSelection', () => ({ isCollapsed: false }))],
	['beside the number, in its text', () => caretAt(text, 2)],
	['beside the text, in its line', () => boxes({ left: 50, right: 100, top: 0, bottom: 10 })],
	[
		'between its lines',
		() => boxes({ left: 0, right: 9, top: 0, bottom: 4 }, { left: 0, right: 9, top: 6, bottom: 10 }),
	],
	['on no text', () => caretAt(null)],
	['on another text', () => caretAt(element('q').firstChild, 0)],
	['on what lies over it', () => topmost(element('q'))],
	['on what nobody can see', () => element('p').setAttribute('style', 'opacity: 0.1')],
	['on a text that has changed', () => text.replaceData(5, 16, '+44 20 7946 0000')],
	['on a text that has become shorter', () => text.replaceData(5, 16, '+44')],
	['on a number in a text that is edited now', () => element('p').setAttribute('contenteditable', '')],
	[
		'after the extension has left',
		() => {
			isThere = false;
		},
	],
	['after its life', () => life.abort()],
])('no call: %s', (_, change, init = {}) => {
	change();
	expect(click(element('p'), init)).toBe(false);
	expect(commands).toEqual([]);
});
