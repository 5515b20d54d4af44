import { describe, expect, test } from 'vitest';
import { ALL_SITES, isEverywhere, siteName, sitePattern } from '../../../src/ui/sites.ts';

describe('what a person types as a site', () => {
	test.each([
		['example.org', '*://*.example.org/*', 'example.org'],
		[' www.Example.org ', '*://*.example.org/*', 'example.org'],
		['https://shop.example.org/cart?x=1', '*://*.shop.example.org/*', 'shop.example.org'],
		['localhost', '*://localhost/*', 'localhost'],
		['http://localhost:8080/', '*://localhost/*', 'localhost'],
		['127.0.0.1', '*://127.0.0.1/*', '127.0.0.1'],
		['http://[::1]/', '*://[::1]/*', '[::1]'],
		['bücher.example', '*://*.xn--bcher-kva.example/*', 'xn--bcher-kva.example'],
	])('%s', (typed, pattern, name) => {
		expect(sitePattern(typed)).toBe(pattern);
		expect(siteName(pattern)).toBe(name);
	});

	test.each([
		'',
		'  ',
		'*',
		'*.org',
		'two words',
		'file:///etc/passwd',
		'javascript:alert(1)',
		'https://',
		'.',
		'-a.example-',
	])('%s is none', (typed) => {
		expect(sitePattern(typed)).toBeNull();
	});
});

test('everywhere, in each way that a browser puts it', () => {
	for (const origin of [ALL_SITES, '<all_urls>', 'https://*/*'])
		expect(isEverywhere(['*://a.example/*', origin])).toBe(true);
	expect(isEverywhere(['*://*.example.org/*', 'https://org/*'])).toBe(false);
	expect(isEverywhere([])).toBe(false);
});
