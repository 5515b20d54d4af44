// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ERROR_CODES, REASONS } from '../../../src/shared/errors.ts';
import { errorSentence } from '../../../src/ui/sentences.ts';
import { Welcome } from '../../../src/welcome/welcome-page.tsx';
import {
	click,
	type FakeExtension,
	type FakeWindow,
	fakeExtension,
	fakeWindow,
	mount,
	named,
	settle,
	type,
	unmount,
	words,
} from '../../support/views/fake-window.ts';
import { callAccount, chatAccount, nobody } from '../../support/views/fixtures.ts';

let extension: FakeExtension;
let view: FakeWindow;

beforeEach(() => {
	extension = fakeExtension();
	view = fakeWindow({ overview: nobody });
	mount(<Welcome view={view} />);
});
afterEach(unmount);

const asked = () => extension.asked.map(({ command, input }) => [command, input]);
const title = () => document.querySelector('h2')?.textContent;

async function signIn(): Promise<void> {
	await type('Chat address', 'juliet@capulet.example');
	await type('Password', 'secret');
	await click('Sign in');
	await settle();
}

test('every step can be skipped', async () => {
	const seen: (string | null | undefined)[] = [title()];
	for (let step = 0; step < 4; step++) {
		await click('Skip');
		await settle();
		seen.push(title());
	}
	expect(seen).toEqual([
		'Sign in to Chat',
		'Sign in to Calls',
		'Allow the microphone',
		'Choose the web pages',
		'You can sign in later',
	]);
	expect(asked()).toEqual([]);
});

test('every step can be gone to, and the focus goes along', async () => {
	await click('4Web pages');
	expect(title()).toBe('Choose the web pages');
	expect(document.activeElement).toBe(document.querySelector('h2'));
});

test('Chat is signed in to with an address and a password', async () => {
	await signIn();
	expect(asked()).toEqual([
		['account.add', { protocol: 'xmpp', address: 'juliet@capulet.example', password: 'secret', endpoint: '' }],
	]);
	view.show({ overview: { ...nobody, accounts: [chatAccount] } });
	expect(words()).toContain('Ready');
	await click('Continue');
	expect(title()).toBe('Sign in to Calls');
});

test('Calls are signed in to with an address, a password and a WebSocket address', async () => {
	await click('2Calls');
	await type('SIP address', 'juliet@capulet.example');
	await type('Password', 'secret');
	await type('WebSocket address', 'wss://sip.capulet.example/ws');
	await type('Authorization name (optional)', 'j1');
	await click('Sign in');
	await settle();
	expect(asked()).toMatchObject([
		[
			'account.add',
			{
				protocol: 'sip',
				address: 'sip:juliet@capulet.example',
				endpoint: 'wss://sip.capulet.example/ws',
				authUser: 'j1',
			},
		],
	]);
	view.show({ overview: { ...nobody, accounts: [callAccount] } });
	await click('5All set');
	expect(title()).toBe('All set');
});

test('a step with nothing left to do in it is done: Web pages, once a site was chosen', async () => {
	const isDone = () => /done/.test(document.querySelectorAll('.steps li')[3]?.textContent ?? '');
	await settle();
	expect(isDone()).toBe(false);
	unmount();
	extension.permissions.origins.push('*://shop.example/*');
	mount(<Welcome view={view} />);
	await settle();
	expect(isDone()).toBe(true);
});

describe('what goes wrong is said in its own words, and what was typed stays typed', () => {
	test.each([...REASONS, ...ERROR_CODES])('%s', async (code) => {
		extension.answers.set('account.add', { ok: false, code, detail: `detail of ${code}` });
		await signIn();
		const alert = document.querySelector('[role=alert]')?.textContent ?? '';
		expect(alert).toContain(errorSentence(code));
		expect(alert).toContain(`detail of ${code}`);
		expect(named<HTMLInputElement>('Chat address').value).toBe('juliet@capulet.example');
		expect(named<HTMLInputElement>('Password').value).toBe('secret');
	});

	test.each([
		['wrong-password', 'Password'],
		['unknown-host', 'Chat address'],
		['no-websocket', 'WebSocket address'],
	] as const)('%s marks the field %s', async (code, field) => {
		extension.answers.set('account.add', { ok: false, code });
		await signIn();
		const marked = [...document.querySelectorAll('[aria-invalid=true]')];
		expect(marked).toEqual([named(field)]);
		expect(marked[0]?.closest('details')?.open ?? true).toBe(true);
	});

	test('a host that was typed is unknown: that field is marked, and what was unfolded stays so', async () => {
		extension.answers.set('account.add', { ok: false, code: 'unknown-host' });
		await type('WebSocket address', 'wss://chat.capulet.example/');
		await signIn();
		expect(named('WebSocket address').getAttribute('aria-invalid')).toBe('true');
		expect(named('Chat address').hasAttribute('aria-invalid')).toBe(false);
		extension.answers.set('account.add', { ok: false, code: 'certificate-refused' });
		await click('Sign in');
		await settle();
		expect(document.querySelector('[aria-invalid]')).toBeNull();
		expect(document.querySelector('details')?.open).toBe(true);
	});

	test('and is not said any more while it is tried again', async () => {
		extension.answers.set('account.add', { ok: false, code: 'unreachable' });
		await signIn();
		let answer: (value: { ok: true; value: string }) => void = () => {};
		extension.answers.set('account.add', new Promise((resolve) => (answer = resolve)));
		await click('Sign in');
		expect(document.querySelector('[role=alert]')).toBeNull();
		expect(words()).toContain('Signing in…');
		await click('Signing in…');
		answer({ ok: true, value: 'a1' });
		await settle();
		expect(asked().length).toBe(2);
	});
});
