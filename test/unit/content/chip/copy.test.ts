// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { copyText } from '../../../../src/content/chip/copy.ts';

let shadow: ShadowRoot;
let place: HTMLElement;
/** What was selected when the document was told to copy. */
let copied: string[];

beforeEach(() => {
	document.body.innerHTML = '<div></div>';
	shadow = (document.body.firstElementChild as HTMLElement).attachShadow({ mode: 'open' });
	shadow.innerHTML = '<div><button>Copy</button></div>';
	place = shadow.firstElementChild as HTMLElement;
	copied = [];
	document.execCommand = (command) => {
		const field = shadow.querySelector('textarea');
		if (command !== 'copy' || !field) return false;
		copied.push(field.value.slice(field.selectionStart, field.selectionEnd));
		return true;
	};
});
afterEach(() => vi.unstubAllGlobals());

test('by the clipboard, where the page may', async () => {
	const writeText = vi.fn(async () => {});
	vi.stubGlobal('navigator', { clipboard: { writeText } });
	expect(await copyText('+39', place)).toBe(true);
	expect(writeText).toHaveBeenCalledWith('+39');
	expect(copied).toEqual([]);
});

test.each([
	['is refused it', { clipboard: { writeText: () => Promise.reject(new Error('NotAllowedError')) } }],
	['has none', {}],
])('by a field, where it %s: nothing of it stays, and the focus is where it was', async (_, navigator) => {
	vi.stubGlobal('navigator', navigator);
	shadow.querySelector('button')?.focus();
	expect(await copyText('+39', place)).toBe(true);
	expect(copied).toEqual(['+39']);
	expect(shadow.querySelector('textarea')).toBeNull();
	expect(shadow.activeElement?.localName).toBe('button');
});

test('says when the browser does not allow it', async () => {
	vi.stubGlobal('navigator', {});
	document.execCommand = () => false;
	expect(await copyText('+39', place)).toBe(false);
});
