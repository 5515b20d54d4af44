// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest';
import { runsIn } from '../../../src/content/blocks.ts';
import { candidatesIn } from '../../../src/content/candidate.ts';
import { stretchOf } from '../../../src/content/stretch.ts';
import { page } from './page.ts';

afterEach(() => vi.unstubAllGlobals());

const NUMBER = '+39 045 800 0000';

function candidates(html: string) {
	return runsIn(page(html)).flatMap((run) =>
		[...candidatesIn(run)].flatMap((candidate) => {
			const stretch = candidate && stretchOf(run, candidate.found.start, candidate.found.end);
			return stretch ? [{ ...candidate.found, ...stretch }] : [];
		}),
	);
}

test('a candidate knows its text nodes and both ends', () => {
	const [first, second] = candidates(`Call ${NUMBER} or +44 <b>20</b> 7946<i> 0000</i>.`);
	expect(first).toMatchObject({ raw: NUMBER, written: NUMBER, from: 5, to: 21 });
	expect(first?.nodes).toHaveLength(1);
	expect(second).toMatchObject({ raw: '+44 20 7946 0000', from: 25, to: 5 });
	expect(second?.nodes.map(({ data }) => data)).toEqual([`Call ${NUMBER} or +44 `, '20', ' 7946', ' 0000']);
});

test('a candidate begins in the text node that its plus is in', () => {
	const [candidate] = candidates(`<b>Tel </b>${NUMBER}`);
	expect(candidate).toMatchObject({ from: 0, to: 16 });
	expect(candidate?.nodes.map(({ data }) => data)).toEqual([NUMBER]);
});

describe('left alone', () => {
	test.each([
		'<a href="/x">§</a>',
		'<button>§</button>',
		'<code>§</code>',
		'<pre>§</pre>',
		'<kbd>§</kbd>',
		'<samp>§</samp>',
		'<var>§</var>',
		'<time>§</time>',
		'<data>§</data>',
		'<meter>§</meter>',
		'<progress>§</progress>',
		'<select><option>§</option></select>',
		'<textarea>§</textarea>',
		'<label>§</label>',
		'<details><summary>§</summary></details>',
		'<svg><text>§</text></svg>',
		'<math><mi>§</mi></math>',
		'<canvas>§</canvas>',
		'<script>§</script>',
		'<style>§</style>',
		'<noscript>§</noscript>',
		'<p aria-hidden="true">§</p>',
		'<p translate="no">§</p>',
		'<p class="x notranslate">§</p>',
		'<p contenteditable>§</p>',
		'<p contenteditable="true"><b>§</b></p>',
		'<p contenteditable="plaintext-only">§</p>',
		'<p role="button">§</p>',
		'<p role="link">§</p>',
		'<p role="textbox">§</p>',
		'<p role="checkbox">§</p>',
		'<p role="menuitemradio">§</p>',
		'<p role="tab">§</p>',
		'<p role="option">§</p>',
		'<p role="code">§</p>',
		'<div class="CodeMirror"><p>§</p></div>',
		'<div class="monaco-editor"><p>§</p></div>',
		'<div class="ace_editor"><p>§</p></div>',
		`+39 045 <code>800 0000</code>`,
		`<b>+39</b> 045 <a href="/x">800</a> 0000`,
	])('%s', (html) => expect(candidates(html.replace('§', `<span>${NUMBER}</span>`))).toEqual([]));

	test.each([
		'<a name="x">§</a>',
		'<a href="/x">other</a> §',
		'<p aria-hidden="false">§</p>',
		'<p contenteditable="false">§</p>',
		'<p translate="yes">§</p>',
		'<p role="cell">§</p>',
		'<p role="gridcell">§</p>',
		'<p role="article">§</p>',
		'<code>x</code> §',
		'<details>§</details>',
	])('but not %s', (html) => expect(candidates(html.replace('§', NUMBER)).map(({ raw }) => raw)).toEqual([NUMBER]));
});

describe('in an open shadow root', () => {
	function inShadow(around: string, inside: string) {
		page(around);
		const root = document.querySelector('x-host')?.attachShadow({ mode: 'open' });
		if (!root) throw new Error('no host');
		root.innerHTML = inside;
		return runsIn(root).flatMap((run) => [...candidatesIn(run)]);
	}

	test('a number is a candidate, also one that is in no element there', () => {
		expect(inShadow('<p><x-host></x-host></p>', `<p>${NUMBER}</p>`)).toHaveLength(1);
		expect(inShadow('<p><x-host></x-host></p>', NUMBER)).toMatchObject([{ found: { written: NUMBER } }]);
	});

	test.each([
		['<a href="/x"><x-host></x-host></a>', `<p>${NUMBER}</p>`],
		['<x-host contenteditable></x-host>', NUMBER],
		['<p><x-host></x-host></p>', `<code>${NUMBER}</code>`],
	])('but not in %s: %s', (around, inside) => {
		expect(inShadow(around, inside)).toEqual([undefined]);
	});
});

test('a line feed ends a number only where it is shown as a new line', () => {
	const text = `${NUMBER}\n12345 Verona`;
	expect(candidates(`<p>${text}</p>`).map(({ raw }) => raw)).toEqual([`${NUMBER}\n12345`]);
	expect(candidates(`<p style="white-space: pre-wrap">${text}</p>`).map(({ raw }) => raw)).toEqual([NUMBER]);
	expect(candidates(`<p style="white-space: pre-line">${text}</p>`).map(({ raw }) => raw)).toEqual([NUMBER]);
});

test('among thousands of text nodes, the right ones', () => {
	const html = `${'<i>x</i> '.repeat(1000)}+39 <b>045</b> 800 0000${' <i>x</i>'.repeat(1000)}`;
	expect(candidates(html).map(({ raw, nodes }) => [raw, nodes.length])).toEqual([[NUMBER, 3]]);
});

test('what has left the page is none', () => {
	const [run] = runsIn(page(`<p>${NUMBER}</p>`));
	document.body.innerHTML = '';
	expect(run && [...candidatesIn(run)]).toEqual([undefined]);
});
