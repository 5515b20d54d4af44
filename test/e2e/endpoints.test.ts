/** What is wrong with a WebSocket address, told apart by each browser. */

import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { type App, openApp } from '../support/app.ts';
import { BROWSERS, type Person, startPerson } from '../support/person.ts';

let servers: Servers;
beforeAll(async () => {
	servers = await startServers({ prosody: true, kamailio: true, web: true });
});
afterAll(async () => await servers?.stop());

describe.each(BROWSERS)('%s', (kind) => {
	let person: Person;
	let app: App;
	beforeAll(async () => {
		person = await startPerson({ kind, name: 'endpoints', servers });
		app = await openApp(person);
	});
	afterAll(async () => await person?.close());
	afterEach(async () => expect((await app.see()).overview?.accounts).toEqual([]));

	const refusal = (endpoint: string, password = servers.account('alice').password) =>
		app.refusal('account.add', {
			...{ protocol: 'sip', address: servers.account('alice').aor, password, endpoint },
			...{ authUser: '', displayName: '', iceServers: [] },
		});

	test('a certificate that nobody vouches for', async () => {
		expect(await refusal(servers.sip.untrustedWssUrl)).toBe('certificate-refused');
	});

	test('a host that nobody knows', async () => {
		expect(await refusal('wss://sip.nowhere.test/')).toBe('unknown-host');
	});

	test('a host that refuses the connection', async () => {
		const server = createServer().listen(0, '127.0.0.1');
		await once(server, 'listening');
		const address = server.address();
		if (address === null || typeof address === 'string') throw new Error('no port');
		server.close();
		expect(await refusal(`wss://sip.example.test:${address.port}/`)).toBe('unreachable');
	});

	test('a web server without a WebSocket', async () => {
		expect(await refusal(servers.web.put('/', '').replace('https:', 'wss:'))).toBe('no-websocket');
	});

	test('no TLS', async () => {
		expect(await refusal('ws://sip.example.test/')).toBe('insecure-address');
	});

	test('all is well but the password', async () => {
		expect(await refusal(servers.sip.wssUrl, 'guessed')).toBe('wrong-password');
	});
});
