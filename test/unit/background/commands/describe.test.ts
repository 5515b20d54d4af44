import { describe, expect, test } from 'vitest';
import { describeCommands } from '../../../../src/background/commands/describe.ts';
import type { Service } from '../../../../src/background/commands/service.ts';
import { createNumberIndex } from '../../../../src/background/cusax/number-index.ts';
import { createStore, peerKey } from '../../../../src/background/store.ts';
import type { Input } from '../../../../src/shared/commands.ts';
import type { Description } from '../../../../src/shared/description.ts';
import type { AccountView, Contact, Settings, SiteRule } from '../../../../src/shared/state.ts';

interface World {
	readonly accounts?: readonly Pick<AccountView, 'id' | 'protocol' | 'enabled'>[];
	readonly contacts?: readonly (Pick<Contact, 'jid' | 'name'> & { readonly tel?: string; readonly account?: string })[];
	readonly sites?: readonly SiteRule[];
	/** The person's own. */
	readonly country?: string;
}

const BOTH = [
	{ id: 's', protocol: 'sip', enabled: true },
	{ id: 'x', protocol: 'xmpp', enabled: true },
] as const;

/** What is answered to a page of www.example.test that asks about a target. */
function described(
	input: Partial<Input<'numbers.describe'>> & { readonly target: string },
	{ accounts = BOTH, contacts = [], sites = [], country = 'DE' }: World = {},
): Description {
	const store = createStore({
		settings: { country } as Settings,
		presence: { show: 'available', status: '' },
	});
	const phonebook = createNumberIndex(store, () => country);
	for (const account of accounts) store.accounts.set(account.id, account as AccountView);
	for (const rule of sites) store.sites.set(rule.site, rule);
	for (const { account = 'x', jid, name, tel } of contacts) {
		const key = peerKey(account, jid);
		store.contacts.set(key, { account, jid, name, show: 'away' } as Contact);
		if (tel) store.numbers.set(key, [{ uri: tel, type: 'work', video: false }]);
	}
	const { 'numbers.describe': describe } = describeCommands({ store, phonebook, language: 'en' } as unknown as Service);
	const from = { site: 'www.example.test', frameSite: 'frame.test' };
	return describe({ raw: input.target, language: '', ...input }, from) as Description;
}

describe('a number', () => {
	test('is shown as it is known everywhere, with its country and kind', () => {
		const { target, shown, country, kind } = described({ target: 'tel:+390458001234', raw: '045 800 1234' });
		expect({ target, shown, country, kind }).toEqual({
			target: 'tel:+390458001234',
			shown: '+39 045 800 1234',
			country: 'IT',
			kind: 'fixed',
		});
		expect(described({ target: 'tel:+4915123456789' })).toMatchObject({ country: 'DE', kind: 'mobile' });
		expect(described({ target: 'tel:+12015550123' })).toMatchObject({ country: 'US', kind: '' });
	});

	test('keeps its extension', () => {
		expect(described({ target: 'tel:+4930901820;ext=12' })).toMatchObject({
			target: 'tel:+4930901820;ext=12',
			shown: '+49 30 901820 x12',
		});
	});

	test('that is none in any plan is shown with its own digits', () => {
		expect(described({ target: 'tel:1001' })).toMatchObject({
			target: 'tel:1001',
			shown: '1001',
			country: '',
			kind: '',
			cue: null,
			siteCountry: '',
		});
	});

	test('of a link without a country is read by the rule for the site, and that is said', () => {
		const sites = [{ site: 'example.test', country: 'IT' }];
		expect(described({ target: 'tel:045 800 1234' }, { sites })).toMatchObject({
			target: 'tel:+390458001234',
			country: 'IT',
			siteCountry: 'IT',
		});
	});

	test('says by which country it was read only if it was written without one', () => {
		const target = 'tel:+4930901820';
		expect(described({ target, raw: '030 901820' }).siteCountry).toBe('DE');
		expect(described({ target, raw: '+49 30 901820' }).siteCountry).toBe('');
		expect(described({ target: 'tel:+390458001234', raw: '00390458001234' }).siteCountry).toBe('');
		const text = '030 901820';
		expect(described({ target, raw: text, text }).siteCountry).toBe('');
		expect(described({ target: 'tel:030901820', raw: text, text }).siteCountry).toBe('DE');
	});

	test('is read by what the page says of itself before the person’s own country', () => {
		expect(described({ target: 'tel:0458001234', language: 'it-IT' })).toMatchObject({ siteCountry: 'IT' });
	});
});

