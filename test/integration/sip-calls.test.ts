import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { useNodeWeb } from '../support/node-web.ts';
import { installFakeRtc } from '../support/sip/fake-rtc.ts';
import { type SipPerson, sipPerson } from '../support/sip/sip-person.ts';
import { phases } from '../support/sip/sip-rig.ts';

let servers: Servers;
let restore: () => void;
let alice: SipPerson;
let bob: SipPerson;
const others: SipPerson[] = [];

beforeAll(async () => {
	servers = await startServers({ kamailio: true });
	const rtc = installFakeRtc();
	const restoreWeb = useNodeWeb(servers);
	restore = () => {
		restoreWeb();
		rtc.restore();
	};
});
beforeEach(async () => {
	alice = sipPerson(servers, 'alice');
	bob = sipPerson(servers, 'bob');
	await Promise.all([alice.is('online'), bob.is('online')]);
});
afterEach(async () => {
	await Promise.all([alice, bob, ...others.splice(0)].map(({ session }) => session.close()));
});
afterAll(async () => {
	restore();
	await servers.stop();
});

/** Alice calls Bob, and he answers. */
async function talking() {
	const out = alice.call('sip:bob@example.test');
	const into = await bob.rung();
	await out.is('ringing');
	bob.answer(into);
	await Promise.all([out.is('live'), into.is('live')]);
	return { out, into };
}

describe('a call', () => {
	test('rings, is answered, and ends on both sides when the caller hangs up', async () => {
		const { out, into } = await talking();
		expect(into.call).toMatchObject({ peer: 'sip:alice@example.test', peerName: 'alice' });
		for (const { changes } of [out, into]) expect(changes).toContainEqual({ remote: expect.anything() });
		out.call.hangUp();
		await into.is('ended:hung-up');
		expect(phases(out.changes)).toEqual(['ringing', 'live', 'ended:hung-up']);
	});

	test('ends on both sides when the other hangs up', async () => {
		const { out, into } = await talking();
		into.call.hangUp();
		await out.is('ended:hung-up');
	});

	test('goes by a number', async () => {
		const out = alice.call(`tel:${servers.account('bob').number}`);
		(await bob.rung()).call.decline('declined');
		await out.is('ended:declined');
	});

	test('is declined', async () => {
		const out = alice.call('sip:bob@example.test');
		(await bob.rung()).call.decline('declined');
		await out.is('ended:declined');
	});

	test('is busy', async () => {
		const out = alice.call('sip:bob@example.test');
		(await bob.rung()).call.decline('busy');
		await out.is('ended:busy');
	});

	test('is cancelled', async () => {
		const out = alice.call('sip:bob@example.test');
		const into = await bob.rung();
		await out.is('ringing');
		out.call.hangUp();
		await out.is('ended:cancelled');
		await into.is('ended:cancelled');
	});

	test('is answered on another phone of the same person', async () => {
		const elsewhere = sipPerson(servers, 'bob');
		others.push(elsewhere);
		await elsewhere.is('online');
		const out = alice.call('sip:bob@example.test');
		const [here, there] = await Promise.all([bob.rung(), elsewhere.rung()]);
		elsewhere.answer(there);
		await out.is('live');
		await here.is('ended:answered-elsewhere');
		out.call.hangUp();
		await there.is('ended:hung-up');
	});

	test.each([
		['sip:nobody@example.test', 'not-found'],
		['sip:carol@example.test', 'unavailable'],
	])('to %s: %s', async (target, reason) => {
		await alice.call(target).is(`ended:${reason}`);
	});
});

describe('during a call', () => {
	test('hold and resume, told on both sides', async () => {
		const { out, into } = await talking();
		await out.call.hold(true);
		expect(phases(out.changes).at(-1)).toBe('held');
		expect(into.changes.at(-1)).toEqual({ heldByPeer: true });
		await into.call.hold(true);
		await out.call.hold(false);
		expect(into.changes.at(-1)).toEqual({ heldByPeer: false });
		expect(out.changes).toContainEqual({ heldByPeer: true });
		await into.call.hold(false);
		expect([phases(out.changes).at(-1), phases(into.changes).at(-1)]).toEqual(['live', 'live']);
	});

	test('both hold in the same moment, and neither loses the call', async () => {
		const { out, into } = await talking();
		await Promise.all([out.call.hold(true), into.call.hold(true)]);
		expect([phases(out.changes).at(-1), phases(into.changes).at(-1)]).toEqual(['held', 'held']);
	});

	test('a second call is answered while the first is held', async () => {
		const { out, into } = await talking();
		const carol = sipPerson(servers, 'carol');
		others.push(carol);
		await carol.is('online');
		const second = carol.call('sip:alice@example.test');
		const rung = await alice.rung();
		await out.call.hold(true);
		alice.answer(rung);
		await second.is('live');
		second.call.hangUp();
		await rung.is('ended:hung-up');
		await out.call.hold(false);
		expect(phases(into.changes)).toEqual(['live']);
		expect(phases(out.changes).at(-1)).toBe('live');
	});

	test('the server is killed and comes back: the call goes on, and can be ended', async () => {
		const { out, into } = await talking();
		await servers.kamailio.kill();
		await Promise.all([alice.is('waiting'), bob.is('waiting')]);
		for (const { changes } of [out, into]) expect(changes.at(-1)).toEqual({ cutOff: true });
		await servers.kamailio.start();
		for (const { session } of [alice, bob]) session.retry();
		await Promise.all([alice.is('online'), bob.is('online')]);
		for (const { changes } of [out, into]) expect(changes.at(-1)).toEqual({ cutOff: false });
		into.call.hangUp();
		await out.is('ended:hung-up');
	});

	test('hanging up without the server reaches the other side when it is back', async () => {
		const { out, into } = await talking();
		await servers.kamailio.kill();
		await Promise.all([alice.is('waiting'), bob.is('waiting')]);
		await servers.kamailio.start();
		bob.session.retry();
		await bob.is('online');
		out.call.hangUp();
		expect(phases(out.changes).at(-1)).toBe('ended:hung-up');
		alice.session.retry();
		await into.is('ended:hung-up');
	});
});
