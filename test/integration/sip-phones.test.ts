/** Calls with phones that are not ours. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Servers, startServers } from '../servers/servers.ts';
import { useNodeWeb } from '../support/node-web.ts';
import { installFakeRtc } from '../support/sip/fake-rtc.ts';
import { type SipPerson, sipPerson } from '../support/sip/sip-person.ts';
import { phases } from '../support/sip/sip-rig.ts';
import { sippCall, sippPhone } from '../support/sipp.ts';

let servers: Servers;
let restore: () => void;
let alice: SipPerson;

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
	await alice.is('online');
});
afterEach(async () => await alice.session.close());
afterAll(async () => {
	restore();
	await servers.stop();
});

describe('a phone is called', () => {
	test('answers, and we hang up', async () => {
		const phone = await sippPhone('answers');
		const out = alice.call(phone.uri);
		await out.is('live');
		expect(phases(out.changes)).toEqual(['ringing', 'live']);
		out.call.hangUp();
		await phone.done;
	});

	test('answers, and hangs up', async () => {
		const phone = await sippPhone('answers-and-hangs-up');
		const out = alice.call(phone.uri);
		await out.is('ended:hung-up');
		await phone.done;
	});

	test('rings until we cancel', async () => {
		const phone = await sippPhone('rings');
		const out = alice.call(phone.uri);
		await out.is('ringing');
		out.call.hangUp();
		await phone.done;
		expect(phases(out.changes)).toEqual(['ringing', 'ended:cancelled']);
	});

	test.each([
		['486 Busy Here', 'busy'],
		['603 Decline', 'declined'],
		['404 Not Found', 'not-found'],
		['480 Temporarily Unavailable', 'unavailable'],
		['488 Not Acceptable Here', 'no-media'],
	])('%s: %s', async (status, reason) => {
		const phone = await sippPhone('refuses', { status });
		await alice.call(phone.uri).is(`ended:${reason}`);
		await phone.done;
	});
});

describe('a phone calls', () => {
	const call = (...args: [Parameters<typeof sippCall>[0], Parameters<typeof sippCall>[3]?]) =>
		sippCall(args[0], servers.sip, 'alice', args[1]);

	test('is answered, and we hang up', async () => {
		const phone = call('calls');
		const into = await alice.rung();
		expect(into.call.peerName).toBe('A Phone');
		alice.answer(into);
		await into.is('live');
		into.call.hangUp();
		await phone.done;
	});

	test('is answered, and hangs up', async () => {
		const phone = call('calls-and-hangs-up');
		const into = await alice.rung();
		alice.answer(into);
		await into.is('ended:hung-up');
		await phone.done;
	});

	test.each([
		['declined', '603'],
		['busy', '486'],
	] as const)('is %s: %s', async (reason, status) => {
		const phone = call('is-refused', { status });
		(await alice.rung()).call.decline(reason);
		await phone.done;
	});

	test('gives up', async () => {
		const phone = call('gives-up');
		await (await alice.rung()).is('ended:cancelled');
		await phone.done;
	});

	test('gives up because somebody else answered', async () => {
		const phone = call('gives-up', { reason: 'Reason: SIP;cause=200;text="Call completed elsewhere"' });
		await (await alice.rung()).is('ended:answered-elsewhere');
		await phone.done;
	});

	test('without encryption does not even ring', async () => {
		const offer = 'v=0\no=- 1 1 IN IP4 127.0.0.1\ns=-\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0';
		await call('is-refused', { status: '488', offer }).done;
		const next = call('is-refused', { status: '486' });
		(await alice.rung()).call.decline('busy'); // the first that rings
		await next.done;
	});
});