describe('addresses', () => {
	test.each([
		['sip:Bob@Example.test;transport=tcp', 'sip:Bob@example.test', 'Bob@example.test', true, false],
		['sips:bob@example.test', 'sips:bob@example.test', 'bob@example.test', true, false],
		['xmpp:bob@example.test?message;body=Hi', 'xmpp:bob@example.test?message;body=Hi', 'bob@example.test', false, true],
	])('%s', (target, uri, shown, canCall, canChat) => {
		expect(described({ target })).toMatchObject({ target: uri, shown, canCall, canChat, country: '', kind: '' });
	});

	test.each(['javascript:alert(1)', 'tel:', 'hello', ''])('%j is none', (target) => {
		expect(() => described({ target })).toThrow(expect.objectContaining({ code: 'bad-address' }));
	});
});

describe('whose it is', () => {
	const nurse = { jid: 'nurse@capulet.example', name: 'Nurse', tel: 'tel:+4930901820' };

	test('the one person’s who has exactly this number', () => {
		const contact = { name: 'Nurse', jid: 'nurse@capulet.example', account: 'x', show: 'away' };
		expect(described({ target: 'tel:+4930901820' }, { contacts: [nurse] })).toMatchObject({ contact, canChat: true });
		expect(described({ target: 'tel:+49309018201' }, { contacts: [nurse] }).contact).toBeUndefined();
		expect(described({ target: 'tel:+4930901820;ext=1' }, { contacts: [nurse] }).contact).toBeUndefined();
	});

	test('nobody’s when two people share it; the same person’s in two accounts', () => {
		const peter = { ...nurse, jid: 'peter@capulet.example', name: 'Peter' };
		expect(described({ target: 'tel:+4930901820' }, { contacts: [nurse, peter] }).contact).toBeUndefined();
		const accounts = [...BOTH, { id: 'y', protocol: 'xmpp', enabled: true } as const];
		const again = { ...nurse, account: 'y' };
		expect(described({ target: 'tel:+4930901820' }, { accounts, contacts: [nurse, again] }).contact?.name).toBe(
			'Nurse',
		);
	});

	test.each(['sip:nurse@capulet.example', 'sips:nurse@capulet.example', 'xmpp:nurse@capulet.example'])(
		'%s: whose chat address is the same',
		(target) => {
			expect(described({ target }, { contacts: [nurse] }).contact?.name).toBe('Nurse');
			expect(described({ target: `${target}.evil.test` }, { contacts: [nurse] }).contact).toBeUndefined();
		},
	);
});

describe('what can be done', () => {
	test.each([
		[BOTH, true, true],
		[[{ id: 'x', protocol: 'xmpp', enabled: true }], false, true],
		[[{ id: 's', protocol: 'sip', enabled: true }], true, false],
		[
			[
				{ id: 's', protocol: 'sip', enabled: false },
				{ id: 'x', protocol: 'xmpp', enabled: false },
			],
			false,
			false,
		],
	] as const)('with the accounts that are switched on, %#', (accounts, canCall, canChat) => {
		const contacts = [{ jid: 'nurse@capulet.example', name: 'Nurse', tel: 'tel:+4930901820' }];
		// Contacts are known of an account that is off, too.
		const about = described({ target: 'tel:+4930901820' }, { accounts, contacts });
		expect(about).toMatchObject({ canCall, canVideo: false });
		if (accounts.some(({ protocol }) => protocol === 'xmpp')) expect(about.canChat).toBe(canChat);
	});

	test('nobody chats with a number that is nobody’s', () => {
		expect(described({ target: 'tel:+4930901820' }).canChat).toBe(false);
	});
});

describe('why one more click is needed', () => {
	test.each([
		['tel:+4930901820', undefined, null],
		['tel:+499001000000', undefined, 'premium'],
		['tel:+390458001234', undefined, 'foreign'],
		['sip:+390458001234@example.test', undefined, 'foreign'],
		['tel:+4930901820', 'Call us', null],
		['tel:+4930901820', 'Call 030 901820 (9–17 h)', null],
		['tel:+4930901820', '+49 30 901820', null],
		['tel:+4930901820', '030 901821', 'differs'],
		['tel:+4930901820', 'Tel. 030 901821, open 9–17 h', 'differs'],
		['tel:+499001000000', '030 901820', 'differs'],
		['tel:1001', '030 901820', 'differs'],
		['sip:bob@example.test', '030 901820', 'differs'],
		['tel:+4930901820', '030 901821 or 030 901820', null],
		['tel:+4930901820', 'Order 4455 1234', null],
	] as const)('%s, shown as %j: %s', (target, text, cue) => {
		expect(described({ target, ...(text === undefined ? {} : { text }) }).cue).toBe(cue);
	});

	test('a number is foreign to the person, not to the site', () => {
		const sites = [{ site: 'example.test', country: 'IT' }];
		expect(described({ target: 'tel:045 800 1234' }, { sites }).cue).toBe('foreign');
		expect(described({ target: 'tel:045 800 1234' }, { sites, country: 'IT' }).cue).toBeNull();
	});
});
