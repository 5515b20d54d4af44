// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Candidate } from '../../../src/content/candidate.ts';
import { scout } from '../../../src/content/scout.ts';
import { type Idle, idle } from './idle.ts';
import { element, page } from './page.ts';

const NUMBER = '+39 045 800 0000';
const OTHER = '+44 20 7946 0000';

let time: Idle;
let life: AbortController;
let found: string[];
let forgotten: string[];
let removed: number;
let anew: number;

beforeEach(() => {
	time = idle();
	life = new AbortController();
	[found, forgotten, removed, anew] = [[], [], 0, 0];
});
afterEach(() => {
	life.abort();
	vi.restoreAllMocks();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

function start(html: string): void {
	page(html);
	const marks = {
		forget: ({ data }: Text) => forgotten.push(data),
		removed: () => {
			removed++;
		},
	};
	const finds = {
		found: ({ found: { written } }: Candidate) => found.push(written),
		writtenAnew: () => {
			anew++;
		},
	};
	scout({ life: { signal: life.signal, goesOn: () => !life.signal.aborted }, marks }, finds);
}

/** Lets the browser tell of the changes so far, and runs what they make the scout do. */
async function settle(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve));
	time.run();
}

test('finds the numbers of the page, from the top down', () => {
	start(`<p>one ${NUMBER}</p><div><table><tr><td>${OTHER}</td><td>12</td></tr></table></div><p>none</p>`);
	expect(found).toEqual([]);
	time.run();
	expect(found).toEqual([NUMBER, OTHER]);
});

test('finds them in a large page too, in blocks, in the text between them, and in large elements within a line', () => {
	const filler = '<p><i>x</i></p>'.repeat(150);
	start(`${filler}<p>${NUMBER}</p>text ${OTHER}${filler}<my-app>${filler}<p>+1 201 555 0123</p></my-app>`);
	time.run();
	expect(found.toSorted()).toEqual(['+1 201 555 0123', NUMBER, OTHER]);
});

test('works in slices of four milliseconds', () => {
	start(`<p>${NUMBER}</p>`.repeat(300));
	time.tick(1);
	expect(time.once()).toBe(true);
	expect(found.length).toBeLessThan(4);
	const slices = time.run();
	expect(found).toHaveLength(300);
	expect(slices).toBeGreaterThan(200);
});

test('uses up the time the browser is idle, in tasks of four milliseconds', () => {
	vi.useFakeTimers({ toFake: ['setTimeout'] });
	start(`<p>${NUMBER}</p>`.repeat(300));
	time.tick(1);
	time.remains(40);
	expect(time.once()).toBe(true);
	const first = found.length;
	// But for the next task: what it looks for later.
	const others = vi.getTimerCount() - 1;
	let tasks = 1;
	for (; vi.getTimerCount() > others; tasks++) {
		const before = found.length;
		vi.advanceTimersToNextTimer();
		expect(found.length - before).toBeLessThan(4);
	}
	expect(found.length).toBeGreaterThan(first);
	expect(tasks).toBeGreaterThan(3);
	expect(tasks).toBeLessThan(12);
	// Then it asks again.
	expect(time.once()).toBe(true);
});

test('pauses between the candidates of one text, good or bad', () => {
	start(`<p>${`${NUMBER}, `.repeat(50)}${'1.234567, '.repeat(50)}</p>`);
	time.tick(2);
	expect(time.run()).toBeGreaterThan(50);
	expect(found).toHaveLength(50);
});

test('asks for no idle time when there is nothing to do', async () => {
	start('<p id="x">nothing</p>');
	expect(time.run()).toBe(1);
	await settle();
	expect(time.once()).toBe(false);
});

test('finds what is added: blocks, elements within a line, text, changed text', async () => {
	start('<p id="p">Tel <b id="b">none</b> here</p><p id="q">+39 045</p>');
	time.run();
	element('p').insertAdjacentHTML('afterend', `<section><p>${NUMBER}</p></section>`);
	await settle();
	expect(found.splice(0)).toEqual([NUMBER]);
	const within = document.createElement('i');
	within.textContent = OTHER;
	element('b').after(' ', within);
	await settle();
	// Once for each of the two: they may be in different lines.
	expect(found.splice(0)).toEqual([OTHER, OTHER]);
	element('q').append(' 800 0000');
	await settle();
	expect(found.splice(0)).toEqual([NUMBER]);
	(element('b').firstChild as Text).data = '+1 201 555 0123';
	await settle();
	expect(found.splice(0).toSorted()).toEqual(['+1 201 555 0123', OTHER].toSorted());
});

