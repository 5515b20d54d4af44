// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { createLife } from '../../../src/content/life.ts';

afterEach(() => vi.unstubAllGlobals());

function extension(): { id?: string } {
	const runtime = { id: 'twinline' };
	vi.stubGlobal('chrome', { runtime });
	return runtime;
}

test('goes on until the extension leaves', () => {
	const runtime = extension();
	const { signal, goesOn } = createLife();
	expect(goesOn()).toBe(true);
	delete runtime.id;
	expect(signal.aborted).toBe(false);
	expect(goesOn()).toBe(false);
	expect(signal.aborted).toBe(true);
	runtime.id = 'twinline';
	expect(goesOn()).toBe(false);
});

test('notices it when the person comes back to the tab', () => {
	const runtime = extension();
	const { signal } = createLife();
	document.dispatchEvent(new Event('visibilitychange'));
	expect(signal.aborted).toBe(false);
	delete runtime.id;
	document.dispatchEvent(new Event('visibilitychange'));
	expect(signal.aborted).toBe(true);
});

test('ends when it is told to', () => {
	extension();
	const { signal, goesOn, end } = createLife();
	end();
	expect([signal.aborted, goesOn()]).toEqual([true, false]);
});

test.each([{}, { runtime: {} }])('where there is no extension, life is over at once', (chrome) => {
	vi.stubGlobal('chrome', chrome);
	expect(createLife().goesOn()).toBe(false);
});
