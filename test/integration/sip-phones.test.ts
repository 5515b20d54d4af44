/** Calls with phones that are not ours. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { useNodeWeb } from '../support/node-web.ts';
import { installFakeRtc } from '../support/sip/fake-rtc.ts';
import { type SipPerson, sipPerson } from '../support/sip/sip-person.ts';
import { phases } from '../support/sip/sip-rig.ts';
import {
	acknowledges,
	acknowledgesRefusal,
	answers,
	calledHangsUp,
	cancels,
	hangsUp,
	invites,
	isCancelled,
	isHungUpOn,
	isInvited,
	receives,
	refuses,
	rings,
	type Step,
	waits,
} from '../support/sipp/scenario.ts';
import { type SippPhone, sippPhone } from '../support/sipp-phone.ts';

let servers: Servers;
let restore: () => void;
let alice: SipPerson;
let phone: SippPhone;

beforeAll(async () => {
	servers = await startServers({ kamailio: true });
	const rtc = installFakeRtc();
	const restoreWeb = useNodeWeb(servers);
	restore = () => {
		restoreWeb();
		rtc.restore();
	};
	phone = await sippPhone(servers, 'bob');
	await phone.register();
});
beforeEach(async () => {
	alice = sipPerson(servers, 'alice');
	await alice.is('online');
});
afterEach(async () => await alice.session.close());
afterAll(async () => {
	await phone.end();
	restore();
	await servers.stop();
});

describe('a phone is called', () => {
	async function called(...steps: readonly Step[]) {
		const scenario = await phone.isReady([isInvited, ...steps]);
		return { scenario, out: alice.call('sip:bob@example.test') };
	}

	test('answers, and we hang up', async () => {
		const { scenario, out } = await called(rings, waits, ...answers, ...isHungUpOn);
		// Over UDP a 200 may overtake the 180 that was sent just before it.
		await out.is('ringing');
		await scenario.goOn();
		await out.is('live');
		expect(phases(out.changes)).toEqual(['ringing', 'live']);
		out.call.hangUp();
		await scenario.done();
	});

	test('answers, and hangs up', async () => {
		const { scenario, out } = await called(rings, ...answers, waits, ...calledHangsUp);
		await out.is('live');
		await scenario.goOn();
		await out.is('ended:hung-up');
		await scenario.done();
	});

	test('rings until we cancel', async () => {
		const { scenario, out } = await called(rings, ...isCancelled);
		await out.is('ringing');
		out.call.hangUp();
		await scenario.done();
		expect(phases(out.changes)).toEqual(['ringing', 'ended:cancelled']);
	});

	test.each([
		[486, 'Busy Here', 'busy'],
		[603, 'Decline', 'declined'],
		[404, 'Not Found', 'not-found'],
		[480, 'Temporarily Unavailable', 'unavailable'],
		[488, 'Not Acceptable Here', 'no-media'],
	])('%i %s: %s', async (status, phrase, reason) => {
		const { scenario, out } = await called(...refuses(status, phrase));
		await out.is(`ended:${reason}`);
		await scenario.done();
	});
});

describe('a phone calls', () => {
	test('is answered, and we hang up', async () => {
		const scenario = await phone.calls('alice', [invites, receives(200), acknowledges, ...isHungUpOn]);
		const into = await alice.rung();
		expect(into.call).toMatchObject({ peer: 'sip:bob@example.test', peerName: 'Desk phone' });
		alice.answer(into);
		await into.is('live');
		await scenario.received('SIP/2.0 200');
		into.call.hangUp();
		await scenario.done();
	});

	test('is answered, and hangs up', async () => {
		const scenario = await phone.calls('alice', [invites, receives(200), acknowledges, waits, ...hangsUp]);
		const into = await alice.rung();
		alice.answer(into);
		await into.is('live');
		await scenario.goOn();
		await into.is('ended:hung-up');
		await scenario.done();
	});

	test.each([
		['declined', 603],
		['busy', 486],
	] as const)('is %s: %i', async (reason, status) => {
		const scenario = await phone.calls('alice', [invites, receives(status), acknowledgesRefusal]);
		(await alice.rung()).call.decline(reason);
		await scenario.done();
	});

	test.each([
		['', 'cancelled'],
		['Reason: SIP;cause=200;text="Call completed elsewhere"\n', 'answered-elsewhere'],
	])('gives up, %j: %s', async (header, reason) => {
		const givesUp = cancels.map((step) => step.replace(/^CANCEL .*\n/m, (line) => line + header));
		const scenario = await phone.calls('alice', [invites, receives(180), waits, ...givesUp]);
		const into = await alice.rung();
		await scenario.goOn();
		await into.is(`ended:${reason}`);
		await scenario.done();
	});

	test('without encryption does not even ring', async () => {
		const plain = invites.replace('UDP/TLS/RTP/SAVPF', 'RTP/AVP').replace(/^a=fingerprint.*\n/m, '');
		await (await phone.calls('alice', [plain, receives(488), acknowledgesRefusal])).done();
		const next = await phone.calls('alice', [invites, receives(486), acknowledgesRefusal]);
		(await alice.rung()).call.decline('busy'); // the first that rings
		await next.done();
	});
});
