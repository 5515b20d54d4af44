import { expect, test } from 'vitest';
import { ALL_SITES, isEverywhere, siteName } from '../../../src/ui/sites.ts';

test('a pattern is shown as its site', () => {
	expect(siteName('*://*.example.org/*')).toBe('example.org');
	expect(siteName('*://localhost/*')).toBe('localhost');
	expect(siteName('https://[::1]/*')).toBe('[::1]');
});

test('everywhere, in each way that a browser puts it', () => {
	for (const origin of [ALL_SITES, '<all_urls>', 'https://*/*'])
		expect(isEverywhere(['*://a.example/*', origin])).toBe(true);
	expect(isEverywhere(['*://*.example.org/*', 'https://org/*'])).toBe(false);
	expect(isEverywhere([])).toBe(false);
});
