import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bareJid, parseAddress, sameAddress, showAddress } from '../../../src/shared/address.ts';

const xmpp = { scheme: 'xmpp', action: 'chat', body: '' };

describe('tel: RFC 3966', () => {
	test.each([
		['tel:+1-201-555-0123', { uri: 'tel:+12015550123', number: '+12015550123', isGlobal: true }],
		['TEL:+1(201)555.0123', { uri: 'tel:+12015550123', number: '+12015550123', isGlobal: true }],
		['tel:+358-555-1234567;postd=pp22', { uri: 'tel:+3585551234567', number: '+3585551234567', isGlobal: true }],
		[
			'tel:7042;phone-context=Example.com',
			{ uri: 'tel:7042;phone-context=example.com', number: '7042', isGlobal: false },
		],
		[
			'tel:863-1234;phone-context=+1-914-555',
			{ uri: 'tel:8631234;phone-context=+1914555', number: '8631234', isGlobal: false },
		],
		[
			'tel:+1-201-555-0123;ext=4-5',
			{ uri: 'tel:+12015550123;ext=45', number: '+12015550123', isGlobal: true, ext: '45' },
		],
		// as pages write them
		['tel:+39%20045%20800%200000', { uri: 'tel:+390458000000', number: '+390458000000', isGlobal: true }],
		['tel://+390458000000', { uri: 'tel:+390458000000', number: '+390458000000', isGlobal: true }],
		['tel:*100%23', { uri: 'tel:*100#', number: '*100#', isGlobal: false }],
		['tel:+12015550123,,101#', { uri: 'tel:+12015550123;ext=101', number: '+12015550123', isGlobal: true, ext: '101' }],
	])('%s', (text, expected) => expect(parseAddress(text)).toEqual({ scheme: 'tel', ...expected }));

	test.each([
		'tel:',
		'tel:+',
		'tel:+1',
		'tel:call-me',
		'tel:1-800-FLOWERS',
		'tel:+1-201-555-0123;m-charge=premium',
		'tel:1234;phone-context=a%0d%0ab',
		'tel:+1201%0d%0a5550123',
		'tel:+1201%E2%80%AE5550123',
		'tel:+1201+5550123',
		'tel:+120155501234567890',
		'tel:%zz',
		`tel:${'1'.repeat(129)}`,
		`tel:1${' '.repeat(128)}2`,
	])('%s is none', (text) => expect(parseAddress(text)).toBeNull());

	test.each([
		['tel:+1-201-555-0123', 'TEL:+1(201)5550123', true],
		['tel:+12015550123;ext=12', 'tel:+12015550123;EXT=1-2', true],
		['tel:7042;phone-context=EXAMPLE.com', 'tel:7042;phone-context=example.com', true],
		['tel:+12015550123', 'tel:+12015550123;ext=12', false],
		['tel:+12015550123', 'tel:12015550123', false],
		['tel:7042;phone-context=example.com', 'tel:7042', false],
	])('§4: %s and %s: %s', (a, b, same) => expect(sameAddress(a, b)).toBe(same));
});

