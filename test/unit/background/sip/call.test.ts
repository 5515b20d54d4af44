import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asStream, FakeStream, FakeTrack, HOST, RELAY, SRFLX, sdp } from '../../../support/sip/fake-rtc.ts';
import { changesOf, inDialog, inviteText, phases, type SipRig, sipRig } from '../../../support/sip/sip-rig.ts';
import { readSip, type SipText } from '../../../support/sip/sip-text.ts';

let rig: SipRig;
beforeEach(async () => {
	rig = sipRig();
	await rig.register();
});
afterEach(() => {
	expect(rig.dropped).toEqual([]);
	rig.end();
});

const BOB = { headers: [['Contact', '<sip:bob@192.0.2.9:5060>']], toTag: 'bob' } as const;
const TALK = { ...BOB, body: sdp() };
const socket = () => rig.server.latest();

/** A call that Bob has answered. */
async function talking() {
	const made = await rig.call();
	socket().answer(made.invite, '200 OK', TALK);
	await rig.pass(0);
	return made;
}

/** An incoming call that we have answered, and the 200 that did it. */
async function answered() {
	const rung = await rig.ring();
	const stream = new FakeStream();
	rung.call.answer(asStream(stream));
	await rig.pass(10);
	const ok = socket().messages.findLast(({ status }) => status === 200) as SipText;
	const invite = readSip(inviteText(socket()));
	socket().receive(inDialog('ACK', invite, ok.header('to'), { cseq: 1 }));
	await rig.pass(0);
	return { ...rung, stream, ok, invite };
}

/** The newest re-INVITE is accepted. */
async function accept(body = sdp('recvonly')) {
	socket().answer(socket().request('INVITE'), '200 OK', { ...BOB, body });
	await rig.pass(0);
}

