// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest';
import { isLarge, runAround, runsIn } from '../../../src/content/blocks.ts';
import { APART } from '../../../src/content/gate.ts';
import { element, page } from './page.ts';

afterEach(() => vi.unstubAllGlobals());

const texts = (html: string) => runsIn(page(html)).map(({ text }) => text);
const spans = (count: number) => '<span></span>'.repeat(count);

describe('runsIn', () => {
	test.each([
		['one text', ['one text']],
		['+39 <b>045</b> 800', ['+39 045 800']],
		['+39<!-- -->045', ['+39045']],
		['<p>one</p>two<div>three</div>', ['one', 'two', 'three']],
		['one<br>two', ['one', 'two']],
		['<table><tr><td>1</td><td>2</td></tr></table>', ['1', '2']],
		['<span><div>one</div>two</span>', ['one', 'two']],
		['12345<sup>1</sup>', ['12345', '1']],
		['12345<img>67', ['12345', '67']],
		['+39<wbr>045', ['+39045']],
		['<x-number>+39</x-number>045', ['+39045']],
		['\n\t <p>\n</p> ', []],
	])('%s', (html, runs) => expect(texts(html)).toEqual(runs));

	test('digits that only look like going on do not go on', () => {
		expect(texts('<span style="display: block">12345</span><span>67</span>')).toEqual(['12345', '67']);
		expect(texts('12345<span style="display: inline-block">67</span>')).toEqual(['12345', '67']);
		expect(texts('12345<span style="margin-left: 1em">67</span>')).toEqual([`12345${APART}67`]);
		expect(texts('12345 <span style="padding-left: 4px"> (67)</span>')).toEqual([`12345 ${APART} (67)`]);
		expect(texts('12345<span style="display: inline">67</span>')).toEqual(['1234567']);
	});

	test('the look of what is around words does not matter', () => {
		expect(texts('call <span style="display: block">+39</span>')).toEqual(['call +39']);
		expect(texts('<span style="margin-left: 1em">12345</span> home')).toEqual(['12345 home']);
	});

	test('a run knows where each text node begins in it', () => {
		const [run] = runsIn(page('+39 <b>045</b> 800'));
		expect(run?.pieces.map(({ node, at }) => [node.data, at])).toEqual([
			['+39 ', 0],
			['045', 4],
			[' 800', 7],
		]);
	});

	test('blocks and large elements are left for later, if asked', () => {
		const later: Element[] = [];
		const body = page(`a<b>b</b><p id="p">c</p><span id="s">${spans(201)}</span>d<span>${spans(200)}e</span>`);
		expect(runsIn(body, (child) => later.push(child)).map(({ text }) => text)).toEqual(['ab', 'de']);
		expect(later.map(({ id }) => id)).toEqual(['p', 's']);
	});
});

test('isLarge: more than 200 elements in it', () => {
	expect(isLarge(page(spans(200)))).toBe(false);
	expect(isLarge(page(spans(201)))).toBe(true);
});

describe('runAround', () => {
	const around = (html: string) => {
		page(html);
		return runAround(element('x')).map(({ text }) => text);
	};

	test.each([
		['before <b id="x">045</b> after', ['before 045 after']],
		['<p>other</p>before <b id="x">045</b> after<p>other</p>', ['before 045 after']],
		['<i>+39 <u><b id="x">045</b></u></i> 800', ['+39 045 800']],
		['other<br>+39 <b id="x">045</b><br>other', ['+39 045']],
		[`<my-app>${spans(300)}<b id="x">045</b></my-app> outside`, ['045']],
	])('%s', (html, runs) => expect(around(html)).toEqual(runs));

	test('a long line is followed as far as a number reaches, and the cut is seen', () => {
		const before = '<i>a</i>'.repeat(20);
		const after = '<i>1</i>'.repeat(20);
		expect(around(`${before}<b id="x">0</b>${after}`)).toEqual([`aaaaaaaa0${'1'.repeat(7)}${APART}`]);
	});
});
