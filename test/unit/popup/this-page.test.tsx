// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMore } from '../../../src/popup/more.tsx';
import { Popup } from '../../../src/popup/popup-page.tsx';
import { createPopupState } from '../../../src/popup/popup-state.ts';
import type { Description } from '../../../src/shared/description.ts';
import type { Slices } from '../../../src/shared/state.ts';
import {
	click,
	type FakeExtension,
	type FakeWindow,
	fakeExtension,
	fakeWindow,
	mount,
	named,
	press,
	settle,
	unmount,
	words,
} from '../../support/views/fake-window.ts';
import { overview, slices } from '../../support/views/fixtures.ts';

const ALLOWED = ['*://*/*'];
const VERONA = { target: 'tel:+390458050500', raw: '045 805 0500', around: 'Town hall' };
const ROMEO = { target: 'xmpp:romeo@montague.example', raw: 'Romeo', around: 'write to' };
const top = { isTop: true, host: 'shop.example', asksNot: false, language: 'it', found: [VERONA, ROMEO, VERONA] };
const frame = { ...top, isTop: false, host: 'ads.example', found: [VERONA] };

let extension: FakeExtension;
let view: FakeWindow;

beforeEach(() => {
	extension = fakeExtension();
	extension.permissions.origins = ALLOWED;
	extension.page = { url: 'https://shop.example/contact', frames: [top] };
	vi.spyOn(window, 'close').mockImplementation(() => {});
});
afterEach(() => {
	unmount();
	vi.restoreAllMocks();
});

/** The popup on its third tab. */
async function open(changes: Partial<Slices> = {}): Promise<void> {
	view = fakeWindow({ ...slices, ...changes });
	const state = createPopupState(view);
	state.more.value = createMore(state);
	mount(<Popup state={state} />);
	await settle();
	await act(async () => document.getElementById('tab-page')?.click());
	await settle();
}

function knownAs(description: Partial<Description>): void {
	const none = {
		target: VERONA.target,
		shown: '',
		country: 'IT',
		kind: '',
		canCall: true,
		canChat: false,
		canVideo: false,
	};
	const value = { ...none, cue: null, siteCountry: '', ...description };
	extension.answers.set('numbers.describe', { ok: true, value });
}

const asked = () =>
	extension.asked.filter(({ command }) => command !== 'numbers.describe').map(({ command, input }) => [command, input]);
const rows = () => [...document.querySelectorAll('.windowed-list li')].map(({ textContent }) => textContent);

describe('what is on the page', () => {
	test('is counted in the tab, each number once', async () => {
		await open();
		expect(named('This page (2)').getAttribute('aria-selected')).toBe('true');
	});

	test('a number is called from its site’s point of view; an address is written to', async () => {
		await open();
		await click('Call +39 045 805 0500');
		await click('Chat with romeo@montague.example');
		expect(asked()).toEqual([
			['call.place', { target: VERONA.target, site: 'shop.example' }],
			['chat.open', { target: ROMEO.target }],
		]);
	});

	test('whose it is, as it is known, with the words around', async () => {
		const contact = { name: 'Nurse', jid: 'nurse@capulet.example', account: 'a1', show: 'away' } as const;
		knownAs({ shown: '+39 045 805 0500', canChat: true, contact });
		extension.page = { url: 'https://shop.example/', frames: [{ ...top, found: [VERONA] }] };
		await open();
		expect(extension.asked.find(({ command }) => command === 'numbers.describe')?.input).toEqual({
			target: VERONA.target,
			raw: VERONA.raw,
			language: 'it',
			site: 'shop.example',
		});
		expect(rows()[0]).toContain('Nurse');
		expect(rows()[0]).toContain('+39 045 805 0500 · Town hall');
		await click('Chat with Nurse');
		expect(asked()).toEqual([['chat.open', { target: contact.jid, account: 'a1' }]]);
	});

	test('a frame of another site is told apart', async () => {
		extension.page = { url: 'https://shop.example/', frames: [{ ...top, found: [VERONA] }, frame] };
		await open();
		expect(rows()).toHaveLength(2);
		expect(rows()[0]).not.toContain('in a frame');
		expect(rows()[1]).toContain('in a frame from ads.example');
	});

	test('a call that may cost wants a second click, on the same number', async () => {
		knownAs({ shown: '+39 899 123456', cue: 'premium' });
		extension.page = { url: 'https://shop.example/', frames: [{ ...top, found: [VERONA] }] };
		await open();
		await click('Call +39 899 123456');
		expect(asked()).toEqual([]);
		expect(words()).toContain('This call may cost a lot. Click again to call.');
		await click('Call +39 899 123456');
		expect(asked()).toEqual([['call.place', { target: VERONA.target, site: 'shop.example' }]]);
	});

	test('goes by the keyboard as the other lists do', async () => {
		await open();
		named('This page (2)').focus();
		document.getElementById('find')?.focus();
		await press('ArrowDown');
		expect(document.activeElement?.textContent).toContain('+39 045');
		await press('ArrowDown');
		expect(document.activeElement?.textContent).toContain('romeo@montague.example');
		await press('ArrowUp');
		await press('Enter', { ctrlKey: true });
		expect(asked()).toEqual([['call.place', { target: VERONA.target, site: 'shop.example' }]]);
	});
});