describe('calling', () => {
	test('rings, is answered, and both hang up', async () => {
		const { call, changes, invite } = await rig.call();
		expect(call).toMatchObject({ direction: 'out', peer: 'sip:bob@example.test', peerName: '' });
		expect(invite.first).toBe('INVITE sip:bob@example.test SIP/2.0');
		expect(invite.header('session-expires')).toBe('1800');
		socket().answer(invite, '100 Trying');
		socket().answer(invite, '180 Ringing', BOB);
		expect(phases(changes)).toEqual(['ringing']);
		socket().answer(invite, '200 OK', TALK);
		await rig.pass(0);
		expect(phases(changes)).toEqual(['ringing', 'live']);
		expect(changes).toContainEqual({ remote: rig.rtc.latest().remote });
		expect(socket().request('ACK').header('cseq')).toBe(`${invite.header('cseq').split(' ')[0]} ACK`);

		call.hangUp();
		expect(socket().request('BYE').first).toBe('BYE sip:bob@192.0.2.9:5060 SIP/2.0');
		expect(phases(changes)).toEqual(['ringing', 'live', 'ended:hung-up']);
		expect(rig.rtc.latest().isClosed).toBe(true);
	});

	test('the other side hangs up', async () => {
		const { changes, invite } = await talking();
		const to = invite.header('from');
		const from = `${invite.header('to')};tag=bob`;
		const bye = inDialog('BYE', readSip(`X\r\nFrom: ${from}\r\nCall-ID: ${invite.header('call-id')}\r\n\r\n`), to);
		socket().receive(bye.replace(/^BYE \S*/, `BYE ${/<([^>]+)>/.exec(invite.header('contact'))?.[1]}`));
		await rig.pass(0);
		expect(socket().statuses('BYE')).toEqual([200]);
		expect(phases(changes)).toEqual(['live', 'ended:hung-up']);
	});

	test('sound from the other side before the answer: no ringing of ours', async () => {
		const { changes, invite } = await rig.call();
		socket().answer(invite, '183 Session Progress', TALK);
		await rig.pass(0);
		expect(phases(changes)).toEqual([]);
		expect(changes).toContainEqual({ remote: rig.rtc.latest().remote });
	});

	test('numbers go through the account’s domain', async () => {
		const { invite } = await rig.call('tel:+39-045-1234567;ext=12');
		expect(invite.first).toBe('INVITE sip:+390451234567;ext=12@example.test;user=phone SIP/2.0');
		expect(invite.header('to')).toBe('<sip:+390451234567;ext=12@example.test;user=phone>');
	});

	test('C31: where one can be written to is told only if it is to be', async () => {
		rig.session.call('sip:bob@example.test', asStream(new FakeStream()), 'alice@chat.example');
		await rig.pass(10);
		expect(socket().request('INVITE').header('call-info')).toBe('<xmpp:alice@chat.example>;purpose=impp');
		rig.session.call('sip:bob@example.test', asStream(new FakeStream()));
		await rig.pass(10);
		expect(socket().request('INVITE').header('call-info')).toBe('');
	});

	test('nothing that is no address', () => {
		const stream = asStream(new FakeStream());
		expect(() => rig.session.call('xmpp:bob@example.test', stream)).toThrow('bad-address');
		expect(() => rig.session.call('sip:example.org', stream)).toThrow('bad-address');
	});

	test('not without a registration', async () => {
		socket().fail();
		expect(() => rig.session.call('sip:bob@example.test', asStream(new FakeStream()))).toThrow('not-connected');
	});

	test.each([
		['486 Busy Here', 'busy'],
		['600 Busy Everywhere', 'busy'],
		['603 Decline', 'declined'],
		['404 Not Found', 'not-found'],
		['484 Address Incomplete', 'not-found'],
		['604 Does Not Exist Anywhere', 'not-found'],
		['408 Request Timeout', 'no-answer'],
		['480 Temporarily Unavailable', 'unavailable'],
		['488 Not Acceptable Here', 'no-media'],
		['606 Not Acceptable', 'no-media'],
		['403 Forbidden', 'forbidden'],
		['302 Moved Temporarily', 'failed'],
		['500 Server Error', 'failed'],
	])('%s: %s', async (status, reason) => {
		const { changes, invite } = await rig.call();
		socket().answer(invite, '180 Ringing', BOB);
		socket().answer(invite, status);
		await rig.pass(0);
		expect(phases(changes)).toEqual(['ringing', `ended:${reason}`]);
		expect(changes.at(-1)).toMatchObject({ phase: { detail: status } });
		expect(socket().request('ACK').header('to')).toContain(';tag=');
	});

	test('is cancelled', async () => {
		const { call, changes, invite } = await rig.call();
		socket().answer(invite, '180 Ringing', BOB);
		call.hangUp();
		expect(socket().request('CANCEL').header('cseq')).toBe(invite.header('cseq').replace('INVITE', 'CANCEL'));
		expect(phases(changes)).toEqual(['ringing', 'ended:cancelled']);
		socket().answer(invite, '487 Request Terminated', { toTag: 'bob' });
		await rig.pass(0);
		expect(phases(changes)).toEqual(['ringing', 'ended:cancelled']);
	});

	test('is cancelled before the server said anything: CANCEL waits for that (RFC 3261 §9.1)', async () => {
		const { call, invite } = await rig.call();
		call.hangUp();
		expect(() => socket().request('CANCEL')).toThrow();
		socket().answer(invite, '100 Trying');
		expect(socket().request('CANCEL').header('call-id')).toBe(invite.header('call-id'));
	});

	test('is cancelled before the INVITE is out: it never goes out', async () => {
		const call = rig.session.call('sip:bob@example.test', asStream(new FakeStream()));
		const changes = changesOf(call);
		call.hangUp();
		await rig.pass(1_000);
		expect(() => socket().request('INVITE')).toThrow();
		expect(phases(changes)).toEqual(['ended:cancelled']);
	});

	test('a 200 that crosses the CANCEL is acknowledged and ended', async () => {
		const { call, invite } = await rig.call();
		socket().answer(invite, '180 Ringing', BOB);
		call.hangUp();
		socket().answer(invite, '200 OK', TALK);
		await rig.pass(0);
		expect(socket().request('ACK').header('to')).toContain('tag=bob');
		expect(socket().request('BYE').header('to')).toContain('tag=bob');
	});

	test('nobody says anything: no answer', async () => {
		const { changes } = await rig.call();
		await rig.pass(32_000);
		expect(phases(changes)).toEqual(['ended:no-answer']);
	});

	test('it rings forever: no answer, and the other side hears of it', async () => {
		const { changes, invite } = await rig.call();
		socket().answer(invite, '180 Ringing', BOB);
		await rig.pass(180_000);
		expect(phases(changes)).toEqual(['ringing', 'ended:no-answer']);
		expect(socket().request('CANCEL').header('call-id')).toBe(invite.header('call-id'));
	});

	test('an answer without a description that WebRTC can use', async () => {
		const { changes, invite } = await rig.call();
		socket().answer(invite, '200 OK', { ...BOB, body: 'v=0\r\n' });
		await rig.pass(0);
		expect(phases(changes)).toEqual(['ended:no-media']);
		expect(socket().request('BYE').header('to')).toContain('tag=bob');
	});

	test('an answer without any description leaves nothing open', async () => {
		const { changes, invite } = await rig.call();
		socket().answer(invite, '200 OK', BOB);
		await rig.pass(0);
		expect(phases(changes)).toEqual(['ended:no-media']);
		expect(rig.rtc.latest().isClosed).toBe(true);
	});

	test('is asked for the password again, and answers with the key alone', async () => {
		const { invite } = await rig.call();
		expect(invite.header('proxy-authorization')).toBe('');
		const asks = [['Proxy-Authenticate', 'Digest realm="example.test", nonce="xyz", qop="auth"']] as const;
		socket().answer(invite, '407 Proxy Authentication Required', { headers: asks });
		await rig.pass(0);
		expect(socket().request('INVITE').header('proxy-authorization')).toMatch(/username="alice".*nonce="xyz".*qop=auth/);
	});

	test('servers that no connection could be made with are left out', async () => {
		const other = sipRig({
			iceServers: [
				{ urls: ['stun:stun.example.test', 'nonsense'] },
				{ urls: 'turn:turn.example.test' },
				{ urls: 'turn:turn.example.test?transport=tcp', username: 'a', credential: 'b' },
			],
		});
		await other.register();
		await other.call();
		expect(other.rtc.latest().config.iceServers).toEqual([
			{ urls: ['stun:stun.example.test'] },
			{ urls: ['turn:turn.example.test?transport=tcp'], username: 'a', credential: 'b' },
		]);
		other.end();
	});
});

