import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LiveCalls } from '../../../../src/background/calls/live-calls.ts';
import type { Ring } from '../../../../src/background/calls/media.ts';
import type { SipCall, SipCallChange, SipSession } from '../../../../src/background/sip/session.ts';
import { SETTINGS } from '../../../../src/background/storage/singletons.ts';
import { createStore } from '../../../../src/background/store.ts';
import { AppError, type ErrorCode } from '../../../../src/shared/errors.ts';
import type { AccountView, Call } from '../../../../src/shared/state.ts';

const settings = SETTINGS;
const SOUND = {} as MediaStream;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Live calls over a SIP session and media of our own interfaces. */
function setUp(over: { microphone?: () => Promise<MediaStream>; connected?: boolean } = {}) {
	const store = createStore({ settings, presence: { show: 'available', status: '' } });
	store.accounts.set('a', account(over.connected ?? true));
	const dialogs: Dialog[] = [];
	const rings: (Ring | null)[] = [];
	const closed: string[] = [];
	const ended: Call[] = [];
	let microphoneChanged: (change: { call: string; stream: MediaStream | null }) => void = () => {};
	const session = {
		call(target: string) {
			const dialog = makeDialog('out', target);
			dialogs.push(dialog);
			return dialog.call;
		},
	} as Partial<SipSession> as SipSession;
	const platform = { notify: vi.fn(), clearNotice: vi.fn(), open: vi.fn() };
	const calls = new LiveCalls({
		store,
		platform,
		media: {
			microphone: {
				open: over.microphone ?? (async () => SOUND),
				close: (id) => void closed.push(id),
				onChange: (listener) => {
					microphoneChanged = listener;
				},
			},
			playback: { play: vi.fn(), stop: vi.fn() },
			ringer: { ring: (ring) => void rings.push(ring) },
		},
		sessionOf: () => session,
		ended: (call) => void ended.push(call),
		who: ({ peer, peerName }) => peerName || peer,
	});
	const incoming = () => {
		const dialog = makeDialog('in', 'sip:bob@x');
		calls.incoming('a', dialog.call);
		const call = store.calls.values().at(-1);
		if (!call) throw new Error('no call');
		return { ...dialog, id: call.id };
	};
	const phase = (id: string) => store.calls.get(id)?.phase;
	return {
		store,
		calls,
		dialogs,
		rings,
		closed,
		ended,
		platform,
		incoming,
		phase,
		microphoneChanged: (c: Parameters<typeof microphoneChanged>[0]) => microphoneChanged(c),
	};
}

describe('an extension', () => {
	const tones = ({ did }: Dialog) => did.filter((what) => what.startsWith('tones'));
	const DIAL = { target: 'tel:0045', tones: '101' };
	async function answered() {
		const rig = setUp();
		const id = rig.calls.place('a', 'tel:+39045;ext=101', '', DIAL);
		await settled();
		const [dialog] = rig.dialogs;
		if (!dialog) throw new Error('no dialog');
		return { ...rig, id, dialog, live: () => dialog.tell({ phase: { is: 'live' } }) };
	}

	test('is shown from the beginning, and dialled once, a moment after the answer', async () => {
		const { store, id, dialog, live } = await answered();
		expect(dialog.call.peer).toBe('tel:0045');
		expect(store.calls.get(id)).toMatchObject({
			peer: 'tel:+39045;ext=101',
			extension: { digits: '101', isDialled: false },
		});
		dialog.tell({ phase: { is: 'ringing' } });
		await vi.advanceTimersByTimeAsync(60_000);
		live();
		expect(tones(dialog)).toEqual([]);
		await vi.advanceTimersByTimeAsync(2_000);
		expect(tones(dialog)).toEqual(['tones 101']);
		expect(store.calls.get(id)?.extension).toEqual({ digits: '101', isDialled: true });
		dialog.tell({ phase: { is: 'held' } });
		live();
		await vi.advanceTimersByTimeAsync(60_000);
		expect(tones(dialog)).toEqual(['tones 101']);
	});

	test('waits while the call is held', async () => {
		const { dialog, live } = await answered();
		live();
		dialog.tell({ phase: { is: 'held' } });
		await vi.advanceTimersByTimeAsync(60_000);
		expect(tones(dialog)).toEqual([]);
		live();
		await vi.advanceTimersByTimeAsync(2_000);
		expect(tones(dialog)).toEqual(['tones 101']);
	});

	test('is dialled once, also when the call was held for a moment before', async () => {
		const { dialog, live } = await answered();
		live();
		dialog.tell({ phase: { is: 'held' } });
		live();
		await vi.advanceTimersByTimeAsync(60_000);
		expect(tones(dialog)).toEqual(['tones 101']);
	});

	test('is not dialled when the other side hung up before', async () => {
		const { dialog, live } = await answered();
		live();
		dialog.tell({ phase: { is: 'ended', reason: 'hung-up' } });
		await vi.advanceTimersByTimeAsync(60_000);
		expect(tones(dialog)).toEqual([]);
	});
});

