// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { likelyRootsIn, rootsIn } from '../../../src/content/roots.ts';
import { element, page } from './page.ts';

afterEach(() => vi.unstubAllGlobals());

function host(id: string, mode: ShadowRootMode = 'open'): ShadowRoot {
	return element(id).attachShadow({ mode });
}

test('of a small element: its own, and those of all in it; not closed ones', () => {
	page('<div id="a"><p id="b">x</p><section><span id="c"></span></section></div><p id="d"></p>');
	const roots = ['a', 'b', 'c', 'd'].map((id) => host(id, id === 'c' ? 'closed' : 'open'));
	expect(rootsIn(element('a'), false)).toEqual([roots[0], roots[1]]);
	expect(rootsIn(element('d'), false)).toEqual([roots[3]]);
	expect(rootsIn(document.createTextNode('x'), false)).toEqual([]);
});

test('of a part of something large: those of likely elements, which the browser finds', () => {
	page('<div id="a"><p id="b">x</p><x-y id="c"></x-y></div>');
	const [root] = ['c', 'b'].map((id) => host(id));
	const search = vi.spyOn(document, 'evaluate');
	expect(rootsIn(element('a'), true)).toEqual([root]);
	expect(rootsIn(element('b'), true)).toHaveLength(1);
	expect(search).toHaveBeenCalledTimes(1);
});

test('of a large element only its own: the others are its parts', () => {
	page(`<div id="a">${'<i></i>'.repeat(300)}<x-y id="c"></x-y></div>`);
	const [root] = ['a', 'c'].map((id) => host(id));
	const search = vi.spyOn(document, 'evaluate');
	expect(rootsIn(element('a'), false)).toEqual([root]);
	expect(search).not.toHaveBeenCalled();
});

test('later ones: of the elements and of likely ones in them, but not in one of very many', () => {
	page('<div id="a"><x-y id="b"></x-y></div><div id="c"></div>');
	const roots = ['a', 'b'].map((id) => host(id));
	expect(likelyRootsIn(element('a'))).toEqual(roots);
	element('c').innerHTML = '<i></i>'.repeat(20_001);
	expect(likelyRootsIn(element('c'))).toEqual([]);
});