describe('ICE does not keep a call waiting', () => {
	async function sentAfter(gathering: SipRig['rtc']['gathering'], iceServers: RTCIceServer[] = []) {
		rig.end();
		rig = sipRig({ iceServers });
		await rig.register();
		rig.rtc.gathering = gathering;
		rig.session.call('sip:bob@example.test', asStream(new FakeStream()));
		const start = Date.now();
		while (socket().messages.every(({ method }) => method !== 'INVITE') && Date.now() - start < 5_000)
			await rig.pass(1);
		return Date.now() - start;
	}

	test('gathered to the end: at once', async () => {
		expect(await sentAfter({ candidates: [HOST], isComplete: true })).toBeLessThan(5);
	});

	test('a dead STUN server: 150 ms after the first candidate', async () => {
		const waited = await sentAfter({ candidates: [HOST, HOST], isComplete: false });
		expect(waited).toBeGreaterThanOrEqual(150);
		expect(waited).toBeLessThan(155);
	});

	test('a reflexive candidate is as good as it gets without TURN', async () => {
		expect(await sentAfter({ candidates: [HOST, SRFLX], isComplete: false })).toBeLessThan(5);
	});

	test('with TURN, the relayed one is', async () => {
		const turn = [{ urls: 'turn:turn.example.test', username: 'a', credential: 'b' }];
		expect(await sentAfter({ candidates: [HOST, SRFLX], isComplete: false }, turn)).toBeGreaterThanOrEqual(150);
		expect(await sentAfter({ candidates: [HOST, SRFLX, RELAY], isComplete: false }, turn)).toBeLessThan(5);
	});
});

