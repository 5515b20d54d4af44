/** Somebody who is signed in to a real SIP server from Node, with WebRTC that only plays along. */

import { systemClock } from '../../../src/background/reconnect.ts';
import { startSession } from '../../../src/background/sip/account.ts';
import type { SipEnvironment } from '../../../src/background/sip/environment.ts';
import type { SipAccount, SipCall, SipCallChange, SipEvents, SipSession } from '../../../src/background/sip/session.ts';
import type { Connection } from '../../../src/shared/state.ts';
import type { Servers } from '../../servers/servers.ts';
import { until } from '../until.ts';
import { asStream, FakeStream } from './fake-rtc.ts';
import { changesOf, phases } from './sip-rig.ts';

/** A call and what was told of it. */
interface Heard {
	readonly call: SipCall;
	readonly changes: SipCallChange[];
	/** Resolves when the newest phase is this one: `ringing`, `ended:busy`. */
	is(phase: string): Promise<unknown>;
}

type Learned = Parameters<SipEvents['credential']>[0];

export interface SipPerson {
	readonly session: SipSession;
	readonly states: Connection[];
	readonly credentials: readonly Learned[];
	readonly network: EventTarget;
	/** Resolves when the newest state is this one. */
	is(state: Connection['is']): Promise<Connection>;
	call(target: string): Heard;
	/** The incoming call with this number, from 0; resolves when it rings. */
	rung(number?: number): Promise<Heard>;
	answer(heard: Heard): void;
}

/** Signs in; the account is one of the servers' unless `over` says otherwise. */
export function sipPerson(
	servers: Servers,
	name: string,
	over: Partial<SipAccount> = {},
	environment: Partial<SipEnvironment> = {},
): SipPerson {
	const { aor, password } = servers.account(name);
	const states: Connection[] = [];
	const credentials: Learned[] = [];
	const incoming: Heard[] = [];
	const network = new EventTarget();
	const account: SipAccount = {
		aor,
		endpoint: servers.sip.wssUrl,
		authUser: '',
		displayName: name,
		credential: { kind: 'password', password },
		strongest: '',
		iceServers: [],
		instanceId: `urn:uuid:${crypto.randomUUID()}`,
		...over,
	};
	const events = {
		connection: (connection: Connection) => void states.push(connection),
		credential: (learned: Learned) => void credentials.push(learned),
		incoming: (call: SipCall) => void incoming.push(heard(call)),
	};
	const session = startSession(account, events, {
		clock: systemClock,
		network,
		probe: async () => 'unreachable',
		dropped(cause) {
			throw cause;
		},
		...environment,
	});
	return {
		...{ session, states, credentials, network },
		is: (state) => until(`${name} is ${state}`, () => (states.at(-1)?.is === state ? states.at(-1) : undefined)),
		call: (target) => heard(session.call(target, asStream(new FakeStream()))),
		rung: (number = 0) => until(`${name} is called`, () => incoming[number]),
		answer: ({ call }) => call.answer(asStream(new FakeStream())),
	};
}

function heard(call: SipCall): Heard {
	const changes = changesOf(call);
	const is = (phase: string) =>
		until(`the call is ${phase}, after ${phases(changes)}`, () => phases(changes).at(-1) === phase);
	return { call, changes, is };
}
