import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { childText, el, firstChild, parseElement } from '../../../../src/background/xmpp/xml.ts';

describe('el', () => {
	test('leaves out what is not there', () => {
		expect(String(el('a', { b: undefined, c: '1' }, null, undefined, false, '', el('d')))).toBe('<a c="1"><d/></a>');
	});

	test('escapes, and replaces what XML cannot say', () => {
		expect(String(el('a', { b: '"<\u0001>"' }, 'x < y & \u0000 \ud800 \ufffe 😀\n'))).toBe(
			'<a b="&quot;&lt;\ufffd&gt;&quot;">x &lt; y &amp; \ufffd \ufffd \ufffd 😀\n</a>',
		);
	});

	test('any text comes back as it went', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (attribute, text) => {
				const back = parseElement(String(el('a', { b: attribute }, text)));
				expect(back?.attrs.b).toBe(attribute);
				expect(back?.getText()).toBe(text);
			}),
		);
	});
});

describe('parseElement', () => {
	test('reads one element with all that is in it', () => {
		const text = '<a b="1"><c>x<d xmlns="n"/>y</c>z<e/></a>';
		expect(String(parseElement(text))).toBe('<a b="1" xmlns="jabber:client"><c>x<d xmlns="n"/>y</c>z<e/></a>');
	});

	test.each(["<message xmlns='jabber:server'/>", "<stream:features xmlns:stream='http://etherx.jabber.org/streams'/>"])(
		'keeps the namespace of %s',
		(text) => {
			expect(parseElement(text)?.getNS()).toBe(/'(.*?)'/.exec(text)?.[1]);
		},
	);

	test.each([
		'',
		' <a/>',
		'text',
		'<a',
		'<a>',
		'<a></b>',
		'</a>',
		'<a/><b/>',
		'<a></a></a>',
		'<a>&unknown;</a>',
		'<a>&#0;</a>',
		'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
		'<?xml version="1.0"?>',
	])('is null for %j', (text) => {
		expect(parseElement(text)).toBeNull();
	});

	test('never throws', () => {
		const piece = fc.constantFrom('<', '>', '/', 'a', ' ', '=', '"', "'", '&', ';', '!', '[CDATA[', ']]>', '--', '?');
		fc.assert(
			fc.property(
				fc.array(piece).map((pieces) => pieces.join('')),
				(text) => void parseElement(text),
			),
		);
	});
});

test('children are found by name and namespace', () => {
	const parent = parseElement('<a><b xmlns="other">no</b><b> yes </b><c/></a>');
	if (!parent) throw new Error('no element');
	expect(childText(parent, 'b', 'jabber:client')).toBe('yes');
	expect(childText(parent, 'c', 'jabber:client')).toBe('');
	expect(childText(parent, 'd', 'jabber:client')).toBeUndefined();
	expect(firstChild(parent)?.getText()).toBe('no');
});
