/** Anything in any order: what a server, a network and a person may do to a session. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SipCall, SipCallChange } from '../../../../src/background/sip/session.ts';
import { AppError } from '../../../../src/shared/errors.ts';
import { asStream, FakeStream, sdp } from '../../../support/sip/fake-rtc.ts';
import { changesOf, inDialog, inviteText, type SipRig, sipRig } from '../../../support/sip/sip-rig.ts';
import { type SipText, writeSip } from '../../../support/sip/sip-text.ts';

interface World {
	readonly rig: SipRig;
	readonly calls: { readonly call: SipCall; readonly changes: SipCallChange[] }[];
	invites: number;
}

type Step = (world: World) => unknown;

const BOB = [['Contact', '<sip:bob@192.0.2.9:5060>']] as const;
const some = <Item>(items: readonly Item[], at: number): Item | undefined => items[at % Math.max(1, items.length)];

/** What a person does, with the call that `at` says. */
const person = fc.tuple(fc.nat(5), fc.nat(7)).map(([at, what]): Step => {
	return ({ rig, calls }) => {
		const call = some(calls, at)?.call;
		const stream = asStream(new FakeStream());
		switch (what) {
			case 0:
				return calls.push(known(rig.session.call('sip:bob@example.test', stream)));
			case 1:
				return call?.hangUp();
			case 2:
				return call?.direction === 'in' ? call.decline('busy') : undefined;
			case 3:
				return call?.mute(at % 2 === 0);
			case 4:
				call?.hold(at % 2 === 0).catch(onlyExpected); // it may take its time
				return;
			case 5:
				return call?.sendTones('1');
			case 6:
				return call?.replaceMicrophone(stream);
			default:
				return call?.direction === 'in' ? answer(call) : undefined;
		}
	};
});

const answeredCalls = new WeakSet<SipCall>();
function answer(call: SipCall): void {
	if (answeredCalls.has(call)) return; // a button that is pressed once
	answeredCalls.add(call);
	call.answer(asStream(new FakeStream()));
}

/** What the network does. */
const network = fc.tuple(fc.nat(5), fc.nat(40_000)).map(([what, ms]): Step => {
	return async ({ rig }) => {
		if (what === 0) rig.server.latest().fail();
		if (what === 1) rig.network.dispatchEvent(new Event('online'));
		if (what === 2) rig.session.retry();
		if (rig.server.latest().readyState === 0) await rig.register();
		if (what === 3) rig.rtc.connections.at(-1)?.become(ms % 2 ? 'failed' : 'disconnected');
		await rig.pass(what > 4 ? ms : 10);
	};
});

const statuses = fc.constantFrom(
	'100 Trying',
	'180 Ringing',
	'183 Progress',
	'200 OK',
	'200 OK',
	'200 OK',
	'401 No',
	'407 No',
	'481 Gone',
	'486 Busy',
	'487 Ended',
	'491 Pending',
	'503 No',
	'603 No',
	'999 What',
);
/** A response to one of our requests, mostly a late one, maybe the second one to it, with or without a description. */
const response = fc
	.record({ age: fc.nat(4), status: statuses, body: fc.nat(3), hasContact: fc.nat(3) })
	.map((said): Step => {
		return ({ rig }) => {
			const socket = rig.server.latest();
			const request = some(
				socket.messages.filter(({ method }) => method !== '' && method !== 'ACK').reverse(),
				said.age,
			);
			if (!request) return;
			const body = said.body === 0 ? {} : { body: said.body > 1 ? sdp() : 'v=0\r\nnonsense' };
			socket.answer(request, said.status, { ...body, headers: said.hasContact ? BOB : [] });
		};
	});

