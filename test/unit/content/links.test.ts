// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLinkPress } from '../../../src/content/link-press.ts';
import { takeOverLinks } from '../../../src/content/links.ts';
import type { Marks, Slot } from '../../../src/content/slot.ts';
import { click, topmost } from './clicks.ts';
import { lifeOf, slotWith } from './in-slot.ts';
import { element, page } from './page.ts';

let life: AbortController;
let pressed: string[];
let isThere: boolean;

beforeEach(() => {
	life = new AbortController();
	pressed = [];
	isThere = true;
	takeOverLinks(
		slotWith(
			lifeOf(life, () => isThere),
			async () => undefined,
			{ pressLink: createLinkPress(({ target }) => pressed.push(target)) },
		),
	);
});
afterEach(() => {
	life.abort();
	vi.unstubAllGlobals();
});

function link(href: string, inside = 'text'): HTMLElement {
	page(`<a id="x">${inside}</a>`);
	element('x').setAttribute('href', href);
	topmost(element('x'));
	return element('x');
}

describe('what a link means', () => {
	test.each([
		['tel:+39045800000', 'tel:+39045800000'],
		['TEL:+39 045 800000', 'TEL:+39 045 800000'],
		['  tel:+39\n045 ', 'tel:+39045'],
		['sip:bob@example.test', 'sip:bob@example.test'],
		['sips:bob@example.test', 'sips:bob@example.test'],
		['xmpp:bob@example.test', 'xmpp:bob@example.test'],
		['xmpp:bob@example.test?message', 'xmpp:bob@example.test?message'],
		['xmpp:bob@example.test?message;body=Hi%20there', 'xmpp:bob@example.test?message;body=Hi%20there'],
		['xmpp:bob@example.test?call', 'xmpp:bob@example.test?call'],
		['xmpp:bob@example.test?;node=x', 'xmpp:bob@example.test?;node=x'],
		['xmpp:bob@example.test#x', 'xmpp:bob@example.test#x'],
		['callto:+39045800000', 'tel:+39045800000'],
		['callto://+39 045 800000', 'tel:+39 045 800000'],
		[`tel:${'1'.repeat(1020)}`, `tel:${'1'.repeat(1020)}`],
	])('%j: %s', (href, target) => {
		expect(click(link(href))).toBe(true);
		expect(pressed).toEqual([target]);
	});

	test.each([
		'https://example.test/tel:+39045',
		'tel:',
		'telnet:host',
		'sipfoo:x',
		'/tel',
		'#tel:1',
		'mailto:bob@example.test',
		'javascript:tel:1',
		'xmpp:',
		'callto:bob',
		'callto:',
		'xmpp:room@example.test?join',
		'xmpp:bob@example.test?remove',
		'xmpp:bob@example.test?messages',
	])('%j stays with the browser', (href) => {
		expect(click(link(href))).toBe(false);
		expect(pressed).toEqual([]);
	});

	test.each([`tel:${'1'.repeat(1021)}`, `xmpp:bob@example.test?message;body=${'x'.repeat(8192)}`])(
		'%j is too long for anybody: nothing happens',
		(href) => {
			expect(click(link(href))).toBe(true);
			expect(pressed).toEqual([]);
		},
	);

	test('a link without an address, and no link, are none of ours', () => {
		page('<a id="x">x</a><p id="p">x</p>');
		topmost(element('x'));
		expect(click(element('x'))).toBe(false);
		expect(click(element('p'))).toBe(false);
	});

	test('an old SVG link, and an area of a picture', () => {
		page('<svg><a id="x" xlink:href="tel:1"><text id="t">x</text></a></svg><map><area id="m" href="tel:2"></map>');
		topmost(element('t'));
		expect(click(element('t'))).toBe(true);
		topmost(element('m'));
		expect(click(element('m'))).toBe(true);
		expect(pressed).toEqual(['tel:1', 'tel:2']);
	});

	test('a link in an open shadow root', () => {
		page('<div id="host"></div>');
		const root = element('host').attachShadow({ mode: 'open' });
		root.innerHTML = '<a href="tel:1"><b>x</b></a>';
		const inner = root.querySelector('b');
		root.elementFromPoint = () => inner;
		expect(inner && click(inner)).toBe(true);
		expect(pressed).toHaveLength(1);
	});
});

