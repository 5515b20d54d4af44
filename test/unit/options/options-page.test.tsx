// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Options } from '../../../src/options/options-page.tsx';
import type { Overview } from '../../../src/shared/state.ts';
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

async function open(changes: Partial<Overview> = {}): Promise<void> {
	mount(<Options view={fakeWindow({ overview: { ...overview, ...changes } })} />);
	await settle();
}

const asked = () => extension.asked.map(({ command, input }) => [command, input]);

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
		await open({ accounts: [{ ...callAccount, iceServers: ['stun:a.example'], authUser: 'j1' }] });
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
						iceServers: ['stun:a.example'],
					},
				},
			],
		]);
		expect(document.querySelector('form.account-form')).toBeNull();
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