describe('sip: and sips: RFC 3261 §19.1', () => {
	test.each([
		['sip:alice@atlanta.com', { uri: 'sip:alice@atlanta.com', user: 'alice', host: 'atlanta.com' }],
		[
			'sip:alice:secretword@atlanta.com;transport=tcp',
			{ uri: 'sip:alice@atlanta.com', user: 'alice', host: 'atlanta.com' },
		],
		[
			'sips:alice@atlanta.com?subject=project%20x&priority=urgent',
			{ scheme: 'sips', uri: 'sips:alice@atlanta.com', user: 'alice', host: 'atlanta.com' },
		],
		[
			'sip:+1-212-555-1212:1234@gateway.com;user=phone',
			{ uri: 'sip:+1-212-555-1212@gateway.com;user=phone', user: '+1-212-555-1212', host: 'gateway.com' },
		],
		['sips:1212@gateway.com', { scheme: 'sips', uri: 'sips:1212@gateway.com', user: '1212', host: 'gateway.com' }],
		['sip:alice@192.0.2.4', { uri: 'sip:alice@192.0.2.4', user: 'alice', host: '192.0.2.4' }],
		[
			'sip:atlanta.com;method=REGISTER?to=alice%40atlanta.com',
			{ uri: 'sip:atlanta.com', user: '', host: 'atlanta.com' },
		],
		[
			'sip:alice;day=tuesday@atlanta.com',
			{ uri: 'sip:alice;day=tuesday@atlanta.com', user: 'alice;day=tuesday', host: 'atlanta.com' },
		],
		[
			'sip:1001;day=tuesday@example.test',
			{ uri: 'sip:1001;day=tuesday@example.test', user: '1001;day=tuesday', host: 'example.test' },
		],
		[
			'sip:bob@[2001:DB8::1]:5080',
			{ uri: 'sip:bob@[2001:db8::1]:5080', user: 'bob', host: '[2001:db8::1]', port: 5080 },
		],
		['sip:bob@Example.TEST.?Replaces=1%3Bto-tag=2', { uri: 'sip:bob@example.test', user: 'bob', host: 'example.test' }],
		[
			'sip:j%c3%bcrgen@example.test',
			{ uri: 'sip:j%C3%BCrgen@example.test', user: 'j%C3%BCrgen', host: 'example.test' },
		],
	])('%s', (text, expected) => expect(parseAddress(text)).toEqual({ scheme: 'sip', ...expected }));

	test('a number without a host is a number', () => {
		expect(parseAddress('sip:1001')).toMatchObject({ scheme: 'tel', number: '1001' });
		expect(parseAddress('sip:+390458000000;user=phone')).toMatchObject({ scheme: 'tel', number: '+390458000000' });
	});

	test.each([
		'sip:',
		'sip:@example.test',
		'sip:bob@',
		'sip:bob@exa mple.test',
		'sip:bob@-example.test',
		'sip:bob@example..test',
		'sip:bob@example.test:0',
		'sip:bob@example.test:65536',
		'sip:bob%0d%0aRoute:%20x@example.test',
		'sip:bob%E2%80%AE@example.test',
		'sip:bob@example.test%0d%0aRoute:x',
		'sip:bob\r\nRoute: x@example.test',
		'sip:alice@a.test,sip:bob@b.test',
		`sip:${'b'.repeat(257)}@example.test`,
	])('%s is none', (text) => expect(parseAddress(text)).toBeNull());

	test.each([
		['sip:%61lice@atlanta.com;transport=TCP', 'sip:alice@AtLanTa.CoM;Transport=tcp', true],
		['sip:carol@chicago.com', 'sip:carol@chicago.com;newparam=5', true],
		['sip:carol@chicago.com;security=on', 'sip:carol@chicago.com;newparam=5', true],
		['SIP:ALICE@AtLanTa.CoM;Transport=udp', 'sip:alice@AtLanTa.CoM;Transport=UDP', false],
		['sip:bob@biloxi.com', 'sip:bob@biloxi.com:5060', false],
		['sip:bob@biloxi.com', 'sips:bob@biloxi.com', false],
		['sip:+1@biloxi.com', 'sip:+1@biloxi.com;user=phone', false],
		['sip:bob@phone21.boxesbybob.com', 'sip:bob@192.0.2.4', false],
	])('§19.1.4: %s and %s: %s', (a, b, same) => expect(sameAddress(a, b)).toBe(same));
});

