// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Ask } from '../../../../src/content/ask.ts';
import { createChip, type WalkingChip } from '../../../../src/content/chip/chip.ts';
import type { How, Spot } from '../../../../src/content/spot.ts';
import type { Description } from '../../../../src/shared/description.ts';
import { lifeOf } from '../in-slot.ts';
import { type Browser, browser } from './browser.ts';

const described: Description = {
	target: 'tel:+390458001234;ext=5',
	shown: '+39 045 800 1234 x5',
	country: 'IT',
	kind: 'fixed',
	canCall: true,
	canChat: false,
	canVideo: false,
	cue: null,
	siteCountry: '',
};

let page: Browser;
let life: AbortController;
let isLeft: boolean;
let chip: WalkingChip;
let commands: unknown[][];
/** Answers to `numbers.describe`, as they are asked for. */
let answers: ((description: Description | undefined) => void)[];

beforeEach(() => {
	page = browser();
	document.body.innerHTML = '<input id="field" value="x"><p id="p">Call 045 800 1234</p>';
	life = new AbortController();
	isLeft = false;
	[commands, answers] = [[], []];
	const ask = (name: string, input: object) => {
		if (name !== 'numbers.describe') commands.push([name, input]);
		return new Promise((resolve) => (name === 'numbers.describe' ? answers.push(resolve) : resolve(null)));
	};
	chip = createChip(
		ask as Ask,
		lifeOf(life, () => !isLeft),
	);
});
afterEach(() => {
	life.abort();
	vi.useRealTimers();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

interface FakeSpot extends Spot {
	there: boolean;
	box: Partial<DOMRect>;
}

function spotOf(target = 'tel:+390458001234'): FakeSpot {
	const element = document.getElementById('p') as HTMLElement;
	const spot: FakeSpot = {
		...{ target, raw: '045 800 1234', is: 'mark', element, cue: false, there: true },
		box: { left: 10, top: 10, right: 90, bottom: 30 },
		isThere: () => spot.there,
		boxes: () => [spot.box as DOMRect],
		range: () => document.createRange(),
	};
	return spot;
}

async function shown(how: How = 'hover', changes: Partial<Description> = {}, spot = spotOf()): Promise<FakeSpot> {
	if (how === 'walk') chip.walkTo(spot, { index: 2, count: 7 });
	else chip.show(spot, how);
	await answered({ ...described, ...changes });
	page.pass(1000);
	return spot;
}

async function answered(description: Description | undefined): Promise<void> {
	answers.shift()?.(description);
	for (let i = 0; i < 4; i++) await Promise.resolve();
}

const panel = () => page.shadow()?.querySelector<HTMLElement>('.chip');
const words = () => panel()?.textContent;
const control = (name: string) =>
	[...(panel()?.querySelectorAll<HTMLElement>('button') ?? [])].find(({ textContent }) => textContent === name);

function press(name: string, init: { isTrusted?: boolean; pointerType?: string; button?: number } = {}): void {
	const { isTrusted = true, pointerType = 'mouse', button = 0 } = init;
	const event = new PointerEvent('click', {
		bubbles: true,
		composed: true,
		pointerType,
		button,
		clientX: 5,
		clientY: 5,
	});
	Object.defineProperties(event, { isTrusted: { value: isTrusted }, timeStamp: { value: page.now() } });
	const found = control(name);
	if (!found) throw new Error(`no control ${name}`);
	found.dispatchEvent(event);
}

function key(name: string, init: KeyboardEventInit & { isTrusted?: boolean } = {}): boolean {
	const { isTrusted = true, ...rest } = init;
	const event = new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true, ...rest });
	Object.defineProperty(event, 'isTrusted', { value: isTrusted });
	(page.shadow()?.activeElement ?? document.activeElement ?? document.body).dispatchEvent(event);
	return event.defaultPrevented;
}