describe('being called', () => {
	test('rings, is answered, hangs up', async () => {
		const { call, changes } = await rig.ring({ from: '"Bob \\"B\\" Ö" <sip:bob@example.org;x=1>' });
		expect(socket().statuses('INVITE')).toEqual([100, 180]);
		expect(call).toMatchObject({ direction: 'in', peer: 'sip:bob@example.org', peerName: 'Bob "B" Ö' });
		expect(changes).toEqual([]);
		const stream = new FakeStream();
		call.answer(asStream(stream));
		await rig.pass(10);
		expect(socket().statuses('INVITE')).toEqual([100, 180, 200]);
		expect(phases(changes)).toEqual(['live']);
		expect(changes).toContainEqual({ remote: rig.rtc.latest().remote });
		expect(rig.rtc.latest().senders.map(({ track }) => track)).toEqual(stream.tracks);
	});

	test.each([
		['declined', 603],
		['busy', 486],
	] as const)('%s: %i', async (reason, status) => {
		const { call, changes } = await rig.ring();
		call.decline(reason);
		expect(socket().statuses('INVITE')).toEqual([100, 180, status]);
		expect(phases(changes)).toEqual([`ended:${reason}`]);
	});

	test('hanging up declines', async () => {
		const { call, changes } = await rig.ring();
		call.hangUp();
		expect(socket().statuses('INVITE').at(-1)).toBe(603);
		expect(phases(changes)).toEqual(['ended:declined']);
	});

	test.each([
		[[], 'cancelled'],
		[['SIP;cause=200;text="Call completed elsewhere"'], 'answered-elsewhere'],
		[['Q.850;cause=16', 'SIP ;cause=200'], 'answered-elsewhere'],
		[['SIP;cause=603'], 'declined'],
	] as const)('the caller gives up with %j: %s', async (reasons, reason) => {
		const { changes } = await rig.ring();
		const invite = readSip(inviteText(socket()));
		const cancel = inDialog('CANCEL', invite, '<sip:alice@example.test>', {
			headers: reasons.map((text) => ['Reason', text] as const),
		});
		socket().receive(cancel.replace('z9hG4bK-CANCEL-2', 'z9hG4bK-call-in').replace('CSeq: 2 CANCEL', 'CSeq: 1 CANCEL'));
		await rig.pass(0);
		expect(socket().statuses('INVITE').at(-1)).toBe(487);
		expect(phases(changes)).toEqual([`ended:${reason}`]);
	});

	test('nobody answers', async () => {
		const { changes } = await rig.ring();
		await rig.pass(119_999);
		expect(phases(changes)).toEqual([]);
		await rig.pass(1);
		expect(socket().statuses('INVITE').at(-1)).toBe(408);
		expect(phases(changes)).toEqual(['ended:no-answer']);
	});

	test('C29, C30: says which JIDs its caller claims, in either way; without one it is as any other call', async () => {
		await rig.ring({
			callId: 'both',
			contact: '<sip:bob@192.0.2.9:5060>, <xmpp:bob@old.example>',
			headers: [['Call-Info', '<xmpp:bob@chat.example>;purpose=impp']],
		});
		await rig.ring({ callId: 'none' });
		const claimed = rig.incoming.map((call) => [...call.claimedJids].sort());
		expect(claimed).toEqual([['bob@chat.example', 'bob@old.example'], []]);
	});

	test('a call that no browser could be heard in does not ring', async () => {
		const plain = 'v=0\r\nm=audio 5004 RTP/AVP 0\r\n';
		socket().receive(inviteText(socket(), { body: plain }));
		await rig.pass(0);
		expect(socket().statuses('INVITE')).toEqual([100, 488]);
		expect(rig.incoming).toEqual([]);
	});

	test('a call that could not be answered does not ring', async () => {
		socket().receive(inviteText(socket(), { contact: '<sip:50%25@192.0.2.9>' }));
		await rig.pass(0);
		expect(socket().statuses('INVITE')).toEqual([100, 400]);
		expect(rig.incoming).toEqual([]);
	});

	test('an offer is made to a caller who makes none', async () => {
		const { call } = await rig.ring({ body: '' });
		call.answer(asStream(new FakeStream()));
		await rig.pass(10);
		expect(socket().messages.findLast(({ status }) => status === 200)?.body).toContain('m=audio');
	});

	test('a description that is none ends the call when answered', async () => {
		const { call, changes } = await rig.ring({ body: 'm=audio 1\r\na=fingerprint:x\r\nm=audio' });
		rig.rtc.gathering = { candidates: [], isComplete: false };
		Object.assign(globalThis.RTCPeerConnection.prototype, {
			setRemoteDescription: () => Promise.reject(new Error('no description')),
		});
		call.answer(asStream(new FakeStream()));
		await rig.pass(10);
		expect(socket().statuses('INVITE').at(-1)).toBe(488);
		expect(phases(changes)).toEqual(['ended:no-media']);
	});

	test('answering a call that is over does nothing', async () => {
		const { call, changes } = await rig.ring();
		call.decline('busy');
		call.answer(asStream(new FakeStream()));
		call.hangUp();
		await rig.pass(10);
		expect(phases(changes)).toEqual(['ended:busy']);
	});

	test('two calls at once do not meet', async () => {
		const first = await rig.ring({ callId: 'one' });
		const second = await rig.ring({ callId: 'two', from: '<sip:+390451234567@gateway.example.org;user=phone>' });
		expect(second.call.peer).toBe('tel:+390451234567');
		first.call.decline('busy');
		second.call.answer(asStream(new FakeStream()));
		await rig.pass(10);
		expect(phases(first.changes)).toEqual(['ended:busy']);
		expect(phases(second.changes)).toEqual(['live']);
	});

	test('more calls than a person can have are busy', async () => {
		for (let index = 0; index < 10; index++) socket().receive(inviteText(socket(), { callId: `call-${index}` }));
		await rig.pass(0);
		expect(rig.incoming).toHaveLength(8);
		expect(
			socket()
				.statuses('INVITE')
				.filter((status) => status === 486),
		).toHaveLength(2);
		rig.incoming[0]?.decline('busy');
		await rig.ring({ callId: 'another' });
		expect(rig.incoming).toHaveLength(9);
	});

	test('a transfer or a takeover is refused, and the call goes on', async () => {
		const { changes, invite, ok } = await answered();
		const to = ok.header('to');
		socket().receive(inDialog('REFER', invite, to, { headers: [['Refer-To', '<sip:carol@example.test>']] }));
		await rig.pass(0);
		expect(socket().statuses('REFER')).toEqual([202]);
		expect(socket().request('NOTIFY').body).toContain('603');
		expect(phases(changes)).toEqual(['live']);
	});
});