const methods = fc.constantFrom(
	'ACK',
	'BYE',
	'CANCEL',
	'INVITE',
	'UPDATE',
	'INFO',
	'NOTIFY',
	'REFER',
	'OPTIONS',
	'MESSAGE',
	'PRACK',
);
/** A new call, or a request within one. */
const request = fc.tuple(fc.nat(30), methods, fc.boolean(), fc.nat(4)).map(([at, method, hasBody, cseq]): Step => {
	return (world) => {
		const socket = world.rig.server.latest();
		if (socket.messages.length === 0) return;
		const body = hasBody ? sdp(at % 2 ? 'sendonly' : 'sendrecv') : '';
		if (cseq === 0)
			return socket.receive(inviteText(socket, { callId: `call-${world.invites++}`, body: at % 3 ? sdp() : '' }));
		const answers = socket.messages.filter(({ status, header }) => status > 100 && header('cseq').endsWith('INVITE'));
		const answered = some(answers, at);
		if (!answered) return;
		const invite = { ...answered, first: inviteText(socket).split('\r\n')[0] ?? '' };
		const headers = [
			['Content-Type', 'application/sdp'],
			['Refer-To', '<sip:x@y>'],
			['Event', 'refer'],
		] as const;
		const text = inDialog(method, invite, answered.header('to'), { cseq, body, headers });
		socket.receive(
			method === 'CANCEL' ? text.replace(/branch=\S+/, `branch=z9hG4bK-${answered.header('call-id')}`) : text,
		);
	};
});

/** One of the messages that were really sent, damaged: a header gone, doubled, cut short or garbled. */
const damaged = fc.tuple(fc.nat(60), fc.nat(20), fc.nat(5), fc.string()).map(([at, line, how, text]): Step => {
	return ({ rig }) => {
		const socket = rig.server.latest();
		const message = some(socket.messages, at);
		if (!message) return;
		const headers = message.headers.map(([name, value]) => [name, value] as [string, string]);
		const header = some(headers, line);
		if (how === 0 && header) header[1] = text;
		if (how === 1 && header) headers.splice(line % headers.length, 1);
		if (how === 2 && header) headers.push([header[0], header[1]]);
		if (how === 3 && header) header[1] = header[1].replace(/sip:/g, 'sip:%25%e4');
		const whole = writeSip(message.first, headers, message.body);
		socket.receive(how === 4 ? whole.slice(0, line * 20) : whole);
	};
});

function known(call: SipCall) {
	return { call, changes: changesOf(call) };
}

function onlyExpected(error: unknown): void {
	if (!(error instanceof AppError)) throw error;
}

async function run({ rig, calls }: World, steps: readonly Step[], world: World): Promise<void> {
	for (const step of steps) {
		try {
			await step(world);
		} catch (error) {
			onlyExpected(error);
		}
		await rig.pass(1);
		for (const call of rig.incoming.slice(calls.filter(({ call }) => call.direction === 'in').length))
			calls.push(known(call));
	}
}

const ends = (changes: readonly SipCallChange[]) =>
	changes.filter((change) => 'phase' in change && change.phase.is === 'ended');
const lastRegister = (rig: SipRig): SipText => rig.server.latest().request('REGISTER');

test('every call ends once, nothing is told after that, and the account works on', { timeout: 60_000 }, async () => {
	const steps = fc.array(fc.oneof(person, network, response, response, request, damaged), {
		maxLength: 60,
		size: 'max',
	});
	await fc.assert(
		fc.asyncProperty(steps, async (all) => {
			const rig = sipRig();
			try {
				await rig.register();
				const world: World = { rig, calls: [], invites: 0 };
				await run(world, all, world);
				for (const { call } of world.calls) call.hangUp();
				for (const { changes } of world.calls) {
					expect(ends(changes)).toHaveLength(1);
					expect(changes.at(-1)).toEqual(ends(changes)[0]);
				}
				// The network comes back, and the phone rings as ever.
				rig.server.latest().fail();
				rig.session.retry();
				await rig.register();
				expect(lastRegister(rig).method).toBe('REGISTER');
				expect(rig.state().is).toBe('online');
				const before = rig.incoming.length;
				rig.server.latest().receive(inviteText(rig.server.latest(), { callId: 'the-last' }));
				await rig.pass(0);
				expect(rig.incoming).toHaveLength(before + 1);
				for (const { changes } of world.calls) expect(ends(changes)).toHaveLength(1);
				const closed = rig.session.close();
				await rig.pass(40_000);
				await closed;
			} finally {
				rig.end();
			}
		}),
		{ numRuns: 100 },
	);
});
