// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Options } from '../../../src/options/options-page.tsx';
import type { Overview, SiteRule } from '../../../src/shared/state.ts';
import {
	click,
	type FakeExtension,
	fakeExtension,
	fakeWindow,
	mount,
	named,
	settle,
	type,
	unmount,
	words,
} from '../../support/views/fake-window.ts';
import { callAccount, chatAccount, overview } from '../../support/views/fixtures.ts';

let extension: FakeExtension;

beforeEach(() => {
	extension = fakeExtension();
});
afterEach(() => {
	unmount();
	vi.unstubAllGlobals();
});

async function open(changes: Partial<Overview> = {}, sites: readonly SiteRule[] = []): Promise<void> {
	mount(<Options view={fakeWindow({ overview: { ...overview, ...changes }, sites })} />);
	await settle();
}

const asked = () =>
	extension.asked.filter(({ command }) => command !== 'dialling.preview').map(({ command, input }) => [command, input]);

describe('accounts', () => {
	test('are switched off and on', async () => {
		await open({ accounts: [chatAccount, { ...callAccount, enabled: false, address: 'sip:1001@pbx.example' }] });
		await click('juliet@capulet.example is switched on');
		await click('1001@pbx.example is switched on');
		expect(asked()).toEqual([
			['account.switch', { account: 'a1', on: false }],
			['account.switch', { account: 'a2', on: true }],
		]);
	});

	test('are removed only after it was said what goes', async () => {
		await open({ accounts: [chatAccount] });
		await click('Remove juliet@capulet.example');
		expect(words()).toContain('all messages with them');
		await click('Cancel');
		expect(document.querySelector('dialog')).toBeNull();
		await click('Remove juliet@capulet.example');
		await click('Remove');
		expect(asked()).toEqual([['account.remove', { account: 'a1' }]]);
	});

	test('are edited with what they are, and keep their password if none is typed', async () => {
		await open({
			accounts: [{ ...callAccount, iceServers: [{ url: 'stun:a.example', username: '' }], authUser: 'j1' }],
		});
		await click('Edit juliet@capulet.example');
		expect(named<HTMLInputElement>('Password').required).toBe(false);
		await type('Display name (optional)', 'Jule');
		await click('Save');
		await settle();
		expect(asked()).toEqual([
			[
				'account.edit',
				{
					account: 'a2',
					fields: {
						protocol: 'sip',
						address: 'sip:juliet@capulet.example',
						password: '',
						endpoint: 'wss://sip.capulet.example/ws',
						authUser: 'j1',
						displayName: 'Jule',
						iceServers: [{ url: 'stun:a.example', username: '', credential: '' }],
					},
				},
			],
		]);
		expect(document.querySelector('form.account-form')).toBeNull();
	});

	test('a TURN server asks who one is there, once for all of its addresses', async () => {
		const known = { url: 'turn:relay.example', username: 'jule' };
		await open({ accounts: [{ ...callAccount, iceServers: [known] }] });
		await click('Edit juliet@capulet.example');
		expect(named<HTMLInputElement>('User name at relay.example').value).toBe('jule');
		await type(
			'STUN or TURN servers (optional)',
			'turn:relay.example turns:relay.example turn:b.example stun:c.example',
		);
		expect(words()).not.toContain('at c.example');
		await type('User name at b.example', 'juliet');
		await type('Password at b.example', 'secret');
		await click('Save');
		await settle();
		expect(asked()).toMatchObject([
			[
				'account.edit',
				{
					fields: {
						iceServers: [
							{ url: 'turn:relay.example', username: 'jule', credential: '' },
							{ url: 'turns:relay.example', username: 'jule', credential: '' },
							{ url: 'turn:b.example', username: 'juliet', credential: 'secret' },
							{ url: 'stun:c.example', username: '', credential: '' },
						],
					},
				},
			],
		]);
	});

	test('a server for sound that is refused is marked, and what is folded unfolds', async () => {
		extension.answers.set('account.edit', { ok: false, code: 'bad-ice-server', detail: 'turn:relay.example' });
		await open({ accounts: [callAccount] });
		await click('Edit juliet@capulet.example');
		await click('Save');
		await settle();
		expect(words()).toContain('A TURN server needs a user name and a password');
		expect(named('STUN or TURN servers (optional)').getAttribute('aria-invalid')).toBe('true');
		expect(document.querySelector<HTMLDetailsElement>('.account-form-more')?.open).toBe(true);
	});

	test('another one of the same kind is added', async () => {
		await open({ accounts: [chatAccount] });
		await click('Add another account');
		await type('Chat address', 'nurse@capulet.example');
		await type('Password', 'secret');
		await click('Sign in');
		await settle();
		expect(asked()).toEqual([
			['account.add', { protocol: 'xmpp', address: 'nurse@capulet.example', password: 'secret', endpoint: '' }],
		]);
	});
});