describe('during a call', () => {
	test('mute silences the track, and only until it is taken back', async () => {
		const { call, stream } = await talking();
		const track = stream.tracks[0] as FakeTrack;
		call.mute(true);
		expect(track.enabled).toBe(false);
		call.mute(false);
		expect(track.enabled).toBe(true);
		expect(socket().messages.at(-1)?.method).toBe('ACK'); // signalling stays as it is
	});

	test('mute before the answer holds after it', async () => {
		const { call } = await rig.ring();
		const stream = new FakeStream();
		call.mute(true);
		call.answer(asStream(stream));
		await rig.pass(10);
		expect(stream.tracks[0]?.enabled).toBe(false);
	});

	test('hold and resume', async () => {
		const { call, changes, stream } = await talking();
		const held = call.hold(true);
		await rig.pass(0);
		expect(socket().request('INVITE').body).toContain('a=sendonly');
		expect(phases(changes)).toEqual(['live']);
		await accept();
		await held;
		expect(phases(changes)).toEqual(['live', 'held']);
		expect(stream.tracks[0]?.enabled).toBe(false);

		const resumed = call.hold(false);
		await rig.pass(0);
		expect(socket().request('INVITE').body).toContain('a=sendrecv');
		await accept(sdp());
		await resumed;
		expect(phases(changes)).toEqual(['live', 'held', 'live']);
		expect(stream.tracks[0]?.enabled).toBe(true);
	});

	test('a muted call that is resumed is still muted', async () => {
		const { call, stream } = await talking();
		call.mute(true);
		for (const held of [true, false]) {
			const done = call.hold(held);
			await rig.pass(0);
			await accept(sdp());
			await done;
		}
		expect(stream.tracks[0]?.enabled).toBe(false);
	});

	test('hold and resume in one breath are offered one after the other', async () => {
		const { call, changes } = await talking();
		const both = Promise.all([call.hold(true), call.hold(false)]);
		await rig.pass(0);
		await accept();
		await rig.pass(0);
		await accept(sdp());
		await both;
		expect(phases(changes)).toEqual(['live', 'held', 'live']);
	});

	test('a hold that is refused leaves the call as it was (RFC 3261 §14.1)', async () => {
		const { call, changes, stream } = await talking();
		const held = expect(call.hold(true)).rejects.toThrow('refused');
		for (let offers = 0; offers < 3; offers++) {
			await rig.pass(10);
			socket().answer(socket().request('INVITE'), '488 Not Acceptable Here', BOB);
			await rig.pass(4_000);
		}
		await held;
		expect(phases(changes)).toEqual(['live']);
		expect(stream.tracks[0]?.enabled).toBe(true);
		expect(rig.rtc.latest().signalingState).toBe('stable');
		const again = call.hold(true);
		await rig.pass(0);
		await accept();
		await again;
		expect(phases(changes)).toEqual(['live', 'held']);
	});

	test('an offer that meets ours: 491 both ways, and ours again after the owner’s wait', async () => {
		const { call, changes, invite } = await talking();
		const held = call.hold(true);
		await rig.pass(10);
		const ours = socket().request('INVITE');
		const theirs = inDialog(
			'INVITE',
			readSip(`X\r\nFrom: ${invite.header('to')};tag=bob\r\nCall-ID: ${invite.header('call-id')}\r\n\r\n`),
			invite.header('from'),
			{ body: sdp('sendonly') },
		);
		socket().receive(theirs.replace(/^INVITE \S*/, `INVITE ${/<([^>]+)>/.exec(invite.header('contact'))?.[1]}`));
		await rig.pass(0);
		expect(socket().statuses('INVITE')).toEqual([100, 491]);
		expect(changes).not.toContainEqual({ heldByPeer: true });
		socket().answer(ours, '491 Request Pending', BOB);
		await rig.pass(2_090);
		expect(socket().request('INVITE').header('cseq')).toBe(ours.header('cseq'));
		await rig.pass(2_000);
		expect(socket().request('INVITE').header('cseq')).not.toBe(ours.header('cseq'));
		await accept();
		await held;
		expect(phases(changes)).toEqual(['live', 'held']);
	});

	test('the other side holds', async () => {
		const { changes, stream, invite, ok } = await answered();
		const offer = (direction: string, cseq: number) =>
			inDialog('INVITE', invite, ok.header('to'), {
				cseq,
				body: sdp(direction),
				headers: [['Content-Type', 'application/sdp']],
			});
		socket().receive(offer('sendonly', 2));
		await rig.pass(10);
		expect(changes).toContainEqual({ heldByPeer: true });
		expect(stream.tracks[0]?.enabled).toBe(false);
		socket().receive(inDialog('ACK', invite, ok.header('to'), { cseq: 2 }));
		socket().receive(offer('sendrecv', 3));
		await rig.pass(10);
		expect(changes.at(-1)).toEqual({ heldByPeer: false });
		expect(stream.tracks[0]?.enabled).toBe(true);
		expect(phases(changes)).toEqual(['live']);
	});

	test('tones go by RFC 4733', async () => {
		const { call } = await talking();
		call.sendTones('12#');
		expect(rig.rtc.latest().senders[0]?.dialled).toEqual(['12#']);
		expect(() => socket().request('INFO')).toThrow();
	});

	test('no tones before the answer', async () => {
		const { call } = await rig.call();
		expect(() => call.sendTones('1')).toThrow('not-connected');
	});

	test('another microphone takes the place of the first, muted as that was', async () => {
		const { call } = await talking();
		call.mute(true);
		const other = new FakeStream([new FakeTrack()]);
		await call.replaceMicrophone(asStream(other));
		expect(rig.rtc.latest().senders[0]?.track).toBe(other.tracks[0]);
		expect(other.tracks[0]?.enabled).toBe(false);
		call.mute(false);
		expect(other.tracks[0]?.enabled).toBe(true);
		expect(socket().messages.at(-1)?.method).toBe('ACK');
	});

	test('ICE fails: the connection is lost, and the other side hears of it', async () => {
		const { changes } = await talking();
		rig.rtc.latest().become('failed');
		expect(phases(changes)).toEqual(['live', 'ended:lost']);
		expect(socket().request('BYE').header('reason')).toContain('cause=408');
	});

	test('the session is refreshed by INVITE (RFC 4028)', async () => {
		rig.renewing();
		const { changes } = await talking();
		await rig.pass(900_000);
		const refresh = socket().request('INVITE');
		expect(refresh.header('session-expires')).toBe('1800;refresher=uac');
		await accept(sdp());
		expect(phases(changes)).toEqual(['live']);
	});
});

