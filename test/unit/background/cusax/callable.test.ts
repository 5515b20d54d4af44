import { describe, expect, test } from 'vitest';
import { callable, callableUri, takesVoice } from '../../../../src/background/cusax/callable.ts';
import type { AddressType } from '../../../../src/background/xmpp/session.ts';

describe('C15: what somebody wrote as their number', () => {
	test.each([
		['tel:+49-30-23125001', 'tel:+493023125001'],
		['tel:+49 30 23125001', 'tel:+493023125001'],
		['+49 (0)30 23125-001', 'tel:+493023125001'],
		['030 23125001', 'tel:+493023125001'],
		['tel:030-23125001;phone-context=example.test', 'tel:+493023125001'],
		['+49 30 23125001 ext. 12', 'tel:+493023125001;ext=12'],
		['tel:+493023125001;ext=12', 'tel:+493023125001;ext=12'],
		['1001', 'tel:1001'],
		['*98', 'tel:*98'],
		['sip:bob@Example.test', 'sip:bob@example.test'],
		['tel:sip:bob@example.test', 'sip:bob@example.test'],
		['SIPS:bob@example.test:5061', 'sips:bob@example.test:5061'],
		['bob@example.test', 'sip:bob@example.test'],
		['sip:+493023125001@example.test;user=phone', 'sip:+493023125001@example.test;user=phone'],
	])('%s is called as %s', (written, uri) => expect(callableUri(written, 'DE')).toBe(uri));

	test.each([
		'',
		'ask my secretary',
		'0800 CALL ME',
		'+',
		'#',
		'sip:example.test',
		'xmpp:bob@example.test',
		'https://example.test/call',
		'javascript:alert(1)',
		'sip:bob@example.test%0d%0aRoute: x',
		'tel:+49301234567;m-forward=x',
		'sip:bob@exa mple.test',
		'+4930\u20281234',
		'1'.repeat(250),
	])('%j is none', (written) => expect(callableUri(written, 'DE')).toBeNull());

	test('by the rules of another country it is another number, or its digits only', () => {
		expect(callableUri('045 8000000', 'IT')).toBe('tel:+390458000000');
		expect(callableUri('045 8000000', '')).toBe('tel:0458000000');
	});
});

describe('C13: which of several', () => {
	const published = (written: string, ...types: AddressType[]) => ({ written, types });

	test('unusable ones are left out, each other one stands once, in their order', () => {
		const numbers = callable(
			[
				published('none'),
				published('+49 30 23125001', 'work'),
				published('sip:bob@example.test', 'video'),
				published('tel:+493023125001', 'cell'),
			],
			'DE',
		);
		expect(numbers).toEqual([
			{ uri: 'tel:+493023125001', type: 'work', video: false },
			{ uri: 'sip:bob@example.test', type: 'other', video: true },
		]);
	});

	test.each([
		[['cell', 'work'], 'cell', true],
		[['home', 'voice'], 'home', true],
		[[], 'other', true],
		[['work', 'fax'], 'fax', false],
		[['work', 'fax', 'voice'], 'work', true],
		[['pager'], 'pager', false],
	] as const)('%j is %s, which takes a voice: %s', (types, type, voice) => {
		const [number] = callable([published('+49 30 23125001', ...types)], 'DE');
		expect(number?.type).toBe(type);
		expect(number && takesVoice(number)).toBe(voice);
	});

	test.each(['modem', 'textphone'] as const)('a %s is none, unless somebody speaks there too', (type) => {
		expect(callable([published('+49 30 23125001', type)], 'DE')).toEqual([]);
		expect(callable([published('+49 30 23125001', type, 'voice')], 'DE')).toHaveLength(1);
	});
});