describe('an outgoing call', () => {
	test('waits for the microphone, then calls', async () => {
		const { calls, dialogs, phase, platform } = setUp();
		const id = calls.place('a', 'sip:bob@x', '');
		expect(phase(id)).toEqual({ is: 'preparing' });
		expect(dialogs).toHaveLength(0);
		await settled();
		expect(phase(id)).toEqual({ is: 'calling' });
		expect(dialogs[0]?.call.peer).toBe('sip:bob@x');
		expect(platform.open).toHaveBeenCalledWith('call', { call: id });
	});

	test('is shown once it is on its way, and soon even where the microphone takes its time', async () => {
		let give: (stream: MediaStream) => void = () => {};
		const { calls, dialogs, platform } = setUp({ microphone: () => new Promise((done) => (give = done)) });
		const quick = calls.place('a', 'sip:bob@x', '');
		await settled();
		expect(platform.open).not.toHaveBeenCalled();
		give(SOUND);
		await settled();
		expect(dialogs).toHaveLength(1);
		expect(platform.open.mock.calls).toEqual([['call', { call: quick }]]);
		const slow = calls.place('a', 'sip:carol@x', '');
		await vi.advanceTimersByTimeAsync(100);
		expect(dialogs).toHaveLength(1);
		expect(platform.open.mock.calls.slice(1)).toEqual([['call', { call: slow }]]);
		give(SOUND);
		await vi.advanceTimersByTimeAsync(1000);
		expect(platform.open).toHaveBeenCalledTimes(2);
	});

	test('is refused at once when the account is not connected, and leaves nothing behind', () => {
		const { calls, store } = setUp({ connected: false });
		expect(() => calls.place('a', 'sip:bob@x', '')).toThrow(expect.objectContaining({ code: 'not-connected' }));
		expect(store.calls.size).toBe(0);
	});

	test.each(['no-microphone', 'microphone-denied', 'microphone-in-use'] as const)(
		'%s ends it with that reason',
		async (code) => {
			const refuse = () => Promise.reject(new AppError(code as ErrorCode));
			const { calls, phase, ended, platform } = setUp({ microphone: refuse });
			const id = calls.place('a', 'sip:bob@x', '');
			await settled();
			expect(phase(id)).toEqual({ is: 'ended', reason: code });
			expect(ended.map((call) => call.id)).toEqual([id]);
			expect(platform.open).toHaveBeenCalledWith('call', { call: id });
		},
	);

	test('hung up while the microphone is asked for sends no INVITE and lets the microphone go', async () => {
		let give: (stream: MediaStream) => void = () => {};
		const { calls, dialogs, closed, phase } = setUp({ microphone: () => new Promise((done) => (give = done)) });
		const id = calls.place('a', 'sip:bob@x', '');
		calls.hangUp(id);
		give(SOUND);
		await settled();
		expect(dialogs).toHaveLength(0);
		expect(closed).toContain(id);
		expect(phase(id)).toEqual({ is: 'ended', reason: 'cancelled' });
	});

	test('rings back until it is answered', async () => {
		const { calls, dialogs, rings } = setUp();
		calls.place('a', 'sip:bob@x', '');
		await settled();
		dialogs[0]?.tell({ phase: { is: 'ringing' } });
		expect(rings.at(-1)).toBe('ringback');
		dialogs[0]?.tell({ phase: { is: 'live' } });
		expect(rings.at(-1)).toBeNull();
	});
});