test('a text that changes is forgotten at once, one that is looked at again before its numbers are found again', async () => {
	start(`<p id="p">${NUMBER}</p>`);
	time.run();
	forgotten.length = 0;
	(element('p').firstChild as Text).data = 'changed';
	await new Promise((resolve) => setTimeout(resolve));
	expect(forgotten).toEqual(['changed']);
	element('p').append(` ${OTHER}`);
	await settle();
	expect(forgotten).toContain(` ${OTHER}`);
});

test('passes over what has left the page meanwhile, and tells that something has', async () => {
	start('<p>none</p>');
	time.run();
	document.body.insertAdjacentHTML('beforeend', `<p id="gone">${NUMBER}</p><p>${OTHER}</p>`);
	element('gone').remove();
	await settle();
	expect(found).toEqual([OTHER]);
	expect(removed).toBe(1);
});

test('one element that cannot be read does not keep the others from being looked at', () => {
	start(`<p>${NUMBER}</p><p id="bad">x</p>`.repeat(150));
	Object.defineProperty(element('bad'), 'textContent', { get: () => expect.fail('in the way') });
	expect(() => time.once()).toThrow('in the way');
	time.run();
	expect(found).toHaveLength(150);
});

describe('open shadow roots', () => {
	function attach(id: string, html: string): ShadowRoot {
		const root = element(id).attachShadow({ mode: 'open' });
		root.innerHTML = html;
		return root;
	}

	test('are looked into, one in another, and watched', async () => {
		start('<div id="x"></div>');
		const outer = attach('x', `<p>${NUMBER}</p><x-inner></x-inner><p class="more"></p>`);
		const inner = outer.querySelector('x-inner')?.attachShadow({ mode: 'open' });
		if (inner) inner.textContent = OTHER;
		time.run();
		expect(found.splice(0)).toEqual([NUMBER, OTHER]);
		inner?.append(' and ', '+49 30 23125001');
		outer.querySelector('.more')?.append('+1 201 555 0123');
		await settle();
		expect(found.splice(0)).toContain('+1 201 555 0123');
	});

	test('come with what is added', async () => {
		start('<p id="p">none</p>');
		time.run();
		element('p').insertAdjacentHTML('afterend', '<section><div id="x"></div></section>');
		attach('x', `<p>${NUMBER}</p>`);
		await settle();
		expect(found).toEqual([NUMBER]);
	});

	test('attached later, of which nothing tells, are found after a while, each once', () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		start('<x-late id="x"></x-late>');
		time.run();
		const root = attach('x', `<p>${NUMBER}</p><x-later></x-later>`);
		vi.advanceTimersByTime(250);
		time.run();
		expect(found.splice(0)).toEqual([NUMBER]);
		const later = root.querySelector('x-later')?.attachShadow({ mode: 'open' });
		if (later) later.innerHTML = `<p>${OTHER}</p>`;
		vi.advanceTimersByTime(500);
		time.run();
		expect(found.splice(0)).toEqual([OTHER]);
		vi.runAllTimers();
		time.run();
		expect(found).toEqual([]);
	});
});

test('while somebody types in an editor, there is nothing to do', async () => {
	start(`<p>none</p><div contenteditable id="e"><p id="p">x</p></div>`);
	time.run();
	(element('p').firstChild as Text).data = NUMBER;
	element('e').insertAdjacentHTML('beforeend', `<p>${NUMBER}</p>`);
	await new Promise((resolve) => setTimeout(resolve));
	expect(forgotten).toContain(NUMBER);
	expect(time.once()).toBe(false);
	expect(found).toEqual([]);
});

test('tells that the page writes itself anew, and nothing else', async () => {
	start('<p>none</p>');
	time.run();
	document.body.append('more');
	await settle();
	expect(anew).toBe(0);
	const page = document.documentElement;
	const other = document.createElement('html');
	page.remove();
	document.append(other);
	try {
		await settle();
		expect(anew).toBe(1);
	} finally {
		other.remove();
		document.append(page);
	}
});

test('ends with its life: no more looking, no more watching', async () => {
	start(`<p>${NUMBER}</p>`);
	life.abort();
	time.run();
	document.body.insertAdjacentHTML('beforeend', `<p>${OTHER}</p>`);
	await settle();
	expect(found).toEqual([]);
	expect(time.once()).toBe(false);
});
