// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRootFinder } from '../../../src/content/roots.ts';
import { element, page } from './page.ts';

afterEach(() => vi.unstubAllGlobals());

function host(id: string, mode: ShadowRootMode = 'open'): ShadowRoot {
	return element(id).attachShadow({ mode });
}

let roots: ShadowRoot[];
let finder: ReturnType<typeof createRootFinder>;

beforeEach(() => {
	roots = [];
	finder = createRootFinder((root) => roots.push(root));
});

function steps(): number {
	let count = 0;
	while (finder.step()) count++;
	return count;
}

test('in a small element: its own, and those of all in it; not closed ones', () => {
	page('<div id="a"><p id="b">x</p><section><span id="c"></span></section></div><p id="d"></p>');
	const [a, b, , d] = ['a', 'b', 'c', 'd'].map((id) => host(id, id === 'c' ? 'closed' : 'open'));
	finder.lookIn(element('a'));
	expect(roots.splice(0)).toEqual([a, b]);
	finder.lookIn(element('d'));
	finder.lookIn(document.createTextNode('x'));
	expect(roots).toEqual([d]);
	expect(steps()).toBe(0);
});

test('in a large one: its own and those of likely elements, which the browser finds, in a step of its own', () => {
	page(`<div id="a">${'<i></i>'.repeat(300)}<p id="b"></p><x-y id="c"></x-y></div>`);
	const [a, , c] = ['a', 'b', 'c'].map((id) => host(id));
	finder.lookIn(element('a'));
	expect(roots).toEqual([]);
	expect(steps()).toBe(1);
	expect(roots).toEqual([a, c]);
});

test('again, for those that have been attached since', () => {
	page('<div id="a"><x-y id="b"></x-y></div><x-y id="c"></x-y>');
	finder.lookAgain(document.body.children);
	expect(steps()).toBe(2);
	expect(roots).toEqual([]);
	const late = host('b');
	finder.lookAgain(document.body.children);
	steps();
	expect(roots).toEqual([late]);
});

test('one of very many elements is looked through by its parts', () => {
	page(`<div id="a">${'<p></p>'.repeat(20_000)}<section><x-y id="b"></x-y></section></div>`);
	const root = host('b');
	finder.lookIn(element('a'));
	expect(steps()).toBe(20_002);
	expect(roots).toEqual([root]);
});