describe('shows', () => {
	test('what is known, once it is known, in a closed root of an element that is there only so long', async () => {
		const before = document.documentElement.outerHTML;
		chip.show(spotOf(), 'hover');
		expect(page.host()).toBeUndefined();
		await answered(described);
		expect(words()).toContain('+39 045 800 1234 x5');
		expect(words()).toContain('Italy · Landline');
		expect(page.host()?.shadowRoot).toBeNull();
		chip.hide();
		expect(document.documentElement.outerHTML).toBe(before);
	});

	test('nothing of what nobody knows, has changed meanwhile, or is no longer asked for', async () => {
		chip.show(spotOf(), 'hover');
		await answered(undefined);
		expect(page.host()).toBeUndefined();
		const gone = spotOf();
		chip.show(gone, 'hover');
		gone.there = false;
		await answered(described);
		expect(page.host()).toBeUndefined();
		chip.show(spotOf(), 'hover');
		chip.hide();
		await answered(described);
		expect(page.host()).toBeUndefined();
		isLeft = true;
		chip.show(spotOf(), 'hover');
		await answered(described);
		expect(page.host()).toBeUndefined();
	});

	test('what was asked for last, whichever answer comes first', async () => {
		chip.show(spotOf('tel:+1'), 'hover');
		chip.show(spotOf('tel:+2'), 'hover');
		answers.reverse();
		await answered({ ...described, shown: 'second' });
		await answered({ ...described, shown: 'first' });
		expect(words()).toContain('second');
		expect(document.querySelectorAll('[popover]')).toHaveLength(1);
	});

	test('beside its spot, frame after frame, until that is out of the window or changes', async () => {
		const spot = await shown();
		expect([panel()?.style.left, panel()?.style.top]).toEqual(['10px', '36px']);
		spot.box = { left: 40, top: 50, right: 90, bottom: 70 };
		page.frame();
		expect([panel()?.style.left, panel()?.style.top]).toEqual(['40px', '76px']);
		spot.box = { left: 40, top: -50, right: 90, bottom: -30 };
		page.frame();
		expect(page.host()).toBeUndefined();
		const other = await shown();
		other.there = false;
		page.frame();
		expect(page.host()).toBeUndefined();
	});

	test('nothing after its life', async () => {
		await shown();
		life.abort();
		expect(page.host()).toBeUndefined();
	});
});

describe('a press', () => {
	test('on Call calls what is shown, and nothing else, and hides', async () => {
		await shown();
		press('Call');
		expect(commands).toEqual([['call.place', { target: 'tel:+390458001234;ext=5' }]]);
		expect(page.host()).toBeUndefined();
	});

	test.each([
		['Chat', {}, ['chat.open', { target: 'tel:+390458001234;ext=5' }]],
		[
			'Chat',
			{ contact: { name: 'Nurse', jid: 'nurse@x', account: 'a', show: 'away' } },
			['chat.open', { target: 'nurse@x', account: 'a' }],
		],
		['Not a number here', {}, ['site.change', { notNumber: '+390458001234' }]],
		['Not on this site', {}, ['site.change', { off: true }]],
	] as const)('on %s, %#', async (name, changes, command) => {
		await shown('hover', { canChat: true, ...changes });
		press(name);
		expect(commands).toEqual([command]);
		expect(page.host()).toBeUndefined();
	});

	test('on Copy copies what is shown, says so, and stays', async () => {
		const writeText = vi.fn(async () => {});
		vi.stubGlobal('navigator', { clipboard: { writeText } });
		await shown();
		press('Copy');
		await answered(undefined);
		expect(writeText).toHaveBeenCalledWith('+39 045 800 1234 x5');
		expect(control('Copied')).toBeDefined();
		expect(page.shadow()?.querySelector('[role=status]')?.textContent).toBe('Copied');
	});

	test('on another country changes that of the site', async () => {
		await shown('hover', { siteCountry: 'IT' });
		press('Change');
		const choice = panel()?.querySelector('select');
		if (choice) choice.value = 'DE';
		press('Save');
		expect(commands).toEqual([['site.change', { country: 'DE' }]]);
	});

	test.each<[string, (spot: FakeSpot) => void, object?]>([
		['of a script', () => {}, { isTrusted: false }],
		['of another button', () => {}, { button: 1 }],
		['on what has just come or moved', () => page.pass(-700)],
		[
			'on what has moved just now',
			(spot) => {
				spot.box = { left: 40, top: 50, right: 90, bottom: 70 };
				// A layout that happy-dom has not.
				vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue({ left: 40, top: 76 } as DOMRect);
				page.frame();
			},
		],
		[
			'when the spot has changed',
			(spot) => {
				spot.there = false;
			},
		],
		['when the page has moved the host', () => document.body.append(page.host() ?? '')],
		['when the page has taken it from the top', () => page.host()?.hidePopover()],
		[
			'when something lies over it',
			() => {
				page.topmost = document.body;
			},
		],
		['when a transition lies over it', () => page.animations.push({ effect: { pseudoElement: '::view-transition' } })],
	])('does nothing: %s', async (_, change, init = {}) => {
		const spot = await shown();
		change(spot);
		press('Call', init);
		expect(commands).toEqual([]);
	});

	test('does nothing when the browser says that it is not visible; where it says nothing, that is no hindrance', async () => {
		page.visible = false;
		await shown();
		press('Call');
		expect(commands).toEqual([]);
		chip.hide();
		vi.stubGlobal('IntersectionObserverEntry', class {});
		page.visible = undefined;
		await shown();
		press('Call');
		expect(commands).toHaveLength(1);
	});

	test('does nothing, where the browser does not say what is visible, when something came into the top layer later', async () => {
		vi.stubGlobal('IntersectionObserverEntry', class {});
		page.visible = undefined;
		page.topLayer.push(document.body);
		await shown();
		press('Call');
		expect(commands).toHaveLength(1);
		chip.hide();
		await shown();
		page.topLayer.push(document.documentElement);
		press('Call');
		expect(commands).toHaveLength(1);
	});

	test('by keys counts at once', async () => {
		await shown();
		page.pass(-900);
		press('Call', { pointerType: '' });
		expect(commands).toHaveLength(1);
	});

	test('leaves the page’s focus and selection where they are', async () => {
		await shown('hover', { siteCountry: 'IT' });
		const down = () => new MouseEvent('mousedown', { bubbles: true, cancelable: true });
		const onButton = down();
		control('Call')?.dispatchEvent(onButton);
		expect(onButton.defaultPrevented).toBe(true);
		press('Change');
		const onChoice = down();
		panel()?.querySelector('select')?.dispatchEvent(onChoice);
		expect(onChoice.defaultPrevented).toBe(false);
	});
});

