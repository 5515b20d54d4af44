import { describe, expect, test } from 'vitest';
import { accountFields } from '../../../src/ui/account-fields.ts';

describe('Chat', () => {
	test.each([
		[' Juliet@Capulet.Example ', 'juliet@capulet.example'],
		['xmpp:juliet@capulet.example', 'juliet@capulet.example'],
		['juliet', 'juliet'],
	])('%s', (typed, address) => {
		expect(accountFields('xmpp', form({ address: typed, password: ' pass ' }))).toEqual({
			protocol: 'xmpp',
			address,
			password: ' pass ',
			endpoint: '',
		});
	});
});

describe('Calls', () => {
	test('everything that is typed, with the schemes that people leave out', () => {
		const typed = {
			address: 'Juliet@Capulet.Example',
			password: 'p',
			endpoint: 'sip.capulet.example:8443/ws',
			authUser: ' j1 ',
			displayName: ' Juliet ',
			iceServers: 'stun:a.example, turn:B.example  ',
			'turnUser b.example': ' juliet ',
			'turnPassword b.example': ' s ',
		};
		expect(accountFields('sip', form(typed))).toEqual({
			protocol: 'sip',
			address: 'sip:Juliet@capulet.example',
			password: 'p',
			endpoint: 'wss://sip.capulet.example:8443/ws',
			authUser: 'j1',
			displayName: 'Juliet',
			iceServers: [
				{ url: 'stun:a.example', username: '', credential: '' },
				{ url: 'turn:B.example', username: 'juliet', credential: ' s ' },
			],
		});
	});

	test.each([
		['sip:1001@pbx.example:5060', 'sip:1001@pbx.example:5060'],
		['sips:1001@pbx.example', 'sips:1001@pbx.example'],
		['1001', '1001'],
	])('%s', (typed, address) => {
		expect(accountFields('sip', form({ address: typed, endpoint: 'ws://localhost:1/' }))).toMatchObject({
			address,
			endpoint: 'ws://localhost:1/',
		});
	});
});

function form(fields: Record<string, string>): FormData {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields)) data.set(name, value);
	return data;
}
