/** Signing in to a real Prosody, in every way that it offers. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { useNodeWeb } from '../support/node-web.ts';
import { Person } from './xmpp-people.ts';

let servers: Servers;
let restore: () => void;
const people: Person[] = [];

beforeAll(async () => {
	servers = await startServers({ prosody: { authentication: 'scram-both' }, web: true });
	restore = useNodeWeb(servers);
});
afterEach(async () => {
	await Promise.all(people.splice(0).map(({ session }) => session.close()));
});
afterAll(async () => {
	restore();
	await servers.stop();
});

describe('by password', () => {
	test('finds the endpoint and signs in by SCRAM-SHA-256', async () => {
		const alice = signIn({});
		const { security } = await alice.is('online');
		expect(security).toEqual({ tls: true, mechanism: 'SCRAM-SHA-256', host: new URL(servers.xmpp.wssUrl).host });
	});
});

function signIn(
	account: Partial<ConstructorParameters<typeof Person>[0]>,
	options: ConstructorParameters<typeof Person>[1] = {},
) {
	const { jid, password } = servers.account('alice');
	const person = new Person({ jid, credential: { kind: 'password', password }, ...account }, options);
	people.push(person);
	return person;
}
