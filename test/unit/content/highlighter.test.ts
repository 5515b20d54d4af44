// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { runsIn } from '../../../src/content/blocks.ts';
import { type Candidate, candidatesIn } from '../../../src/content/candidate.ts';
import { createHighlighter, textOf } from '../../../src/content/highlighter.ts';
import { element, marked, page } from './page.ts';

afterEach(() => vi.unstubAllGlobals());

const NUMBER = '+39 045 800 0000';

function start(html: string) {
	const life = new AbortController();
	const candidates = runsIn(page(html)).flatMap((run) =>
		[...candidatesIn(run)].filter((one): one is Candidate => !!one),
	);
	return { life, candidates, highlighter: createHighlighter(life.signal) };
}

function textIn(id: string): Text {
	return element(id).firstChild as Text;
}

test('marks numbers, and knows the mark at each point of its text nodes', () => {
	const { candidates, highlighter } = start(`<p id="p">Call ${NUMBER} or +44 20 <b id="b">7946</b> 0000</p>`);
	expect(CSS.highlights.size).toBe(0);
	for (const [i, candidate] of candidates.entries()) highlighter.mark(candidate, `number ${i}`);
	expect(marked()).toEqual([NUMBER, '+44 20 7946 0000']);
	const at = (node: Node, offset: number) => highlighter.at(node, offset)?.number;
	const text = textIn('p');
	expect([0, 4, 5, 12, 21, 22, 24, 25, 31].map((offset) => at(text, offset))).toEqual([
		undefined,
		undefined,
		'number 0',
		'number 0',
		'number 0',
		undefined,
		undefined,
		'number 1',
		'number 1',
	]);
	expect(at(textIn('b'), 2)).toBe('number 1');
	expect(at(element('p'), 0)).toBeUndefined();
});

test('marks nothing twice', () => {
	const { candidates, highlighter } = start(`<p id="p">${NUMBER}</p>`);
	const again = runsIn(document.body).flatMap((run) => [...candidatesIn(run)]);
	for (const candidate of [...candidates, ...again]) if (candidate) highlighter.mark(candidate, '+1');
	expect(marked()).toEqual([NUMBER]);
});

test('marks nothing that has changed or gone since it was found', () => {
	const { candidates, highlighter } = start(
		`<p id="a">x ${NUMBER}</p><p id="b">${NUMBER}</p><p id="c">${NUMBER}</p><p id="d">${NUMBER}</p>`,
	);
	textIn('a').data = `xx ${NUMBER}`;
	textIn('b').data = '+39';
	element('c').remove();
	for (const candidate of candidates) highlighter.mark(candidate, '+1');
	expect(marked()).toEqual([NUMBER]);
	expect(candidates.map(({ range }) => textOf(range))).toEqual([' +39 045 800 000', '', '', NUMBER]);
});

test('a number that has lost a part is not there', () => {
	const { candidates } = start(`<p><b id="b">Tel +39 045</b> <i id="i">800 0000</i></p>`);
	const [candidate] = candidates;
	if (!candidate) throw new Error('none found');
	expect(textOf(candidate.range)).toBe(NUMBER);
	element('b').append('9');
	expect(textOf(candidate.range)).not.toBe(NUMBER);
	textIn('b').data = '';
	expect(textOf(candidate.range)).not.toBe(NUMBER);
	element('i').remove();
	expect(textOf(candidate.range)).toBe('');
});

test('forgets the marks of a text node, whole', () => {
	const { candidates, highlighter } = start(`<p>${NUMBER}, +39 <b id="b">045</b> 800 0001</p>`);
	for (const candidate of candidates) highlighter.mark(candidate, '+1');
	highlighter.forget(textIn('b'));
	expect(marked()).toEqual([NUMBER]);
	expect(highlighter.at(textIn('b'), 1)).toBeUndefined();
});

test('drops the marks of what has left the page, a while after it heard of that', () => {
	vi.useFakeTimers();
	const { candidates, highlighter } = start(`<p id="a">${NUMBER}</p><p id="b">+44 20 7946 0000</p>`);
	for (const candidate of candidates) highlighter.mark(candidate, '+1');
	const gone = textIn('a');
	element('a').remove();
	for (let i = 0; i < 3; i++) highlighter.removed();
	expect(vi.getTimerCount()).toBe(1);
	expect(highlighter.at(gone, 3)).toBeDefined();
	vi.runAllTimers();
	expect(highlighter.at(gone, 3)).toBeUndefined();
	expect(marked()).toEqual(['+44 20 7946 0000']);
	element('b').remove();
	highlighter.removed();
	vi.runAllTimers();
	expect(marked()).toEqual([]);
	vi.useRealTimers();
});

test('leaves nothing behind, but what has taken its name since', () => {
	const one = start(`<p>${NUMBER}</p>`);
	for (const candidate of one.candidates) one.highlighter.mark(candidate, '+1');
	const kept = CSS.highlights.get('twinline-number');
	one.life.abort();
	expect(CSS.highlights.size).toBe(0);
	expect(kept?.size).toBe(0);
	for (const candidate of one.candidates) one.highlighter.mark(candidate, '+1');
	expect(CSS.highlights.size).toBe(0);

	const two = start(`<p>${NUMBER}</p>`);
	for (const candidate of two.candidates) two.highlighter.mark(candidate, '+1');
	const others = new Highlight();
	CSS.highlights.set('twinline-number', others);
	two.life.abort();
	expect(CSS.highlights.get('twinline-number')).toBe(others);
});