describe('xmpp: RFC 5122, XEP-0147', () => {
	test.each([
		['xmpp:node@example.com', { uri: 'xmpp:node@example.com', jid: 'node@example.com' }],
		['xmpp:example.com', { uri: 'xmpp:example.com', jid: 'example.com' }],
		[
			'xmpp://guest@example.com/support@Example.com?message',
			{ uri: 'xmpp:support@example.com', jid: 'support@example.com' },
		],
		['xmpp://alice@example.test', { uri: 'xmpp:alice@example.test', jid: 'alice@example.test' }],
		[
			'xmpp:example-node@example.com/some-resource',
			{
				uri: 'xmpp:example-node@example.com/some-resource',
				jid: 'example-node@example.com',
				resource: 'some-resource',
			},
		],
		[
			'xmpp:nasty!%23$%25()*+,-.;=%3F%5B%5C%5D%5E_%60%7B%7C%7D~node@example.com',
			{
				uri: 'xmpp:nasty!%23%24%25()*%2B%2C-.%3B%3D%3F%5B%5C%5D%5E_%60%7B%7C%7D~node@example.com',
				jid: 'nasty!#$%()*+,-.;=?[\\]^_`{|}~node@example.com',
			},
		],
		[
			'xmpp:ji%C5%99i@%C4%8Dechy.example/v%20Praze',
			{ uri: 'xmpp:ji%C5%99i@čechy.example/v%20Praze', jid: 'jiři@čechy.example', resource: 'v Praze' },
		],
		['xmpp:Romeo@Montague.NET#top', { uri: 'xmpp:romeo@montague.net', jid: 'romeo@montague.net' }],
		[
			'xmpp:romeo@montague.net?message;subject=Test%20Message;body=Here%27s%20a%20test%20message',
			{ uri: 'xmpp:romeo@montague.net', jid: 'romeo@montague.net', body: "Here's a test message" },
		],
		['xmpp:romeo@montague.net?call', { uri: 'xmpp:romeo@montague.net', jid: 'romeo@montague.net', action: 'call' }],
		[
			'xmpp:romeo@montague.net?roster;name=Romeo',
			{ uri: 'xmpp:romeo@montague.net', jid: 'romeo@montague.net', action: 'none' },
		],
		[
			'xmpp:room@muc.example.test?join',
			{ uri: 'xmpp:room@muc.example.test', jid: 'room@muc.example.test', action: 'none' },
		],
		['xmpp:a@b?constructor', { uri: 'xmpp:a@b', jid: 'a@b', action: 'none' }],
		['xmpp:a@b?message;body=1%0D%0A2%09%00%E2%80%AE3+4', { uri: 'xmpp:a@b', jid: 'a@b', body: '1\n2\t3+4' }],
		['xmpp:a@b?MESSAGE;body=1%0D2', { uri: 'xmpp:a@b', jid: 'a@b', body: '1\n2' }],
		['xmpp:jir\u030ci\u0301@b', { uri: 'xmpp:ji%C5%99%C3%AD@b', jid: 'ji\u0159\u00ed@b' }],
		['xmpp:a@b?message;body=%zz', { uri: 'xmpp:a@b', jid: 'a@b' }],
	])('%s', (text, expected) => expect(parseAddress(text)).toEqual({ ...xmpp, ...expected }));

	test.each([
		'xmpp:',
		'xmpp:@example.com',
		'xmpp:a@',
		'xmpp:a@b@c',
		'xmpp:a%40b@c',
		'xmpp:a%0d@c',
		'xmpp:a%20b@c',
		'xmpp:a@b/res%00',
		'xmpp:a@b%3Cbody%3E',
		'xmpp:a@b..c',
		'xmpp:%EF%AC%81@b', // the ligature fi
		'xmpp:%ff@b',
		`xmpp:a@b/${'r'.repeat(1024)}`,
		'xmpp:a@b?message;x=\u0001',
	])('%s is none', (text) => expect(parseAddress(text)).toBeNull());

	test('a long body is cut, and not inside a character', () => {
		const address = parseAddress(`xmpp:a@b?message;body=x${'😀'.repeat(4000)}`);
		const body = address?.scheme === 'xmpp' ? address.body : '';
		expect(body).toBe(`x${'😀'.repeat(2047)}`);
	});

	test.each([
		['xmpp:Romeo@Montague.net', 'xmpp:romeo@montague.NET?message;body=x', true],
		['xmpp:romeo@montague.net', 'xmpp:romeo@montague.net/balcony', false],
		['xmpp:romeo@montague.net', 'sip:romeo@montague.net', false],
	])('%s and %s: %s', (a, b, same) => expect(sameAddress(a, b)).toBe(same));

	test('bareJid takes URIs and JIDs, never a word', () => {
		expect(bareJid('xmpp:Alice@Example.test/phone?message')).toBe('alice@example.test');
		expect(bareJid(' Alice@Example.test ')).toBe('alice@example.test');
		expect(bareJid('alice@example.test/a:b@c/d')).toBe('alice@example.test');
		for (const text of ['alice', 'sip:alice@example.test', 'tel:1001', '', 'a b@c', '@example.test'])
			expect(bareJid(text)).toBeNull();
	});
});