describe('the tabs', () => {
	test('arrow keys go around', async () => {
		await open();
		named('This page (2)').focus();
		await press('ArrowRight');
		expect(document.activeElement?.id).toBe('tab-contacts');
		await press('ArrowLeft');
		expect(document.activeElement?.id).toBe('tab-page');
		await press('ArrowLeft');
		expect(document.activeElement?.id).toBe('tab-recents');
	});
});

describe('the switches', () => {
	const off = (site: string, is: boolean) => ({ site, off: is });

	test('off here, and on again', async () => {
		await open();
		await click('Numbers on shop.example');
		view.show({ sites: [off('shop.example', true)] });
		expect(named<HTMLInputElement>('Numbers on shop.example').checked).toBe(false);
		await click('Numbers on shop.example');
		expect(asked()).toEqual([
			['site.set', off('shop.example', true)],
			['site.set', { site: 'shop.example', off: null }],
		]);
	});

	test('on within a site that is off has to be said', async () => {
		extension.page = { url: 'https://www.wiki.shop.example/', frames: [{ ...top, host: 'www.wiki.shop.example' }] };
		await open({ sites: [off('shop.example', true)] });
		await click('Numbers on www.wiki.shop.example');
		expect(asked()).toEqual([['site.set', off('www.wiki.shop.example', false)]]);
	});

	test('off everywhere', async () => {
		await open();
		await click('Numbers on all sites');
		expect(asked()).toEqual([['settings.change', { pages: { marks: false, evenIfOptedOut: false } }]]);
	});

	test('what is off is said where the list would be', async () => {
		extension.page = { url: 'https://shop.example/', frames: [{ ...top, found: [] }] };
		await open();
		expect(words()).toContain('No numbers or addresses on this page.');
		view.show({ sites: [off('shop.example', true)] });
		expect(words()).toContain('Switched off: nothing is looked for on this page.');
	});

	test('where the numbers are from', async () => {
		await open({ sites: [{ site: 'shop.example', country: 'IT' }] });
		const select = named<HTMLSelectElement>('Numbers on this site are from');
		expect(select.value).toBe('IT');
		for (const value of ['DE', '']) {
			await act(async () => {
				select.value = value;
				select.dispatchEvent(new Event('change', { bubbles: true }));
			});
		}
		expect(asked()).toEqual([
			['site.set', { site: 'shop.example', country: 'DE' }],
			['site.set', { site: 'shop.example', country: null }],
		]);
	});
});

describe('why there may be nothing', () => {
	test('a page that asks to be left alone is, unless the person says otherwise', async () => {
		extension.page = { url: 'https://shop.example/', frames: [{ ...top, asksNot: true, found: [] }] };
		await open();
		expect(words()).toContain('This page asks not to have its numbers found.');
		await click('Look anyway');
		expect(asked()).toEqual([['site.set', { site: 'shop.example', evenIfOptedOut: true }]]);
		view.show({ sites: [{ site: 'shop.example', evenIfOptedOut: true }] });
		expect(words()).not.toContain('This page asks not');
	});

	test('a site that is not allowed: it can be, with the click that asks, or looked at once', async () => {
		extension.permissions.origins = [];
		extension.page = { url: 'https://www.shop.example/', frames: [{ ...top, found: [] }] };
		await open();
		expect(words()).toContain('not allowed to look for numbers on www.shop.example yet');
		await click('Allow on this site');
		await click('Look once');
		expect(extension.permissions.request).toHaveBeenCalledWith({ origins: ['*://*.shop.example/*'] });
		expect(extension.injected).toEqual(['content.js']);
	});

	test.each(['chrome://settings/', undefined])('%s is no page of the web', async (url) => {
		extension.permissions.origins = [];
		extension.page = { ...(url && { url }), frames: [] };
		await open({ overview });
		expect(words()).toContain('There is no web page here');
	});
});