describe('settings', () => {
	test('what contacts see of a call', async () => {
		await open();
		await click('Tell contacts when I am on the phone');
		await open({ settings: { ...overview.settings, onThePhone: '' } });
		await click('Tell contacts when I am on the phone');
		expect(asked()).toEqual([
			['settings.change', { onThePhone: '' }],
			['settings.change', { onThePhone: 'On the phone' }],
		]);
	});

	test('ringing and country', async () => {
		await open();
		await click('Ring for incoming calls');
		const country = named<HTMLSelectElement>('Country');
		expect(country.value).toBe('IT');
		country.value = 'DE';
		country.dispatchEvent(new Event('change', { bubbles: true }));
		await settle();
		expect(asked()).toEqual([
			['settings.change', { ringing: false }],
			['settings.change', { country: 'DE' }],
		]);
	});

	test('which account to call with is asked only where there are several', async () => {
		await open();
		expect(() => named('Call with')).toThrow();
		await open({ accounts: [callAccount, { ...callAccount, id: 'a9', address: 'sip:9@pbx.example' }] });
		const choice = named<HTMLSelectElement>('Call with');
		choice.value = 'a9';
		choice.dispatchEvent(new Event('change', { bubbles: true }));
		await settle();
		expect(asked()).toEqual([['settings.change', { callWith: 'a9' }]]);
	});
});

describe('web pages', () => {
	test('all sites are asked for by the click itself', async () => {
		await open();
		named('Allow on all sites').click();
		// Synchronously: a request after any waiting is none that a person made.
		expect(extension.permissions.request).toHaveBeenCalledWith({ origins: ['*://*/*'] });
	});

	test('one site is added as it is typed', async () => {
		await open();
		await type('Or only on this site', 'https://www.example.org/page');
		await click('Add');
		await settle();
		expect(extension.permissions.request).toHaveBeenCalledWith({ origins: ['*://*.example.org/*'] });
		expect(named<HTMLInputElement>('Or only on this site').value).toBe('');
	});

	test('what is no site stays typed and is said', async () => {
		await open();
		await type('Or only on this site', 'two words');
		await click('Add');
		expect(extension.permissions.request).not.toHaveBeenCalled();
		expect(words()).toContain('This is not the name of a site.');
		expect(named<HTMLInputElement>('Or only on this site').value).toBe('two words');
	});

	test('a refusal is said', async () => {
		extension.permissions.request.mockResolvedValue(false);
		await open();
		await click('Allow on all sites');
		await settle();
		expect(words()).toContain('The browser did not allow it.');
	});

	test('sites are removed, all sites turned off', async () => {
		extension.permissions.origins = ['*://*.example.org/*'];
		await open();
		await click('Remove example.org');
		expect(extension.permissions.remove).toHaveBeenLastCalledWith({ origins: ['*://*.example.org/*'] });
		unmount();
		extension.permissions.origins = ['*://*/*', '*://*.example.org/*'];
		await open();
		expect(words()).toContain('clickable on all sites');
		await click('Turn off');
		expect(extension.permissions.remove).toHaveBeenLastCalledWith({ origins: ['*://*/*', '*://*.example.org/*'] });
	});
});

describe('the microphone', () => {
	const unknown = { ...overview.settings, microphone: 'unknown' as const };
	const microphone = (answer: () => Promise<unknown>) =>
		vi.stubGlobal('navigator', { language: 'en', mediaDevices: { getUserMedia: answer } });

	test('is let go of at once when it was allowed', async () => {
		const stop = vi.fn();
		microphone(async () => ({ getTracks: () => [{ stop }] }));
		await open({ settings: unknown });
		await click('Allow the microphone');
		await settle();
		expect(stop).toHaveBeenCalledOnce();
		expect(asked()).toEqual([['settings.change', { microphone: 'granted' }]]);
		expect(words()).toContain('Twinline may use the microphone.');
	});

	test.each([
		[
			'NotAllowedError',
			'Click the icon at the start of the address bar',
			[['settings.change', { microphone: 'denied' }]],
		],
		['NotFoundError', 'No microphone was found.', []],
		['NotReadableError', 'Another program is using the microphone.', []],
		['UnheardOfError', 'Something went wrong inside Twinline.', []],
	])('%s has its own sentence', async (name, sentence, commands) => {
		microphone(async () => {
			throw new DOMException('', name);
		});
		await open({ settings: unknown });
		await click('Allow the microphone');
		await settle();
		expect(words()).toContain(sentence);
		expect(asked()).toEqual(commands);
	});
});