describe('without a flow', () => {
	test('a call goes on, and says so', async () => {
		const { changes } = await talking();
		socket().fail();
		expect(changes.at(-1)).toEqual({ cutOff: true });
		await rig.pass(500);
		await rig.register();
		expect(changes.at(-1)).toEqual({ cutOff: false });
		expect(phases(changes)).toEqual(['live']);
		expect(rig.rtc.latest().isClosed).toBe(false);
	});

	test('hanging up ends it here and now, and there as soon as possible', async () => {
		const { call, changes } = await talking();
		socket().fail();
		call.hangUp();
		expect(phases(changes)).toEqual(['live', 'ended:hung-up']);
		expect(rig.rtc.latest().isClosed).toBe(true);
		await rig.pass(500);
		await rig.register();
		expect(socket().request('BYE').header('to')).toContain('tag=bob');
		expect(phases(changes)).toEqual(['live', 'ended:hung-up']);
	});

	test('it cannot be put on hold, and goes on', async () => {
		const { call, changes } = await talking();
		socket().fail();
		await expect(call.hold(true)).rejects.toThrow('not-connected');
		expect(phases(changes)).toEqual(['live']);
	});

	test('a hold that is under way when it goes: the call goes on', async () => {
		const { call, changes, stream } = await talking();
		const held = expect(call.hold(true)).rejects.toThrow('not-connected');
		await rig.pass(10);
		socket().fail();
		await rig.pass(400);
		expect(phases(changes)).toEqual(['live']);
		await rig.pass(3_000);
		await held;
		expect(stream.tracks[0]?.enabled).toBe(true);
		expect(phases(changes)).toEqual(['live']);
	});

	test('a call that is not answered yet is lost', async () => {
		const out = await rig.call();
		const rung = await rig.ring();
		socket().fail();
		expect(phases(out.changes)).toEqual(['ended:lost']);
		expect(phases(rung.changes)).toEqual(['ended:lost']);
	});

	test('a call that is just being answered is lost', async () => {
		const { call, changes } = await rig.ring();
		call.answer(asStream(new FakeStream()));
		socket().fail();
		await rig.pass(1_000);
		expect(phases(changes)).toEqual(['ended:lost']);
	});

	test('a refresh that is due waits for the flow', async () => {
		rig.renewing();
		const { changes } = await talking();
		await rig.pass(899_900);
		socket().fail();
		await rig.pass(490);
		expect(phases(changes)).toEqual(['live']);
		await rig.pass(10);
		await rig.register();
		await rig.pass(10);
		expect(phases(changes)).toEqual(['live']);
		expect(socket().request('INVITE').header('session-expires')).toContain('1800');
	});

	test('sound that broke off with the network is looked for on the new one', async () => {
		await talking();
		rig.rtc.latest().become('disconnected');
		socket().fail();
		await rig.pass(500);
		await rig.register();
		await rig.pass(10);
		expect(rig.rtc.latest().offers.at(-1)).toEqual({ iceRestart: true });
		expect(socket().request('INVITE').header('to')).toContain('tag=bob');
	});

	test('closing the account hangs up', async () => {
		const { changes } = await talking();
		const closed = rig.session.close();
		expect(socket().request('BYE').header('to')).toContain('tag=bob');
		expect(phases(changes)).toEqual(['live', 'ended:hung-up']);
		await rig.pass(2_000);
		await closed;
	});
});