describe('what a person types', () => {
	test.each([
		['+39 045 800 0000', '+390458000000', 'tel:+390458000000'],
		['0039 045 800 0000', '00390458000000', 'tel:00390458000000'],
		['(+1) 201-555-0123', '+12015550123', 'tel:+12015550123'],
		['1001', '1001', 'tel:1001'],
		['*43', '*43', 'tel:*43'],
		['#31#0458000000', '#31#0458000000', 'tel:#31#0458000000'],
		['040/123 45–67', '0401234567', 'tel:0401234567'],
		['\u202a+39 045\u00a0800 0000\u202c', '+390458000000', 'tel:+390458000000'],
		['+39 045', '+39045', 'tel:+39045'],
		['\uff0b\uff13\uff19 045', '+39045', 'tel:+39045'],
		['+1 201 555 0123 ext. 44', '+12015550123', 'tel:+12015550123;ext=44'],
		['(201) 555-0123 x44', '2015550123', 'tel:2015550123;ext=44'],
	])('%s', (text, number, uri) => expect(parseAddress(text)).toMatchObject({ scheme: 'tel', number, uri }));

	test('an address without a scheme stays open, its domain in lower case', () => {
		expect(parseAddress(' Alice@Example.TEST ')).toEqual({ scheme: 'bare', address: 'Alice@example.test' });
		expect(sameAddress('alice@example.test', 'alice@EXAMPLE.test')).toBe(true);
	});

	test.each([
		'',
		' ',
		'Alice',
		'12 monkeys',
		'http://1001',
		'1\n2',
		'a@b@c',
		'a b@c',
		'a@',
		'javascript:1',
		'%0d@b',
		'mailto:a@b',
	])('%j is none', (text) => expect(parseAddress(text)).toBeNull());
});

describe('showAddress', () => {
	test.each([
		['tel:+390458000000', '+390458000000'],
		['tel:+12015550123;ext=44', '+12015550123 x44'],
		['sip:bob@example.test;transport=wss', 'bob@example.test'],
		['sips:bob@example.test:5061', 'bob@example.test:5061'],
		['sip:example.test', 'example.test'],
		['sip:j%C3%BCrgen@example.test', 'jürgen@example.test'],
		['sip:bank%40bank.test@evil.test', 'bank%40bank.test@evil.test'],
		['xmpp:Romeo@montague.net/balcony?message', 'romeo@montague.net'],
		['\u202eno\u0000thing\u2069', 'nothing'],
	])('%s', (uri, shown) => expect(showAddress(uri)).toBe(shown));
});

describe('whatever comes', () => {
	const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
	const alphabet = fc.constantFrom(
		...'+0123456789-.()x;,:@/?#%&=<>"\'aZé\u202e\u0000\r\n [].ſß'.split(''),
		'%0d%0a',
		'tel:',
		'sip:',
		'xmpp:',
		';ext=',
		'body=',
		'%40',
		'😀',
		'\ud800',
	);
	const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: alphabet, maxLength: 60 }));

	test('no hidden character gets through but line ends and tabs of a body, and what came through stays', () => {
		fc.assert(
			fc.property(anything, (text) => {
				const address = parseAddress(text);
				if (address === null) return;
				const { body, ...rest } = { body: '', ...address };
				expect(JSON.stringify(rest)).not.toMatch(hidden);
				expect(body).not.toMatch(/[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069]|\p{Cs}/u);
				if (!('uri' in address)) return;
				expect(address.uri.startsWith('tel:') ? '' : decodeURIComponent(address.uri)).not.toMatch(hidden);
				expect(parseAddress(address.uri)).toMatchObject({ scheme: address.scheme, uri: address.uri });
				expect(sameAddress(text, address.uri)).toBe(true);
			}),
			{ numRuns: 3000 },
		);
	});

	test('a number with a dot behind it is neither a number nor a host', () => {
		for (const text of ['sip:0.', 'sip:0.:5060', 'sips:12.;user=phone']) expect(parseAddress(text)).toBeNull();
	});

	test('every JID that is one stays as it is, and can be written as a URI', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), fc.domain(), (local, domain) => {
				const jid = bareJid(`${local}@${domain}`);
				if (jid === null) return;
				expect(bareJid(jid)).toBe(jid);
				expect(bareJid(`xmpp:${encodeURIComponent(jid.slice(0, jid.indexOf('@')))}@${domain}`)).toBe(jid);
			}),
		);
	});

	test('a text too long is none', () => {
		expect(parseAddress(`xmpp:a@b?message;body=${'x'.repeat(8192)}`)).toBeNull();
		expect(parseAddress(' '.repeat(8193))).toBeNull();
	});
});
