import { describe, expect, test } from 'vitest';
import { isInternal, isInternalPattern } from '../../../src/shared/internal-pattern.ts';
import { patternOf, ruleFor, siteOf, typedSite } from '../../../src/shared/site.ts';

describe('what a person types as a site', () => {
	test.each([
		['example.org', 'example.org', '*://*.example.org/*'],
		[' www.Example.org ', 'example.org', '*://*.example.org/*'],
		['https://shop.example.org/cart?x=1', 'shop.example.org', '*://*.shop.example.org/*'],
		['www.org', 'www.org', '*://*.www.org/*'],
		['localhost', 'localhost', '*://localhost/*'],
		['http://localhost:8080/', 'localhost', '*://localhost/*'],
		['127.0.0.1', '127.0.0.1', '*://127.0.0.1/*'],
		['http://[::1]/', '[::1]', '*://[::1]/*'],
		['bücher.example', 'xn--bcher-kva.example', '*://*.xn--bcher-kva.example/*'],
	])('%s', (typed, site, pattern) => {
		expect(typedSite(typed)).toBe(site);
		expect(patternOf(site)).toBe(pattern);
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
		expect(typedSite(typed)).toBeNull();
	});
});

test('the site of an address has no port and no dot at its end', () => {
	expect(siteOf('https://shop.example.:8443/x')).toBe('shop.example');
	expect(siteOf('about:blank')).toBe('');
	expect(siteOf(undefined)).toBe('');
});

describe('which rule holds', () => {
	const rules = [
		{ site: 'wiki.example.org', off: false },
		{ site: 'example.org', off: true, country: 'IT' },
		{ site: 'ample.org', country: 'DE' },
	];

	test('each thing is as the nearest site says that says something about it', () => {
		expect(ruleFor(rules, 'en.wiki.example.org')).toEqual({ site: 'en.wiki.example.org', off: false, country: 'IT' });
		expect(ruleFor(rules, 'example.org')).toEqual({ site: 'example.org', off: true, country: 'IT' });
	});

	test('a name that ends alike is another site', () => {
		expect(ruleFor(rules, 'sample.org')).toEqual({ site: 'sample.org' });
		expect(ruleFor(rules, '')).toEqual({ site: '' });
	});
});

describe('extensions', () => {
	test.each(['XXXX', '2XXX', '100', '200-299', '0200-0299', 'XX'])('%s is a pattern', (pattern) => {
		expect(isInternalPattern(pattern)).toBe(true);
	});

	test.each(['', 'X', 'XXXXXXX', '299-200', '20-299', '2xx', '2XX-3XX', '1,2', '+39'])('%s is none', (pattern) => {
		expect(isInternalPattern(pattern)).toBe(false);
	});

	test.each([
		['2XXX', '2001', true],
		['2XXX', '3001', false],
		['2XXX', '200', false],
		['200-299', '200', true],
		['200-299', '299', true],
		['200-299', '300', false],
		['200-299', '2500', false],
		['nonsense', '200', false],
	])('%s and %s: %s', (pattern, digits, is) => {
		expect(isInternal([pattern], digits)).toBe(is);
	});
});
