import { describe, expect, test } from 'vitest';
import { domainOf, localOf, parseJid } from '../../../../src/background/xmpp/jid.ts';

describe('parseJid', () => {
	test.each([
		['juliet@capulet.lit', 'juliet@capulet.lit', ''],
		['Juliet@Capulet.LIT/Balcony', 'juliet@capulet.lit', 'Balcony'],
		['capulet.lit', 'capulet.lit', ''],
		['capulet.lit/a@b/c', 'capulet.lit', 'a@b/c'],
		['ΣΊΣΥΦΟΣ@example.com/foo bar', 'σίσυφος@example.com', 'foo bar'],
	])('%s', (text, bare, resource) => {
		expect(parseJid(text)).toEqual({ bare, resource });
	});

	test.each([
		undefined,
		'',
		'@capulet.lit',
		'juliet@',
		'juliet@capulet.lit/',
		'a@b@c',
		'ju liet@capulet.lit',
		'a@b/\n',
	])('%j is none', (text) => {
		expect(parseJid(text)).toBeNull();
	});

	test('a resource of more than 1023 characters is none', () => {
		expect(parseJid(`a@b/${'x'.repeat(1023)}`)).not.toBeNull();
		expect(parseJid(`a@b/${'x'.repeat(1024)}`)).toBeNull();
	});
});

test('parts of a bare JID', () => {
	expect([localOf('juliet@capulet.lit'), domainOf('juliet@capulet.lit')]).toEqual(['juliet', 'capulet.lit']);
	expect([localOf('capulet.lit'), domainOf('capulet.lit')]).toEqual(['', 'capulet.lit']);
});