describe('dialling', () => {
	const example = { ok: true, value: { shown: '+39 045 805050', dialled: '0 045 805050' } } as const;

	test('an example follows what is typed, and is kept by Save only', async () => {
		extension.answers.set('dialling.preview', example);
		await open();
		await write('Outside line', '0');
		expect(words()).toContain('+39 045 805050 is dialled as 0 045 805050');
		const rules = { outside: '0', strip: '', outsideFrom: 5, extension: 'after-answer' };
		expect(extension.asked.at(-1)?.input).toEqual({ number: '+39 045 805050', rules });
		expect(asked()).toEqual([]);
		await click('Save');
		await settle();
		expect(asked()).toEqual([['dialling.set', { account: callAccount.id, rules }]]);
		expect(words()).toContain('Saved.');
	});

	test.each([
		['Outside line', 'nine', 'An outside line is at most eight digits'],
		['Take off', '+', 'What is taken off is digits'],
		['Shortest number outside', '0', 'has 1 to 20 digits'],
	])('%s: %s is said to be wrong, and stays typed', async (field, typed, sentence) => {
		await open();
		await write(field, typed);
		await click('Save');
		expect(words()).toContain(sentence);
		expect(named<HTMLInputElement>(field).value).toBe(typed);
		expect(named(field).getAttribute('aria-invalid')).toBe('true');
		expect(asked().map(([command]) => command)).not.toContain('dialling.set');
	});

	test('each account has its own', async () => {
		const rules = { outside: '9', strip: '', outsideFrom: 7, extension: 'in-address' } as const;
		const settings = { ...overview.settings, dialling: { [callAccount.id]: rules } };
		await open({
			accounts: [chatAccount, { ...callAccount, id: 'a3', address: 'sip:1001@pbx.example' }, callAccount],
			settings,
		});
		const values = [...document.querySelectorAll<HTMLInputElement>('[name=outside]')].map(({ value }) => value);
		expect(values).toEqual(['', '9']);
	});
});

describe('single sites', () => {
	const rule = { site: 'shop.example', off: true, country: 'IT', notNumbers: ['+390458050500'] } as const;

	test('say what is set, and are forgotten', async () => {
		await open({}, [rule, { site: 'intranet.example', internal: ['2XXX', '300-399'] }]);
		expect(words()).toContain('Off · Numbers from Italy · No numbers: 1');
		expect(words()).toContain('Extensions 2XXX, 300-399');
		await click('Remove what is set for shop.example');
		expect(asked()).toEqual([['site.forget', { site: 'shop.example' }]]);
	});

	test('a new one, as people write it', async () => {
		await open();
		await click('Set something for a site');
		await write('Site', 'https://Intranet.example/start');
		await write('Extensions', '2xxx, 300 – 399');
		await click('Save', '.site-form');
		const site = { site: 'intranet.example', internal: ['2XXX', '300-399'] };
		const nothing = { off: null, country: null, evenIfOptedOut: null, notNumbers: [] };
		expect(asked()).toEqual([['site.set', { ...nothing, ...site }]]);
		await settle();
		expect(document.querySelector('.site-form')).toBeNull();
	});

	test.each([
		['Site', 'two words', 'This is not the name of a site'],
		['Extensions', '2XXX, hello', 'An extension is written like'],
		['Not numbers', '045 805 0500', 'begins with + and the country code'],
	])('%s: %s is said to be wrong, and stays typed', async (field, typed, sentence) => {
		await open();
		await click('Set something for a site');
		if (field !== 'Site') await write('Site', 'shop.example');
		await write(field, typed);
		await click('Save', '.site-form');
		expect(words()).toContain(sentence);
		expect(named<HTMLInputElement>(field).value).toBe(typed);
		expect(asked()).toEqual([]);
	});

	test('one that is there is edited with what it is', async () => {
		await open({}, [rule]);
		await click('Edit shop.example');
		await write('Not numbers', '');
		await click('Save', '.site-form');
		const set = { site: 'shop.example', off: true, country: 'IT', evenIfOptedOut: null, notNumbers: [], internal: [] };
		expect(asked()).toEqual([['site.set', set]]);
	});
});

test('numbers are switched off everywhere, and on where pages ask not', async () => {
	await open();
	await click('Numbers on all sites that I allowed');
	await click('Also on pages that ask not to have their numbers found');
	expect(asked()).toEqual([
		['settings.change', { pages: { marks: false, evenIfOptedOut: false } }],
		['settings.change', { pages: { marks: true, evenIfOptedOut: true } }],
	]);
});

/** Types over what stands in a field. */
async function write(field: string, typed: string): Promise<void> {
	await type(field, typed);
	await settle();
}