describe('an incoming call', () => {
	test('while the person does not want to be disturbed is busy, rings nowhere, and is kept', () => {
		const { incoming, rings, platform, store, ended } = setUp();
		store.presence.set({ show: 'dnd', status: '' });
		const { did, tell } = incoming();
		expect(did).toEqual(['decline busy']);
		tell({ phase: { is: 'ended', reason: 'busy' } });
		expect(rings.filter(Boolean)).toEqual([]);
		expect(platform.notify).not.toHaveBeenCalled();
		expect(platform.open).not.toHaveBeenCalled();
		expect(ended).toMatchObject([{ direction: 'in', phase: { reason: 'busy' } }]);
	});

	test('rings, is shown, and is told', () => {
		const { incoming, rings, platform } = setUp();
		const { id } = incoming();
		expect(rings.at(-1)).toBe('incoming');
		expect(platform.notify).toHaveBeenCalledWith({ kind: 'incoming-call', call: id, from: 'sip:bob@x' });
		expect(platform.open).toHaveBeenCalledWith('call', { call: id });
	});

	test('goes on ringing when the microphone is refused', async () => {
		const { incoming, calls, phase } = setUp({ microphone: () => Promise.reject(new AppError('microphone-denied')) });
		const { id } = incoming();
		await expect(calls.answer(id)).rejects.toMatchObject({ code: 'microphone-denied' });
		expect(phase(id)).toEqual({ is: 'ringing' });
	});

	test('cancelled by the caller while the microphone is asked for is not answered', async () => {
		let give: (stream: MediaStream) => void = () => {};
		const { incoming, calls, closed } = setUp({ microphone: () => new Promise((done) => (give = done)) });
		const { id, tell, did } = incoming();
		const answering = calls.answer(id);
		tell({ phase: { is: 'ended', reason: 'cancelled' } });
		give(SOUND);
		await answering;
		expect(did).toEqual([]);
		expect(closed).toContain(id);
	});

	test('during a call rings softly; answering it holds the first one', async () => {
		const { incoming, calls, rings } = setUp();
		const first = incoming();
		await calls.answer(first.id);
		first.tell({ phase: { is: 'live' } });
		const second = incoming();
		expect(rings.at(-1)).toBe('waiting');
		await calls.answer(second.id);
		expect(first.did).toEqual(['answer', 'hold true']);
		expect(second.did).toEqual(['answer']);
	});

	test('during a call can be declined, and the first one goes on untouched', async () => {
		const { incoming, calls, phase } = setUp();
		const first = incoming();
		await calls.answer(first.id);
		first.tell({ phase: { is: 'live' } });
		const second = incoming();
		calls.decline(second.id);
		second.tell({ phase: { is: 'ended', reason: 'declined' } });
		expect(second.did).toEqual(['decline declined']);
		expect(first.did).toEqual(['answer']);
		expect(phase(first.id)).toEqual({ is: 'live' });
	});

	test('is silent when ringing is switched off', () => {
		const { incoming, rings, store } = setUp();
		store.settings.set({ ...settings, ringing: false });
		incoming();
		expect(rings.at(-1)).toBeNull();
	});
});

