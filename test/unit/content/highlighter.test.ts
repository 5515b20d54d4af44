// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { runsIn } from '../../../src/content/blocks.ts';
import { type Candidate, candidatesIn } from '../../../src/content/candidate.ts';
import { createHighlighter, type Highlighter } from '../../../src/content/highlighter.ts';
import { element, marked, page } from './page.ts';

const lives: AbortController[] = [];
afterEach(() => {
	for (const life of lives.splice(0)) life.abort();
	vi.unstubAllGlobals();
});

const NUMBER = '+39 045 800 0000';

function start(html: string) {
	const life = new AbortController();
	lives.push(life);
	const candidates = runsIn(page(html)).flatMap((run) =>
		[...candidatesIn(run)].filter((one): one is Candidate => !!one),
	);
	return { life, candidates, highlighter: createHighlighter(life.signal) };
}

function markAll(highlighter: Highlighter, candidate: Candidate, target = 'tel:+1'): void {
	highlighter.mark(candidate, { from: 0, to: candidate.found.written.length, target, cue: false });
}

/** What is marked, once the marks of this task are shown. */
async function shown() {
	await Promise.resolve();
	return marked();
}

function textIn(id: string): Text {
	return element(id).firstChild as Text;
}

test('marks numbers, and knows the mark at each point of its text nodes', async () => {
	const { candidates, highlighter } = start(`<p id="p">Call ${NUMBER} or +44 20 <b id="b">7946</b> 0000</p>`);
	expect(CSS.highlights.size).toBe(0);
	for (const [i, candidate] of candidates.entries()) markAll(highlighter, candidate, `number ${i}`);
	expect(await shown()).toEqual([NUMBER, '+44 20 7946 0000']);
	const at = (node: Node, offset: number) => highlighter.at(node, offset)?.target;
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

test('marks nothing twice', async () => {
	const { candidates, highlighter } = start(`<p id="p">${NUMBER}</p>`);
	const again = runsIn(document.body).flatMap((run) => [...candidatesIn(run)]);
	for (const candidate of [...candidates, ...again]) if (candidate) markAll(highlighter, candidate);
	expect(await shown()).toEqual([NUMBER]);
});

test('marks nothing that has changed or gone since it was found', async () => {
	const { candidates, highlighter } = start(
		`<p id="a">x ${NUMBER}</p><p id="b">${NUMBER}</p><p id="c">${NUMBER}</p><p id="d">${NUMBER}</p>`,
	);
	textIn('a').data = `xx ${NUMBER}`;
	textIn('b').data = '+39';
	element('c').remove();
	for (const candidate of candidates) markAll(highlighter, candidate);
	expect(await shown()).toEqual([NUMBER]);
});

test('marks the part of a candidate that is a number, and the extension behind it', async () => {
	const { candidates, highlighter } = start(`<p id="p">2024-05-01 ${NUMBER} <b>ext.</b> 12 now</p>`);
	const [candidate] = candidates;
	if (!candidate) throw new Error('none found');
	const from = candidate.found.written.indexOf('+');
	const to = from + NUMBER.length + ' ext. 12'.length;
	highlighter.mark(candidate, { from, to, target: 'tel:+390458000000;ext=12', cue: true });
	expect(await shown()).toEqual([`${NUMBER} ext. 12`]);
	expect(highlighter.at(textIn('p'), 12)).toMatchObject({ target: 'tel:+390458000000;ext=12', cue: true });
});

test('a number that has lost a part, or has got more, is not there', () => {
	const { candidates, highlighter } = start(`<p><b id="b">Tel +39 045</b> <i id="i">800 0000</i></p>`);
	for (const candidate of candidates) markAll(highlighter, candidate);
	const mark = highlighter.at(textIn('b'), 8);
	if (!mark) throw new Error('not marked');
	expect(highlighter.has(mark)).toBe(true);
	element('b').append('9');
	expect(highlighter.has(mark)).toBe(false);
	element('b').lastChild?.remove();
	expect(highlighter.has(mark)).toBe(true);
	textIn('b').data = '';
	expect(highlighter.has(mark)).toBe(false);
	textIn('b').data = 'Tel +39 045';
	element('i').remove();
	expect(highlighter.has(mark)).toBe(false);
});

test('the first marks are shown at once, those after them together a while later; each is there at once', async () => {
	vi.useFakeTimers();
	const { candidates, highlighter } = start(`<p>${NUMBER}</p><p id="b">+44 20 7946 0000</p><p>+1 201 555 0123</p>`);
	const [first, second, third] = candidates;
	if (!first || !second || !third) throw new Error('not found');
	markAll(highlighter, first);
	expect(await shown()).toEqual([NUMBER]);
	markAll(highlighter, second);
	markAll(highlighter, third);
	expect(await shown()).toEqual([NUMBER]);
	expect(highlighter.at(textIn('b'), 3)).toBeDefined();
	highlighter.forget(textIn('b'));
	vi.advanceTimersByTime(100);
	expect(marked()).toEqual([NUMBER, '+1 201 555 0123']);
	vi.useRealTimers();
});

test('forgets the marks of a text node, whole', async () => {
	const { candidates, highlighter } = start(`<p>${NUMBER}, +39 <b id="b">045</b> 800 0001</p>`);
	for (const candidate of candidates) markAll(highlighter, candidate);
	highlighter.forget(textIn('b'));
	expect(await shown()).toEqual([NUMBER]);
	expect(highlighter.at(textIn('b'), 1)).toBeUndefined();
});

test('drops the marks of what has left the page, a while after it heard of that', async () => {
	vi.useFakeTimers();
	const { candidates, highlighter } = start(`<p id="a">${NUMBER}</p><p id="b">+44 20 7946 0000</p>`);
	for (const candidate of candidates) markAll(highlighter, candidate);
	const gone = textIn('a');
	element('a').remove();
	for (let i = 0; i < 3; i++) highlighter.removed();
	expect(vi.getTimerCount()).toBe(1);
	expect(highlighter.at(gone, 3)).toBeDefined();
	vi.runAllTimers();
	expect(highlighter.at(gone, 3)).toBeUndefined();
	expect(await shown()).toEqual(['+44 20 7946 0000']);
	element('b').remove();
	highlighter.removed();
	vi.runAllTimers();
	expect(await shown()).toEqual([]);
	vi.useRealTimers();
});

test('leaves nothing behind, but what has taken its name since', async () => {
	const one = start(`<p>${NUMBER}</p>`);
	for (const candidate of one.candidates) markAll(one.highlighter, candidate);
	expect(await shown()).toEqual([NUMBER]);
	const kept = CSS.highlights.get('twinline-number');
	one.life.abort();
	expect(CSS.highlights.size).toBe(0);
	expect(kept?.size).toBe(0);
	for (const candidate of one.candidates) markAll(one.highlighter, candidate);
	await Promise.resolve();
	expect(CSS.highlights.size).toBe(0);

	const two = start(`<p>${NUMBER}</p>`);
	for (const candidate of two.candidates) markAll(two.highlighter, candidate);
	expect(await shown()).toEqual([NUMBER]);
	const others = new Highlight();
	CSS.highlights.set('twinline-number', others);
	two.life.abort();
	expect(CSS.highlights.get('twinline-number')).toBe(others);
});

test('text that an editor draws by itself is not marked', async () => {
	const { candidates, highlighter } = start(`<p id="p">${NUMBER}</p><p>${NUMBER}</p>`);
	vi.stubGlobal('HTMLElement', { prototype: { editContext: null } });
	Object.assign(element('p'), { editContext: {} });
	for (const candidate of candidates) markAll(highlighter, candidate);
	expect(await shown()).toEqual([NUMBER]);
	expect(highlighter.beginningIn(textIn('p'))).toEqual([]);
});

test('nothing is marked while it is printed', async () => {
	const { life, candidates, highlighter } = start(`<p>${NUMBER}</p>`);
	window.dispatchEvent(new Event('afterprint'));
	expect(CSS.highlights.size).toBe(0);
	for (const candidate of candidates) markAll(highlighter, candidate);
	expect(await shown()).toEqual([NUMBER]);
	window.dispatchEvent(new Event('beforeprint'));
	expect(CSS.highlights.size).toBe(0);
	window.dispatchEvent(new Event('afterprint'));
	expect(await shown()).toEqual([NUMBER]);
	life.abort();
	window.dispatchEvent(new Event('afterprint'));
	expect(CSS.highlights.size).toBe(0);
});
