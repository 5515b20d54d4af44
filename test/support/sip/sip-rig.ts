/** A session under test with a fake server, fake WebRTC and a clock that the test moves. */
import { vi } from 'vitest';
import { startSession } from '../../../src/background/sip/account.ts';
import type { SipEnvironment } from '../../../src/background/sip/environment.ts';
import type { SipAccount, SipCall, SipCallChange, SipEvents, SipSession } from '../../../src/background/sip/session.ts';
import type { Connection } from '../../../src/shared/state.ts';
import { asStream, type FakeRtc, FakeStream, installFakeRtc, sdp } from './fake-rtc.ts';
import { type FakeSipServer, type FakeSocket, installFakeSipServer } from './fake-sip-server.ts';
import { readSip, type SipText, writeSip } from './sip-text.ts';

type Learned = Parameters<SipEvents['credential']>[0];

export interface SipRig {
	readonly session: SipSession;
	readonly server: FakeSipServer;
	readonly rtc: FakeRtc;
	readonly network: EventTarget;
	readonly connections: Connection[];
	readonly credentials: readonly Learned[];
	readonly incoming: SipCall[];
	/** Messages that could not be read. */
	readonly dropped: unknown[];
	/** The newest state. */
	state(): Connection;
	/** Time goes by, and everything that was waiting happens. */
	pass(ms: number): Promise<void>;
	/** The newest WebSocket is taken, and its REGISTER accepted without asking for a password. */
	register(): Promise<FakeSocket>;
	/** From now on the newest WebSocket's server renews registrations by itself. */
	renewing(): void;
	/** A call goes out, and its INVITE is there. */
	call(target?: string): Promise<{ call: SipCall; changes: SipCallChange[]; invite: SipText; stream: FakeStream }>;
	/** An INVITE comes in, and rings. */
	ring(options?: InviteOptions): Promise<{ call: SipCall; changes: SipCallChange[] }>;
	end(): void;
}

const ALICE: SipAccount = {
	aor: 'sip:alice@example.test',
	endpoint: 'wss://sip.example.test/',
	authUser: '',
	displayName: 'Alice',
	credential: { kind: 'password', password: 'alice-secret' },
	strongest: '',
	iceServers: [],
	instanceId: 'urn:uuid:f81d4fae-7dec-41d0-a765-00a0c91e6bf6',
};

/** Timers are vitest's from here to `end`. */
export function sipRig(account: Partial<SipAccount> = {}, environment: Partial<SipEnvironment> = {}): SipRig {
	vi.useFakeTimers({ now: 1_000_000 });
	const rtc = installFakeRtc();
	const server = installFakeSipServer();
	const network = new EventTarget();
	const connections: Connection[] = [];
	const credentials: Learned[] = [];
	const incoming: SipCall[] = [];
	const dropped: unknown[] = [];
	const events = {
		connection: (connection: Connection) => void connections.push(connection),
		credential: (learned: Learned) => void credentials.push(learned),
		incoming: (call: SipCall) => void incoming.push(call),
	};
	const session = startSession({ ...ALICE, ...account }, events, {
		clock: {
			now: () => Date.now(),
			after(ms, run) {
				const timer = setTimeout(run, ms);
				return () => clearTimeout(timer);
			},
			random: () => 0.5,
		},
		network,
		probe: async () => 'unreachable',
		dropped: (cause) => void dropped.push(cause),
		...environment,
	});
	const pass = async (ms: number) => void (await vi.advanceTimersByTimeAsync(ms));
	return {
		...{ session, server, rtc, network, connections, credentials, incoming, dropped, pass },
		state() {
			const newest = connections.at(-1);
			if (!newest) throw new Error('no state was told');
			return newest;
		},
		async register() {
			const socket = server.latest();
			socket.accept();
			const request = socket.request('REGISTER');
			socket.answer(request, '200 OK', { headers: [['Contact', request.header('contact')]] });
			await pass(0);
			return socket;
		},
		renewing() {
			const socket = server.latest();
			socket.onsent = (text) => {
				const request = readSip(text);
				if (request.method === 'REGISTER')
					socket.answer(request, '200 OK', { headers: [['Contact', request.header('contact')]] });
			};
		},
		async call(target = 'sip:bob@example.test') {
			const stream = new FakeStream();
			const call = session.call(target, asStream(stream));
			const changes = changesOf(call);
			await pass(10);
			return { call, changes, invite: server.latest().request('INVITE'), stream };
		},
		async ring(options = {}) {
			server.latest().receive(inviteText(server.latest(), options));
			await pass(0);
			const call = incoming.at(-1);
			if (!call) throw new Error('it did not ring');
			return { call, changes: changesOf(call) };
		},
		end() {
			rtc.restore();
			server.restore();
			vi.useRealTimers();
		},
	};
}

export interface InviteOptions {
	readonly from?: string;
	readonly callId?: string;
	readonly headers?: readonly (readonly [string, string])[];
	readonly contact?: string;
	readonly body?: string;
}

/** An INVITE to the contact that the socket's client has registered. */
export function inviteText(socket: FakeSocket, options: InviteOptions = {}): string {
	const { from = 'Bob <sip:bob@example.test>', callId = 'call-in', contact = '<sip:bob@192.0.2.9:5060>' } = options;
	const uri = /<([^>]+)>/.exec(socket.request('REGISTER').header('contact'))?.[1] ?? '';
	const headers: (readonly [string, string])[] = [
		['Via', `SIP/2.0/WSS sip.example.test;branch=z9hG4bK-${callId}`],
		['From', `${from};tag=bob`],
		['To', '<sip:alice@example.test>'],
		['Call-ID', callId],
		['CSeq', '1 INVITE'],
		['Contact', contact],
		['Max-Forwards', '60'],
		...(options.headers ?? []),
	];
	return writeSip(`INVITE ${uri} SIP/2.0`, headers, options.body ?? sdp());
}

/** A request within the dialog of an incoming call; `to` is of the answer that made it. */
export function inDialog(method: string, invite: SipText, to: string, options: InviteOptions & { cseq?: number } = {}) {
	const { cseq = 2 } = options;
	const headers: (readonly [string, string])[] = [
		['Via', `SIP/2.0/WSS sip.example.test;branch=z9hG4bK-${method}-${cseq}`],
		['From', invite.header('from')],
		['To', to],
		['Call-ID', invite.header('call-id')],
		['CSeq', `${cseq} ${method}`],
		['Contact', '<sip:bob@192.0.2.9:5060>'],
		...(options.headers ?? []),
	];
	return writeSip(`${method} ${invite.first.split(' ')[1]} SIP/2.0`, headers, options.body);
}

export function changesOf(call: SipCall): SipCallChange[] {
	const changes: SipCallChange[] = [];
	call.onChange((change) => changes.push(change));
	return changes;
}

/** The phases that were told, in order, as words: `ringing`, `ended:busy`. */
export function phases(changes: readonly SipCallChange[]): string[] {
	return changes.flatMap((change) => {
		if (!('phase' in change)) return [];
		return [change.phase.is === 'ended' ? `ended:${change.phase.reason}` : change.phase.is];
	});
}