describe('during a call', () => {
	test('taking one off hold holds the others', async () => {
		const { incoming, calls } = setUp();
		const first = incoming();
		await calls.answer(first.id);
		first.tell({ phase: { is: 'live' } });
		const second = incoming();
		await calls.answer(second.id);
		first.tell({ phase: { is: 'held' } });
		second.tell({ phase: { is: 'live' } });
		await calls.hold(first.id, false);
		expect(second.did).toEqual(['answer', 'hold true']);
		expect(first.did.at(-1)).toBe('hold false');
	});

	test('a microphone that breaks off is told, and one that is back is used', async () => {
		const { incoming, calls, store, platform, microphoneChanged } = setUp();
		const { id, did } = incoming();
		await calls.answer(id);
		microphoneChanged({ call: id, stream: null });
		expect(store.calls.get(id)?.heard).toBe(false);
		expect(platform.notify).toHaveBeenLastCalledWith({ kind: 'not-heard', call: id });
		microphoneChanged({ call: id, stream: SOUND });
		await settled();
		expect(did.at(-1)).toBe('replace');
		expect(store.calls.get(id)?.heard).toBe(true);
		expect(platform.clearNotice).toHaveBeenLastCalledWith(`not-heard:${id}`);
	});

	test('the time it was answered is the first time it was live, not the last', async () => {
		const { incoming, calls, store } = setUp();
		const { id, tell } = incoming();
		await calls.answer(id);
		tell({ phase: { is: 'live' } });
		const answeredAt = store.calls.get(id)?.answeredAt;
		vi.advanceTimersByTime(5000);
		tell({ phase: { is: 'held' } });
		tell({ phase: { is: 'live' } });
		expect(store.calls.get(id)?.answeredAt).toBe(answeredAt);
	});
});

describe('the end', () => {
	test('comes once, stays a while to be read, then goes', async () => {
		const { incoming, store, ended, closed } = setUp();
		const { id, tell } = incoming();
		tell({ phase: { is: 'ended', reason: 'cancelled' } });
		tell({ phase: { is: 'ended', reason: 'failed' } });
		expect(ended.map((call) => call.phase)).toEqual([{ is: 'ended', reason: 'cancelled' }]);
		expect(closed).toEqual([id]);
		expect(store.calls.has(id)).toBe(true);
		vi.advanceTimersByTime(10_000);
		expect(store.calls.has(id)).toBe(false);
	});

	test('when an account goes, its calls end and no others', async () => {
		const { incoming, calls } = setUp();
		const { did } = incoming();
		calls.endAll('b');
		expect(did).toEqual([]);
		calls.endAll('a');
		expect(did).toEqual(['hang up']);
	});

	test('a command for a call that is gone is not-found', () => {
		const { calls } = setUp();
		expect(() => calls.hangUp('x')).toThrow(expect.objectContaining({ code: 'not-found' }));
		expect(() => calls.mute('x', true)).toThrow(expect.objectContaining({ code: 'not-found' }));
	});
});

interface Dialog {
	readonly call: SipCall;
	readonly did: string[];
	tell(change: SipCallChange): void;
}

function makeDialog(direction: 'in' | 'out', peer: string): Dialog {
	const did: string[] = [];
	let listener: (change: SipCallChange) => void = () => {};
	const call: SipCall = {
		id: crypto.randomUUID(),
		direction,
		peer,
		peerName: '',
		claimedJids: [],
		onChange: (next) => {
			listener = next;
		},
		answer: () => void did.push('answer'),
		decline: (reason) => void did.push(`decline ${reason}`),
		hangUp: () => void did.push('hang up'),
		mute: (muted) => void did.push(`mute ${muted}`),
		hold: async (held) => void did.push(`hold ${held}`),
		sendTones: (tones) => void did.push(`tones ${tones}`),
		replaceMicrophone: async () => void did.push('replace'),
		stats: () => Promise.reject(new Error('not here')),
	};
	return { call, did, tell: (change) => listener(change) };
}

function account(connected: boolean): AccountView {
	const security = { tls: true, mechanism: 'Digest MD5', host: 'x' };
	return {
		id: 'a',
		protocol: 'sip',
		address: 'sip:me@x',
		displayName: '',
		endpoint: 'wss://x',
		authUser: '',
		iceServers: [],
		enabled: true,
		connection: connected ? { is: 'online', since: 0, security } : { is: 'connecting', since: 0 },
	};
}

/** Everything that was promised so far is done. */
async function settled(): Promise<void> {
	await vi.advanceTimersByTimeAsync(0);
}