describe('keys', () => {
	test('Escape hides it; where the pointer brought it, the page has the key too', async () => {
		await shown();
		expect(key('Escape', { isTrusted: false })).toBe(false);
		expect(page.host()).toBeDefined();
		expect(key('Escape')).toBe(false);
		expect(page.host()).toBeUndefined();
		await shown('walk');
		expect(key('Escape')).toBe(true);
		expect(page.host()).toBeUndefined();
	});

	test('Tab leads into a chip of the walk, not into one of the pointer', async () => {
		await shown();
		expect(key('Tab')).toBe(false);
		await shown('walk');
		expect(key('Tab')).toBe(true);
		expect(page.shadow()?.activeElement?.textContent).toBe('Call');
	});

	test('a cue takes the focus, but not to what calls; Tab beyond its end gives it back', async () => {
		document.getElementById('field')?.focus();
		await shown('cue');
		expect(page.shadow()?.activeElement).toBe(panel());
		control('Not on this site')?.focus();
		expect(key('Tab')).toBe(true);
		expect(page.host()).toBeUndefined();
		expect(document.activeElement?.id).toBe('field');
	});

	test('Shift and Tab before its beginning too', async () => {
		document.getElementById('field')?.focus();
		await shown('cue');
		expect(key('Tab', { shiftKey: true })).toBe(true);
		expect(document.activeElement?.id).toBe('field');
	});

	test('what had the focus has it again after a press by keys', async () => {
		document.getElementById('field')?.focus();
		await shown('cue');
		control('Call')?.focus();
		press('Call', { pointerType: '' });
		expect(document.activeElement?.id).toBe('field');
	});

	test('a key held down presses nothing, and the page hears of no key in the chip', async () => {
		await shown('walk');
		key('Tab');
		const heard = vi.fn();
		document.addEventListener('keydown', heard, true);
		expect(key('Enter', { repeat: true })).toBe(true);
		expect(key('Enter')).toBe(false);
		expect(heard).not.toHaveBeenCalled();
		document.removeEventListener('keydown', heard, true);
	});
});

describe('the walk', () => {
	test('is said once there is somewhere to say it, and goes on in the same place', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout'] });
		await shown('walk', { contact: { name: 'Nurse', jid: 'nurse@x', account: 'a', show: 'away' } });
		const status = page.shadow()?.querySelector('[role=status]');
		expect([status?.textContent, chip.isWalking()]).toEqual(['', true]);
		vi.runAllTimers();
		expect(status?.textContent).toBe('Nurse, +39 045 800 1234 x5, Italy, 2 of 7');
		await shown('walk', { shown: '1001', country: '', target: 'tel:1001' });
		vi.runAllTimers();
		expect(page.shadow()?.querySelector('[role=status]')).toBe(status);
		expect(status?.textContent).toBe('1001, 2 of 7');
		expect(page.shadow()?.querySelectorAll('.chip')).toHaveLength(1);
	});

	test('ends with a press elsewhere', async () => {
		await shown('walk');
		const down = new PointerEvent('pointerdown', { bubbles: true });
		document.body.dispatchEvent(down);
		expect(chip.isWalking()).toBe(true);
		Object.defineProperty(down, 'isTrusted', { value: true });
		document.body.dispatchEvent(down);
		expect(chip.isWalking()).toBe(false);
	});
});
