import { expect, test } from 'vitest';
import { readStamp, sentAt } from '../../../../../src/background/xmpp/xeps/xep-0203-delayed-delivery.ts';
import { parsed } from '../attached.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');

function delayed(...stamps: string[]) {
	return parsed(
		`<message>${stamps.map((stamp) => `<delay xmlns="urn:xmpp:delay" from="x" stamp="${stamp}"/>`).join('')}</message>`,
	);
}

test('a message says when it was sent', () => {
	expect(sentAt(delayed('2002-09-10T23:08:25Z'), NOW)).toBe(Date.parse('2002-09-10T23:08:25Z'));
});

test('one that was not delayed was sent now', () => {
	expect(sentAt(parsed('<message/>'), NOW)).toBe(NOW);
	expect(sentAt(parsed('<message><delay xmlns="other" stamp="2002-09-10T23:08:25Z"/></message>'), NOW)).toBe(NOW);
});

test('the first of several who delayed it counts', () => {
	const stamps = ['2002-09-10T23:41:07Z', '2002-09-10T23:05:37Z'];
	expect(sentAt(delayed(...stamps), NOW)).toBe(Date.parse('2002-09-10T23:05:37Z'));
});

test('nothing comes from the future', () => {
	expect(sentAt(delayed('2030-01-01T00:00:00Z'), NOW)).toBe(NOW);
});

test.each([
	['2002-09-10T23:08:25Z', 1_031_699_305_000],
	['2002-09-10T23:08:25.5Z', 1_031_699_305_500],
	['2002-09-10T23:08:25+02:00', 1_031_692_105_000],
])('XEP-0082: %s', (stamp, time) => {
	expect(readStamp(stamp)).toBe(time);
});

test.each([
	undefined,
	'',
	'now',
	'2002-09-10',
	'2002-09-10T23:08:25',
	'2002-99-10T23:08:25Z',
	'1931-09-10T23:08:25Z',
	'20020910T23:08:25',
])('%j is no stamp', (stamp) => {
	expect(readStamp(stamp)).toBeNull();
	expect(sentAt(delayed(String(stamp)), NOW)).toBe(NOW);
});