describe('what counts as a click', () => {
	test.each([
		['a script’s', { isTrusted: false }],
		['another button’s', { button: 1 }],
		['for a new tab', { ctrlKey: true }],
		['for a new tab on a Mac', { metaKey: true }],
		['for a new window', { shiftKey: true }],
		['to save', { altKey: true }],
	])('not one %s', (_, init) => {
		expect(click(link('tel:1'), init)).toBe(false);
		expect(pressed).toEqual([]);
	});

	test('Enter, wherever the link is', () => {
		const target = link('tel:1');
		topmost(null);
		expect(click(target, { pointerType: '', clientX: 0, clientY: 0 })).toBe(true);
		expect(pressed).toHaveLength(1);
	});

	test('once, when it is a double click or Enter held down; again after a while, and for another link', () => {
		const target = link('tel:1', '<b>a</b>');
		for (const at of [1000, 1200, 1800, 2400]) expect(click(target, { at })).toBe(true);
		expect(pressed).toHaveLength(1);
		click(target, { at: 3200 });
		expect(pressed).toHaveLength(2);
		click(link('tel:2'), { at: 3300 });
		expect(pressed).toHaveLength(3);
	});

	test('not on what lies under something else', () => {
		const target = link('tel:1');
		for (const top of [document.body, null]) {
			topmost(top);
			expect(click(target)).toBe(true);
		}
		expect(pressed).toEqual([]);
	});

	test('not on what nobody can see', () => {
		const target = link('tel:1', '<b id="b" style="opacity: 0.4">x</b>');
		topmost(element('b'));
		expect(click(target)).toBe(true);
		document.body.style.opacity = '0.4';
		expect(click(target, { at: 20_000 })).toBe(true);
		document.body.style.opacity = '';
		expect(pressed).toHaveLength(1);
	});

	test('not on an empty link spread over the window, but on a small one with a picture in its style', () => {
		const target = link('tel:1', ' ');
		const sized = (width: number, height: number) => {
			target.getBoundingClientRect = () => ({ width, height }) as DOMRect;
		};
		vi.stubGlobal('innerWidth', 1000);
		vi.stubGlobal('innerHeight', 1000);
		sized(600, 500);
		click(target, { at: 1000 });
		expect(pressed).toEqual([]);
		target.innerHTML = '<img alt="">';
		click(target, { at: 2000 });
		expect(pressed).toHaveLength(1);
		target.innerHTML = '';
		sized(24, 24);
		click(target, { at: 3000 });
		expect(pressed).toHaveLength(2);
	});

	test('not after the extension has left, nor after this life: the browser does its own', () => {
		isThere = false;
		expect(click(link('tel:1'))).toBe(false);
		isThere = true;
		life.abort();
		expect(click(link('tel:1'))).toBe(false);
		expect(pressed).toEqual([]);
	});
});

describe('before marks.js is there', () => {
	let brought: unknown[][];
	let slot: Slot;

	beforeEach(() => {
		life.abort();
		life = new AbortController();
		brought = [];
		const marks: Partial<Marks> = {
			pressLink: (one) => brought.push(['press', one.id]),
			meetLink: (one, how) => brought.push([how, one.id]),
		};
		const none = slotWith(lifeOf(life), async () => undefined);
		slot = { ...none, load: async () => Object.assign(slot, { marks }).marks as Marks };
		takeOverLinks(slot);
	});

	test('a click brings it, which then presses', async () => {
		expect(click(link('tel:1'))).toBe(true);
		await Promise.resolve();
		expect(brought).toEqual([['press', 'x']]);
	});

	test.each([
		['pointerover', 'hover'],
		['focusin', 'focus'],
	])('%s brings it, once', async (type, how) => {
		const target = link('tel:1', '<b id="b">x</b>');
		for (let i = 0; i < 2; i++) {
			notice(element('b'), type);
			await Promise.resolve();
		}
		expect(brought).toEqual([[how, target.id]]);
	});

	test('neither a script’s event nor another link does', async () => {
		notice(link('tel:1'), 'pointerover', false);
		notice(link('/x'), 'pointerover');
		await Promise.resolve();
		expect(brought).toEqual([]);
	});
});

function notice(target: Element, type: string, isTrusted = true): void {
	const event = new Event(type, { bubbles: true, composed: true });
	Object.defineProperty(event, 'isTrusted', { value: isTrusted });
	target.dispatchEvent(event);
}
